/**
 * A pipeline in small: follows a source in the background, may be paused as a pipeline without room
 * is, and stopped with the cursor of what it has.
 */
import type { Source } from '../../src/agent/sources/source.ts';
import { Reading } from './reading.ts';

const WAIT_MS_MAX = 15_000;

export class Follower implements AsyncDisposable {
  readonly reading: Reading;
  readonly #stopping = new AbortController();
  readonly #following: Promise<void>;
  #gate: PromiseWithResolvers<void> | undefined;
  #onBlock: () => void = () => {};

  constructor(source: Source, cursor = '') {
    this.reading = new Reading(cursor);
    this.#following = this.#follow(source, cursor);
    this.#following.catch(() => this.#onBlock());
  }

  /** Asks for no further block until `resume`; one that is asked for already still comes. */
  pause(): void {
    this.#gate ??= Promise.withResolvers();
  }

  resume(): void {
    this.#gate?.resolve();
    this.#gate = undefined;
  }

  /** Resolves when so many records were given. Throws what the source throws, or after a limit. */
  until(records: number): Promise<void> {
    return this.#until(() => this.reading.records.length >= records);
  }

  /** The same for the record with this message. */
  untilGiven(message: string): Promise<void> {
    return this.#until(() => this.reading.records.some((record) => record.message === message));
  }

  async #until(isSo: () => boolean): Promise<void> {
    const limit = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const { records, losses } = this.reading;
      limit.reject(new Error(`only ${records.length} records, ${JSON.stringify(losses)}`));
    }, WAIT_MS_MAX);
    const ended = this.#following.then(() => {
      throw new Error('the source ended');
    });
    try {
      while (!isSo()) {
        const next = Promise.withResolvers<void>();
        this.#onBlock = next.resolve;
        await Promise.race([next.promise, ended, limit.promise]);
      }
    } finally {
      clearTimeout(timer);
      ended.catch(() => {});
    }
  }

  /** Stops and gives what was read; its cursor is where the next one goes on. */
  async stop(): Promise<Reading> {
    this.#stopping.abort();
    this.resume();
    await this.#following;
    return this.reading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop().catch(() => {});
  }

  async #follow(source: Source, cursor: string): Promise<void> {
    for await (const block of source.blocks(cursor, this.#stopping.signal)) {
      this.reading.add(block);
      this.#onBlock();
      await this.#gate?.promise;
    }
  }
}
