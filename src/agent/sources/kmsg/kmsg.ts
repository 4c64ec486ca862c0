/**
 * The kmsg source: the kernel's own log, read in a worker thread and handed over in blocks.
 * The kernel frames and sequences its records, so that each one after the cursor is counted as read
 * or as lost.
 *
 *   /dev/kmsg ──▶ worker: KmsgReader, KmsgPump ──blocks──▶ blocks() ──▶ pipeline
 *                          ▲──────────────────── buffers, given back
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Check } from '../../../flow/check.ts';
import { type Source, SourceError, type StartFrom, type TimeReading } from '../source.ts';
import type { KmsgBlock } from './kmsg-block.ts';
import { explainKmsgFailure } from './kmsg-permission.ts';
import { createThreadFlags, KmsgThread } from './kmsg-thread.ts';

export interface KmsgOptions {
  /** Default `/dev/kmsg`. */
  readonly path?: string;
  /** Where procfs is mounted; default `/proc`. */
  readonly procRoot?: string;
  /**
   * Longest pause between two looks at the device, in ms; default 10. While nothing comes it counts
   * only where poll(2) cannot be called. A burst that begins in it must fit into the ring: 10 ms of
   * the default ring's 860 lines is 86,000 lines a second.
   */
  readonly maxWaitMs?: number;
  /** Where to begin without a cursor; default `oldest`. */
  readonly from?: StartFrom;
}

export class KmsgSource implements Source {
  readonly kind = 'kmsg';
  readonly trust = 'kernel';
  readonly escaped = true;
  readonly underPressure = 'fold';
  readonly #path: string;
  readonly #procRoot: string;
  readonly #maxWaitMs: number;
  readonly #from: StartFrom;
  #clockSteps = 0;

  constructor(options: KmsgOptions = {}) {
    this.#path = options.path ?? '/dev/kmsg';
    this.#procRoot = options.procRoot ?? '/proc';
    this.#maxWaitMs = options.maxWaitMs ?? 10;
    this.#from = options.from ?? 'oldest';
  }

  checks(): readonly Check[] {
    const steps = this.#clockSteps;
    const detail =
      steps === 0 ? 'the wall clock has not been set' : 'what was read before kept its time';
    return [{ name: 'clock', state: 'ok', detail, value: steps }];
  }

  check(): void {
    try {
      const fd = openSync(this.#path, constants.O_RDONLY | constants.O_NONBLOCK);
      const isDirectory = fstatSync(fd).isDirectory();
      closeSync(fd);
      if (isDirectory)
        throw new SourceError('unreadable', `${this.#path} is a directory, no device`);
    } catch (error) {
      throw explainKmsgFailure(error, this.#path, this.#procRoot);
    }
  }

  /** As Source.blocks; after the abort what the worker has read already is still delivered. */
  async *blocks(
    cursor: string,
    signal: AbortSignal,
    counted?: TimeReading,
  ): AsyncGenerator<KmsgBlock, void, undefined> {
    if (signal.aborted) return;
    const thread = new KmsgThread({
      path: this.#path,
      bootId: this.#readBootId(),
      cursor,
      counted,
      from: this.#from,
      maxWaitMs: this.#maxWaitMs,
      flags: createThreadFlags(),
    });
    const stop = () => thread.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const block of thread.blocks()) {
        this.#clockSteps += block.clockSteps;
        yield block;
        thread.giveBack(block);
      }
    } catch (error) {
      throw explainKmsgFailure(error, this.#path, this.#procRoot);
    } finally {
      signal.removeEventListener('abort', stop);
      await thread.close();
    }
  }

  #readBootId(): string {
    const path = `${this.#procRoot}/sys/kernel/random/boot_id`;
    try {
      return readFileSync(path, 'latin1').trim();
    } catch (cause) {
      const what = `${path}: no boot id, without which kernel records have no position`;
      throw new SourceError('unreadable', what, { cause });
    }
  }
}
