/**
 * The demo's child processes: started, awaited by what they print, ended by their own process id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DemoError } from './command.ts';

const STOP_MS_MAX = 5_000;
const READY_MS_MAX = 10_000;
/** Lines of stderr kept to say why a child ended. */
const KEPT_LINES_MAX = 20;

export interface Child {
  readonly name: string;
  readonly pid: number;
  /**
   * Resolves to the first output line that `accept` turns into something. Throws DemoError if the
   * child ends first.
   */
  waitFor<T>(accept: (line: string) => T | undefined): Promise<T>;
  /** Resolves when the child has ended, to its exit status; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  /** Asks the child to end, insists after a while, and waits for it. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** The dropcast command of this very installation. */
export const DROPCAST = fileURLToPath(new URL('../../../bin/dropcast.js', import.meta.url));

/** A program beside this file, compiled or not as this file is. */
export function programPath(name: string): string {
  const extension = extname(fileURLToPath(import.meta.url));
  return fileURLToPath(new URL(`./${name}${extension}`, import.meta.url));
}

export function startChild(name: string, argv: readonly string[]): Child {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const readers = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (lines.push(line) > KEPT_LINES_MAX) lines.shift();
      for (const read of readers) read(line);
    });
  }
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('close', (status) => resolve(status ?? undefined));
  });
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    waitFor: (accept) => waitForLine({ name, ended, lines, readers, accept }),
    stop: (signal) => stopChild(child, ended, signal ?? 'SIGTERM'),
  };
}

interface Wait<T> {
  readonly name: string;
  readonly ended: Promise<unknown>;
  readonly lines: readonly string[];
  readonly readers: Set<(line: string) => void>;
  readonly accept: (line: string) => T | undefined;
}

function waitForLine<T>({ name, ended, lines, readers, accept }: Wait<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      const last = lines.at(-1);
      reject(new DemoError(`${name} ${what}${last === undefined ? '' : `: ${last}`}`));
    };
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS_MAX);
    const read = (line: string) => {
      const found = accept(line);
      if (found === undefined) return;
      clearTimeout(timer);
      readers.delete(read);
      resolve(found);
    };
    readers.add(read);
    for (const line of [...lines]) read(line);
    ended.then(() => {
      clearTimeout(timer);
      fail('ended early');
    });
  });
}

async function stopChild(
  child: ChildProcess,
  ended: Promise<unknown>,
  signal: NodeJS.Signals,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  child.kill(signal);
  await ended;
  clearTimeout(timer);
}

/** Runs a program inside a network namespace to its end; resolves to the lines it printed. */
export async function runInNetns(netns: string, args: readonly string[]): Promise<string[]> {
  const argv = ['netns', 'exec', netns, process.execPath, '--no-warnings', ...args];
  const child = spawn('ip', argv, { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new DemoError(`traffic in ${netns} failed with status ${status}`);
  return lines;
}
