/**
 * A reader of the kernel log in a process of its own, for tests that stop and kill it. It prints
 * each block as one line of JSON, written before the next block is asked for: what the test has
 * read is what is counted. Arguments: PREFIX CURSOR [PATH [PROC_ROOT]]. SIGTERM ends it in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { KmsgSource } from '../../src/agent/sources/kmsg/kmsg.ts';
import type { RecordBlock } from '../../src/agent/sources/source.ts';
import type { Loss } from '../../src/flow/loss.ts';

/** What a block told. */
export interface BlockReport {
  readonly cursor: string;
  readonly read: number;
  /** Lines that begin with the prefix. */
  readonly ours: number;
  readonly losses: readonly Loss[];
}

export interface KmsgProcess extends AsyncDisposable {
  readonly pid: number;
  /** The next block; undefined once the process has ended and all was told. */
  next(): Promise<BlockReport | undefined>;
  signal(name: NodeJS.Signals): void;
  /** Resolves to the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
}

export interface KmsgProcessOptions {
  readonly prefix: string;
  readonly cursor: string;
  readonly path?: string;
  readonly procRoot?: string;
  /** Options of Node itself, for all its threads. */
  readonly nodeOptions?: string;
}

export function startKmsgProcess(options: KmsgProcessOptions): KmsgProcess {
  const { prefix, cursor, path, procRoot, nodeOptions } = options;
  const program = [fileURLToPath(import.meta.url), prefix, cursor];
  const places = [path ?? '/dev/kmsg', procRoot ?? '/proc'];
  const child = spawn(process.execPath, [...program, ...places], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(nodeOptions && { NODE_OPTIONS: nodeOptions }) },
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const lines = linesOf(child);
  return {
    pid: child.pid!,
    exited,
    signal: (name) => void child.kill(name),
    async next() {
      const { value, done } = await lines.next();
      return done ? undefined : JSON.parse(value);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Whole lines only: one that the death of its writer cut short was never told. */
async function* linesOf(child: ChildProcess): AsyncGenerator<string, void, undefined> {
  const reader = createInterface({ input: child.stdout! });
  for await (const [line] of on(reader, 'line', { close: ['close'] })) {
    if (line.endsWith('}')) yield line;
  }
}

/** How many lines of `block` begin with `prefix`. */
function countLines({ bytes, index }: RecordBlock, prefix: string): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = 0; at < index.count; at += 1) {
    const start = index.starts[at]!;
    if (text.toString('latin1', start, start + prefix.length) === prefix) count += 1;
  }
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [prefix = '', cursor = '', path = '', procRoot = ''] = process.argv.slice(2);
  const abort = new AbortController();
  process.once('SIGTERM', () => abort.abort());
  for await (const block of new KmsgSource({ path, procRoot }).blocks(cursor, abort.signal)) {
    const { cursorAfter, read, losses } = block;
    const report = { cursor: cursorAfter, read, ours: countLines(block, prefix), losses };
    writeSync(1, `${JSON.stringify(report)}\n`);
  }
}
