/**
 * The reports of an answer, by the time when each was last seen: all of them, or no more than were
 * asked for, the earliest or the latest.
 */
import type { FlowReport } from '../../flow/hubble/flow-report.ts';
import type { Bounds } from '../question-gate.ts';

export interface SelectionOptions {
  /** 0: all. */
  readonly limit: number;
  /** Those at the beginning, not at the end. */
  readonly isFirst: boolean;
  readonly takeEdges: Bounds['takeEdges'];
}

export class ReportSelection {
  readonly #options: SelectionOptions;
  readonly #held: FlowReport[] = [];
  #taken = 0;

  constructor(options: SelectionOptions) {
    this.#options = options;
  }

  /** Throws as `takeEdges` does: a report is held like an edge. */
  add(report: FlowReport): void {
    const { limit, takeEdges } = this.#options;
    if (this.#held.length === this.#taken) {
      takeEdges(1);
      this.#taken++;
    }
    this.#held.push(report);
    // Sorted once for as many again as are kept.
    if (limit > 0 && this.#held.length >= 2 * limit + 1_000) this.#cut();
  }

  /** The earliest first. */
  reports(): readonly FlowReport[] {
    this.#cut();
    return this.#held;
  }

  #cut(): void {
    const { limit, isFirst } = this.#options;
    this.#held.sort((a, b) => a.lastSeenUs - b.lastSeenUs);
    const tooMany = limit > 0 ? Math.max(0, this.#held.length - limit) : 0;
    if (isFirst) this.#held.length -= tooMany;
    else this.#held.splice(0, tooMany);
  }
}
