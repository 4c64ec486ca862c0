/**
 * Runs one program as a process of its own and tells what it cost: user and system CPU time of the
 * whole process, start-up included, as bash's `time` has it from wait4(2). The same yardstick for
 * every language.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A program over a corpus. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Given as standard input when the program takes no file name. */
  readonly stdin?: string;
}

export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** Where Node programs keep what they compiled, ours and peers alike: the first run fills it. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, 'data', 'compile-cache');

/** `%U %S` of bash in seconds with three decimals; the program's own complaints go to ours. */
const TIMED = 'TIMEFORMAT="%U %S"; time "$@" 2>&3';

/** Is `command` in the PATH (or a path itself)? */
export async function isInstalled(command: string): Promise<boolean> {
  const child = spawn('bash', ['-c', 'command -v "$1"', 'bash', command], { stdio: 'ignore' });
  return (await exitOf(child)) === 0;
}

/**
 * Runs `program` to its end; each line it prints goes to `onLine`, if somebody listens.
 * Returns CPU nanoseconds. Throws ProgramError when it fails.
 */
export async function measureCpu(
  program: Program,
  onLine?: (line: string) => void,
): Promise<number> {
  const stdin = openSync(program.stdin ?? '/dev/null', 'r');
  const child = spawn('bash', ['-c', TIMED, 'bash', program.command, ...program.args], {
    stdio: [stdin, 'pipe', 'pipe', process.stderr.fd],
    env: { ...process.env, LC_ALL: 'C', NODE_COMPILE_CACHE },
  });
  closeSync(stdin);
  // A pipe even when nobody listens: grep looks no further than the first match when it writes to
  // /dev/null.
  if (onLine) createInterface({ input: child.stdout! }).on('line', onLine);
  else child.stdout!.resume();
  const [status, time] = await Promise.all([exitOf(child), text(child.stderr!)]);
  if (status !== 0) throw new ProgramError(`${program.name} ended with status ${status}`);
  const [user = 0, system = 0] = time.trim().split(' ').map(Number);
  return (user + system) * 1e9;
}

/** CPU nanoseconds of each program in each round, the programs taking turns. */
export async function race(programs: readonly Program[], rounds: number): Promise<number[][]> {
  const spent: number[][] = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, program] of programs.entries()) spent[i]!.push(await measureCpu(program));
  }
  return spent;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}
