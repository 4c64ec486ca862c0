/**
 * Runs the program and turns what happened into an exit status: 0 done, 1 failed, 2 wrong usage.
 * 3 is kept for "would be dropped". A failure is one line on stderr; commander has told wrong usage
 * already.
 */
import { type Command, CommanderError } from 'commander';
import { escapeControls, type Terminal } from './terminal.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** A command failed and has said why already, in its own words. */
export class FailureTold extends Error {
  constructor() {
    super('the command failed');
    this.name = 'FailureTold';
  }
}

/** Never throws: what a command throws is told and becomes the status. */
export async function runProgram(
  program: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (error instanceof FailureTold) return FAILED;
    const message = error instanceof Error ? error.message : String(error);
    terminal.stderr.write(`dropcast: ${escapeControls(message)}\n`);
    return isWrongUsage(error) ? WRONG_USAGE : FAILED;
  }
}

/** Services check their options themselves, and call a wrong one `config`. */
function isWrongUsage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'config';
}
