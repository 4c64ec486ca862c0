/** `dropcast policy`: the commands about policies themselves; a line here for each of them. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

export function addPolicy(program: Command, _context: CommandContext): void {
  program.command('policy').description('write policies, check them, list what they allow');
}
