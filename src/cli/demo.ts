/** `dropcast demo`: all of it on this machine. What it needs is loaded when it runs. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

export function addDemo(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('show it all on this machine: real kernel LOG lines, agent, aggregator, forecast')
    .option('--recorded', 'use the recorded kernel log even where real lines could be made')
    .action(async (options: { recorded?: boolean }) => {
      const { runDemo } = await import('./demo/run-demo.ts');
      await runDemo(context, options.recorded ?? false);
    });
}
