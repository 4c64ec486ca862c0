/** `dropcast demo`: all of it on this machine. What it needs is loaded when it runs. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

export function addDemo(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('show it all on this machine: real kernel LOG lines, agent, aggregator, forecast')
    .option('--recorded', 'use the recorded kernel log even where real lines could be made')
    .option('--kubeconfig <file>', "take names from an API server that holds the demo's pods")
    .action(async (options: { recorded?: boolean; kubeconfig?: string }) => {
      const { runDemo } = await import('./demo/run-demo.ts');
      await runDemo(context, options);
    });
}
