/**
 * Runs the program and turns what happened into an exit status: 0 done, 1 failed, 2 wrong usage,
 * 3 an answer that should stop whoever asked, such as "would be dropped". A failure is one line on
 * stderr; commander has told wrong usage already.
 */
import { type Command, CommanderError } from 'commander';
import { adviceOnPermission } from './denied.ts';
import { escapeControls, type Terminal } from './terminal.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const OBJECTION = 3;

/** A command failed and has said why already, in its own words. */
export class FailureTold extends Error {
  constructor() {
    super('the command failed');
    this.name = 'FailureTold';
  }
}

/** The command did what it should, and what it found should stop whoever asked. */
export class Objection extends Error {
  constructor() {
    super('the command objects');
    this.name = 'Objection';
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
    if (error instanceof Objection) return OBJECTION;
    const advice = adviceOnPermission(error);
    const told = error instanceof Error ? error.message : String(error);
    const message = advice === undefined ? told : `${told}: ${advice}`;
    terminal.stderr.write(`dropcast: ${escapeControls(message)}\n`);
    return isWrongUsage(error) ? WRONG_USAGE : FAILED;
  }
}

/** Services and commands check how options go together, and call what does not `config`. */
function isWrongUsage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'config';
}
