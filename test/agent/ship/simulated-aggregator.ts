/**
 * The aggregator of DESIGN 3.4 without a network, for one node and source: it keeps which lines it
 * has counted, as ranges, so that a line counted twice or passed over shows. A batch says by its
 * account how many lines it has, and by its cursor where they end.
 */
import type { Batch, BatchPosition, Welcome } from '../../../src/wire/ingest.ts';

export class SimulatedAggregator {
  store = 1;
  /** Lines counted: from the first one on, without holes, up to this. */
  counted = 0;
  /** Where counting begins in this store; undefined while nothing is counted. */
  first: number | undefined;
  /** How far the store before had counted: no line behind it may be missing in this one. */
  #countedBefore = 0;
  #epoch = 0;
  #sequence = 0;
  #instance = '';
  #previous: BatchPosition | undefined;

  get cursor(): string {
    return this.first === undefined ? '' : String(this.counted);
  }

  welcome(instance: string): Welcome {
    if (instance !== this.#instance) this.#succeed(instance);
    const previous = this.#previous && { previous: this.#previous };
    const [epoch, sequence] = [this.#epoch, this.#sequence];
    return { epoch, sequence, cursor: this.cursor, store: `store ${this.store}`, ...previous };
  }

  /** The sequence to acknowledge; undefined: the agent is fenced. Throws where counts go wrong. */
  apply({ epoch, sequence, account, cursorAfter }: Batch): number | undefined {
    if (epoch !== this.#epoch) return undefined;
    if (sequence <= this.#sequence) return this.#sequence;
    if (sequence > this.#sequence + 1) throw new Error('a gap in the sequence');
    const from = Number(cursorAfter) - account.read;
    if (this.first === undefined && from > this.#countedBefore)
      throw new Error(`lines from ${from} on, where ${this.#countedBefore} were counted`);
    this.first ??= from;
    if (this.first !== from && this.counted !== from && account.read > 0)
      throw new Error(`lines from ${from} on, where ${this.counted} are counted`);
    this.counted = Number(cursorAfter);
    this.#sequence = sequence;
    return sequence;
  }

  /** As one that was set up anew. */
  replace(): void {
    this.store++;
    this.#countedBefore = Math.max(this.#countedBefore, this.counted);
    this.first = undefined;
    this.counted = 0;
    this.#epoch = 0;
    this.#sequence = 0;
    this.#instance = '';
    this.#previous = undefined;
  }

  /** An epoch in which nothing was applied leaves no trace. */
  #succeed(instance: string): void {
    if (this.#sequence > 0) this.#previous = { epoch: this.#epoch, sequence: this.#sequence };
    this.#instance = instance;
    this.#epoch++;
    this.#sequence = 0;
  }
}
