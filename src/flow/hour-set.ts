/**
 * The hours in which an edge was seen, out of those of its flows. They mostly are the same ones
 * from flow to flow, so that a list that came last is not gone through again: of a long inventory
 * each edge of a node has hundreds.
 */
import { FewValues } from './few-values.ts';

export class HourSet {
  readonly #hours = new FewValues<number>();
  #last: readonly number[] = [];

  /** `hours`: each once, in any order; the list is kept and must not change. */
  add(hours: readonly number[]): void {
    if (isSame(hours, this.#last)) return;
    this.#last = hours;
    for (const hour of hours) this.#hours.add(hour);
  }

  /** Ascending. */
  values(): number[] {
    return this.#hours.values().sort((a, b) => a - b);
  }
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}
