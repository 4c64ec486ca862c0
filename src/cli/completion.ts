/** `dropcast completion`: prints what a shell loads to complete our commands, flags and values. */
import { Argument, type Command } from 'commander';
import { COMPLETION_SCRIPTS, SHELLS } from './complete/scripts.ts';
import type { CommandContext } from './context.ts';
import { addExamples } from './help-examples.ts';

const EXAMPLES = [
  ['source <(dropcast completion bash)', 'in ~/.bashrc'],
  ['source <(dropcast completion zsh)', 'in ~/.zshrc, behind compinit'],
  ['dropcast completion fish | source', 'in ~/.config/fish/config.fish'],
] as const;

export function addCompletion(program: Command, { terminal }: CommandContext): void {
  const command = program
    .command('completion')
    .description('print what a shell loads to complete commands, flags and values')
    .addArgument(new Argument('<shell>', 'which one').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => {
      terminal.stdout.write(COMPLETION_SCRIPTS[shell]);
    });
  addExamples(command, EXAMPLES);
}
