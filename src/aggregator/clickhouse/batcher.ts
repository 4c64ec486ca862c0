/**
 * Gathers what comes while runs before are under way, so that a thousand agents cost a few
 * statements: ClickHouse likes few large inserts. Runs begin in the order of arrival; with more
 * than one at a time the next is made ready while the engine is at the one before.
 */

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (cause: unknown) => void;
}

export interface BatcherOptions {
  /** From the begin of one run to that of the next, at least. */
  readonly intervalMs: number;
  /** Of one run; the rest waits for the next. */
  readonly itemsMax: number;
  /** At a time. */
  readonly runsMax: number;
}

export class Batcher<In, Out> {
  readonly #run: (items: readonly In[]) => Promise<readonly Out[]>;
  readonly #options: BatcherOptions;
  #waiting: Waiting<In, Out>[] = [];
  #running = 0;
  /** Whether the next run waits for company. */
  #isNext = false;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** `run` gives one result for each item; when it rejects, all of them reject. */
  constructor(run: (items: readonly In[]) => Promise<readonly Out[]>, options: BatcherOptions) {
    this.#run = run;
    this.#options = options;
  }

  add(item: In): Promise<Out> {
    const added = new Promise<Out>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
    });
    this.#runLater();
    return added;
  }

  #runLater(): void {
    if (this.#isNext || this.#waiting.length === 0) return;
    if (this.#running < this.#options.runsMax) void this.#runNext();
  }

  async #runNext(): Promise<void> {
    this.#isNext = true;
    await this.#interval();
    this.#isNext = false;
    this.#running++;
    const run = this.#runOne(this.#waiting.splice(0, this.#options.itemsMax));
    this.#runLater();
    await run;
    this.#running--;
    this.#runLater();
  }

  async #interval(): Promise<void> {
    const waitMs = this.#lastMs + this.#options.intervalMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    else await Promise.resolve();
    this.#lastMs = performance.now();
  }

  async #runOne(taken: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.#run(taken.map(({ item }) => item));
      for (const [i, { resolve }] of taken.entries()) resolve(results[i]!);
    } catch (cause) {
      for (const { reject } of taken) reject(cause);
    }
  }
}
