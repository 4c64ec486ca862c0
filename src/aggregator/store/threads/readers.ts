/** The threads that read: each is started when a question finds the others busy. */
import type { StoreOptions } from '../sqlite.ts';
import { ReaderClient } from './reader-client.ts';
import type { StartThread } from './store-thread.ts';

/** A long question and a short one side by side; more would take the processor from the writer. */
const READERS_MAX = 2;

export class Readers {
  readonly #open: () => Promise<ReaderClient>;
  readonly #readers: Promise<ReaderClient>[] = [];
  readonly #ready: ReaderClient[] = [];

  constructor(path: string, options: StoreOptions, start: StartThread) {
    this.#open = () => ReaderClient.open(path, options, start);
  }

  /** The one with the fewest open questions. Rejects with StoreError where none can be started. */
  async idlest(): Promise<ReaderClient> {
    const idle = this.#ready.find(({ size }) => size === 0);
    if (idle) return idle;
    const isOneStarting = this.#readers.length > this.#ready.length;
    if (!isOneStarting && this.#readers.length < READERS_MAX) this.#start();
    if (this.#ready.length === 0) return this.#readers.at(-1)!;
    return this.#ready.reduce((idlest, each) => (each.size < idlest.size ? each : idlest));
  }

  #start(): void {
    const opening = this.#open();
    this.#readers.push(opening);
    opening.then(
      (reader) => this.#ready.push(reader),
      // Whoever waits for it hears why; the next question tries again.
      () => this.#readers.splice(this.#readers.indexOf(opening), 1),
    );
  }

  async close(): Promise<void> {
    for (const opening of await Promise.allSettled(this.#readers)) {
      if (opening.status === 'fulfilled') await opening.value.close();
    }
  }
}
