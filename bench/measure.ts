/**
 * Runs one program as a process of its own, on one core, and tells what it took, start-up included:
 * processor time and peak memory as wait4(2) has them (launch.pl), and wall time. The same
 * yardstick for every language.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { findProgram } from './installed.ts';

/** A program over a corpus. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Given as standard input when the program takes no file name. */
  readonly stdin?: string;
  /**
   * Standard input and output are pipes, as in a shell: a service may refuse a file as the one, and
   * cannot open /dev/stdout when it is the socket that Node makes.
   */
  readonly isPiped?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder that has to be there, and empty, before every run. */
  readonly scratch?: string;
  /** For a service, which never ends by itself: it is told to when it has printed so many lines. */
  readonly linesUntilEnd?: number;
}

/** What one run took. */
export interface Run {
  /** User and system. */
  readonly cpuNs: number;
  readonly wallNs: number;
  readonly peakBytes: number;
}

export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** Where Node programs keep what they compiled, ours and peers alike: the first run fills it. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, 'data', 'compile-cache');
const LAUNCHER = join(import.meta.dirname, 'launch.pl');
/** What takes longer is killed and has failed. */
const SECONDS_MAX = 120;
/** The number of wait4(2). */
const WAIT4: Readonly<Record<string, number>> = { x64: 61, arm64: 260 };
const NEWLINE = 10;

/**
 * Runs `program` to its end; each line it prints goes to `onLine`, if somebody listens.
 * Throws ProgramError when it fails or cannot be measured.
 */
export async function measure(program: Program, onLine?: (line: string) => void): Promise<Run> {
  const found = findProgram(program.command);
  if (found === undefined) throw new ProgramError(`${program.name}: no ${program.command} here`);
  if (program.scratch !== undefined) empty(program.scratch);
  const stdin = openSync(program.stdin ?? '/dev/null', 'r');
  const began = performance.now();
  const command = [...launcher(), ...pipesOf(program), found.path, ...program.args];
  const child = spawn(command[0]!, command.slice(1), {
    stdio: [stdin, 'pipe', 'inherit', 'pipe'],
    env: {
      ...process.env,
      ...{ LC_ALL: 'C', NODE_COMPILE_CACHE },
      ...found.environment,
      ...program.environment,
    },
  });
  closeSync(stdin);
  const stdout = child.stdout!;
  // A pipe even when nobody listens: grep looks no further than the first match when it writes to
  // /dev/null.
  if (onLine) createInterface({ input: stdout }).on('line', onLine);
  if (program.linesUntilEnd !== undefined)
    whenLines(stdout, program.linesUntilEnd, () => child.kill('SIGTERM'));
  stdout.resume();
  const [, report] = await Promise.all([ended(child), text(child.stdio[3] as Readable)]);
  return readReport(program, report, performance.now() - began);
}

/** Runs of each program in each round, the programs taking turns. */
export async function race(programs: readonly Program[], rounds: number): Promise<Run[][]> {
  const runs: Run[][] = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, program] of programs.entries()) runs[i]!.push(await measure(program));
  }
  return runs;
}

/** What goes before the program: taskset becomes it, so only the launcher waits. */
function launcher(): string[] {
  const wait4 = WAIT4[process.arch];
  if (wait4 === undefined) throw new ProgramError(`no number of wait4(2) on ${process.arch}`);
  const core = pinnedCore();
  const pin = core === undefined ? [] : ['taskset', '-c', core];
  return ['perl', LAUNCHER, String(SECONDS_MAX), String(wait4), ...pin];
}

/** bash becomes the program, which never waits for the cats: they are not counted. */
function pipesOf({ isPiped = false, stdin = '/dev/null' }: Program): string[] {
  return isPiped ? ['bash', '-c', 'exec "$@" < <(exec cat "$0") > >(exec cat)', stdin] : [];
}

/** The last core that we may use; undefined where nothing can be pinned. */
export function pinnedCore(): string | undefined {
  if (findProgram('taskset') === undefined) return undefined;
  const status = readFileSync('/proc/self/status', 'latin1');
  return /^Cpus_allowed_list:.*?(\d+)$/m.exec(status)?.[1];
}

function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

function whenLines(stream: Readable, lines: number, reached: () => void): void {
  let left = lines;
  stream.on('data', (bytes: Buffer) => {
    if (left <= 0) return;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) left--;
    if (left <= 0) reached();
  });
}

function readReport({ name }: Program, report: string, wallMs: number): Run {
  if (report === '') throw new ProgramError(`${name} was not measured: is there a perl?`);
  const [status = 0, userUs = 0, systemUs = 0, peakKib = 0] = report.split(' ').map(Number);
  const signal = status & 0x7f;
  if (signal !== 0) throw new ProgramError(`${name} ended by signal ${signal}${after(wallMs)}`);
  if (status !== 0) throw new ProgramError(`${name} ended with status ${status >> 8}`);
  return { cpuNs: (userUs + systemUs) * 1_000, wallNs: wallMs * 1e6, peakBytes: peakKib * 1_024 };
}

function after(wallMs: number): string {
  return wallMs < SECONDS_MAX * 1_000 ? '' : ` after the ${SECONDS_MAX} s that it may take`;
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}
