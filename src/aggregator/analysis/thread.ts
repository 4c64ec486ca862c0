/**
 * A thread that answers one question, as whoever asked sees it. Its heap is bounded: an answer that
 * takes more ends it, and nothing else.
 */
import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Edge } from '../../flow/edge.ts';
import { ASK_FOR_LESS } from '../../service/question-limits.ts';
import { AnalysisError } from '../analysis.ts';
import { EdgeEncoder } from './edge-columns.ts';
import type { SeenWindow } from './material.ts';
import {
  BLOCKS_AHEAD,
  type FromThread,
  type Refused,
  type SharedCluster,
  type ThreadData,
  type ToThread,
} from './messages.ts';

/** Few milliseconds of work: batches and other answers go on in between. */
const BLOCK_EDGES = 1_024;

/** Of the heap that this process may have, beside it. */
const HEAP_SHARE = 1 / 2;
const HEAP_MIB = Math.floor((getHeapStatistics().heap_size_limit * HEAP_SHARE) / 1024 / 1024);

/** Of a Worker's `error`: https://nodejs.org/api/errors.html. */
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/** What is used of a Worker. */
export type Thread = Pick<Worker, 'on' | 'postMessage' | 'terminate'>;
export type StartThread = (workerData: ThreadData) => Thread;

/** The file beside this one, in the sources as in what is built of them. */
export function startThread(workerData: ThreadData, heapMib = HEAP_MIB): Thread {
  const extension = extname(fileURLToPath(import.meta.url));
  const file = new URL(`./question-thread${extension}`, import.meta.url);
  return new Worker(file, { workerData, resourceLimits: { maxOldGenerationSizeMb: heapMib } });
}

export class QuestionThread implements AsyncDisposable {
  /** Rejects with AnalysisError, and where the thread has failed. */
  readonly answer: Promise<Uint8Array>;
  readonly #thread: Thread;
  #credit = BLOCKS_AHEAD;
  #isOver = false;
  #wake: () => void = () => {};

  constructor(thread: Thread, onListed: (cluster: SharedCluster) => void) {
    this.#thread = thread;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    this.answer = promise;
    const end = () => {
      this.#isOver = true;
      this.#wake();
    };
    // Also where nobody waits for it any more.
    promise.then(end, end);
    thread.on('message', (message: FromThread) => {
      if ('more' in message) this.#grant();
      else if ('listed' in message) onListed(message.listed);
      else if ('answer' in message) resolve(message.answer);
      else if ('refused' in message) reject(refusal(message.refused));
      else reject(new Error(message.failed));
    });
    thread.on('error', (cause: unknown) => reject(deathOf(cause)));
    thread.on('exit', (code: number) => reject(new Error(`the thread ended with code ${code}`)));
  }

  /**
   * Sends all edges, as fast as they are taken, and what else is known of them. Resolves early
   * where the thread has come to its end without them; rejects with the signal's reason.
   */
  async send(
    edges: readonly Edge[],
    seen: SeenWindow | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const encoder = new EdgeEncoder();
    for (let at = 0; at < edges.length; at += BLOCK_EDGES) {
      while (this.#credit === 0 && !this.#isOver) await this.#woken(signal);
      if (this.#isOver) return;
      this.#credit--;
      const block = encoder.encode(edges.slice(at, at + BLOCK_EDGES));
      this.#post({ block }, [block.numbers.buffer, block.hours.buffer]);
      await setImmediate(undefined, { signal });
    }
    this.#post({ seen });
  }

  #grant(): void {
    this.#credit++;
    this.#wake();
  }

  #woken(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      this.#wake = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
    });
  }

  #post(message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
    this.#thread.postMessage(message, [...transfer]);
  }

  /** Ends it where it stands. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread.terminate();
  }
}

function refusal({ fault, message, mistakes }: Refused): AnalysisError {
  return new AnalysisError(fault, message, { mistakes });
}

function deathOf(cause: unknown): unknown {
  const isMemory = cause instanceof Error && 'code' in cause && cause.code === OUT_OF_MEMORY;
  if (!isMemory) return cause;
  const what = `the answer takes more than ${HEAP_MIB} MiB of memory`;
  const advice = `${ASK_FOR_LESS}, or give the aggregator more (NODE_OPTIONS=--max-old-space-size)`;
  return new AnalysisError('memory', `${what}: ${advice}`, { cause });
}
