/**
 * The worker thread as its owner sees it: blocks come out, buffers go back in, a flag ends it.
 * The worker never returns to its event loop while it runs, so what it must notice at once stands
 * in shared memory.
 */
import { on } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { StartFrom, TimeReading } from '../source.ts';
import type { KmsgBlock } from './kmsg-block.ts';

/** Slots of the shared flags: set to 1 to stop; counted up with each buffer that is given back. */
export const STOP = 0;
export const RETURNS = 1;

export type ThreadFlags = Int32Array<SharedArrayBuffer>;

export function createThreadFlags(): ThreadFlags {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

export interface KmsgThreadData {
  readonly path: string;
  readonly bootId: string;
  readonly cursor: string;
  readonly counted: TimeReading | undefined;
  readonly from: StartFrom;
  readonly maxWaitMs: number;
  readonly flags: ThreadFlags;
}

/** The worker beside this file, in the sources as in what is built of them. */
const WORKER = new URL(`./kmsg-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/** The interface that poll(2) is called through is said to be experimental: known, and once. */
const EXEC_ARGV = ['--disable-warning=ExperimentalWarning'];

/** The worker as its owner sees it. */
export class KmsgThread {
  readonly #worker: Worker;
  readonly #flags: ThreadFlags;
  readonly #exited: Promise<void>;

  constructor(data: KmsgThreadData) {
    this.#flags = data.flags;
    this.#worker = new Worker(WORKER, { workerData: data, execArgv: EXEC_ARGV });
    // Whoever iterates hears of an error; after the last iteration it concerns nobody.
    this.#worker.on('error', () => undefined);
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
  }

  /** What the worker hands over, until it ends; throws the error that ended it. */
  async *blocks(): AsyncGenerator<KmsgBlock, void, undefined> {
    for await (const [block] of on(this.#worker, 'message', { close: ['exit'] })) yield block;
  }

  /** Gives the block's buffer back to the worker: whoever still looks at it sees nothing. */
  giveBack(block: KmsgBlock): void {
    const { buffer } = block.bytes;
    this.#worker.postMessage(buffer, [buffer]);
    Atomics.add(this.#flags, RETURNS, 1);
    Atomics.notify(this.#flags, RETURNS);
  }

  /** Asks the worker to end: at once, or when it looks up from an idle device. */
  stop(): void {
    Atomics.store(this.#flags, STOP, 1);
    Atomics.notify(this.#flags, STOP);
    Atomics.add(this.#flags, RETURNS, 1);
    Atomics.notify(this.#flags, RETURNS);
  }

  async close(): Promise<void> {
    this.stop();
    await this.#exited;
  }
}
