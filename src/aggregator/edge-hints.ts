/**
 * What a question says of itself to a home of flows, so that it need not look at everything: bounds
 * in time, and conditions that leave out what cannot match. The question asks for itself again.
 */

/** The hours that overlap with it; without a bound, from the first or to the last. */
export interface Span {
  /** Microseconds since the epoch, both included. */
  readonly sinceUs?: number;
  readonly untilUs?: number;
}

/** What a home may leave out; an undefined condition leaves out nothing. */
export interface EdgeHints extends Span {
  /**
   * Edges without an end in it, unless an end may yet turn out to be: one without any attribution
   * that is not outside, or with candidates.
   */
  readonly namespace?: string;
  readonly protocol?: number;
  readonly port?: number;
  /** Without it edges of replies are left out. */
  readonly replies?: boolean;
}
