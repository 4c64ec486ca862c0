/** What a node finds out about itself before and while it collects: one named check each. */

/**
 * `warn`: lines may be lost, or packets be slowed down. `fail`: lines are lost, or none are read.
 * `unknown`: it cannot be looked at from here.
 */
export const CHECK_STATES = ['unknown', 'ok', 'warn', 'fail'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** Longest name or detail, in characters: a line for people, not a file. */
export const CHECK_DETAIL_MAX = 1_024;

export interface Check {
  /** In snake_case, from a fixed list: the label of a metric. */
  readonly name: string;
  readonly state: CheckState;
  /** One line: what is so, why it matters, what to do. Empty only when `ok` says enough. */
  readonly detail: string;
  /** The figure behind it where there is one: a level, bytes, seconds. */
  readonly value?: number;
}
