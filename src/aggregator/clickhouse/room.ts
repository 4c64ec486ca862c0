/**
 * The distinct flows that an agent has in an hour, as far as this replica must know them: to keep
 * one node from filling the disk, new flows past its share are counted with less detail, as in the
 * embedded home. Belongs to a term: whoever takes over reads it anew.
 */
import assert from 'node:assert/strict';
import { coarsen } from '../../flow/coarsen.ts';
import { type Flow, OVERFLOW_LEVELS, type OverflowLevel } from '../../flow/flow.ts';

/** Each level of detail less may still add an eighth when the finer ones may not. */
const COARSER_SHARE = 1 / 8;

/** From all detail to none. */
const LEVELS = [undefined, ...OVERFLOW_LEVELS];

/** Hours whose edges are kept at hand: the current one, and what comes late. */
const HOURS_MAX = 4;

/** Reads the edges that count in these hours. */
type ReadEdges = (hours: readonly number[]) => Promise<ReadonlyMap<number, Set<bigint>>>;

export class Room {
  readonly #rowsMax: number;
  readonly #hours = new Map<number, Set<bigint>>();

  constructor(rowsMax: number) {
    this.#rowsMax = rowsMax;
  }

  /** Makes sure that all hours of the flows are known before `add`. */
  async load(flows: readonly Flow[], read: ReadEdges): Promise<void> {
    const wanted = new Set(flows.map(({ hour }) => hour));
    for (const hour of this.#hours.keys()) {
      if (this.#hours.size <= HOURS_MAX) break;
      if (!wanted.has(hour)) this.#hours.delete(hour);
    }
    const missing = [...wanted].filter((hour) => !this.#hours.has(hour));
    if (missing.length === 0) return;
    const known = this.#rowsMax === Number.POSITIVE_INFINITY ? undefined : await read(missing);
    for (const hour of missing) this.#hours.set(hour, known?.get(hour) ?? new Set());
  }

  /** The flow with as much detail as there is room for; `idOf` tells which edge one is. */
  fit(flow: Flow, idOf: (flow: Flow) => bigint): Fitted {
    const edges = this.#hours.get(flow.hour);
    assert(edges !== undefined, 'the hour was not loaded');
    for (const level of LEVELS) {
      const coarser = level === undefined ? flow : coarsen(flow, level);
      if (level !== undefined && coarser === flow) continue;
      const edge = idOf(coarser);
      const isNew = !edges.has(edge);
      if (isNew && !this.#hasRoom(edges.size, coarser.overflow?.level)) continue;
      edges.add(edge);
      return { flow: coarser, edge, isNew };
    }
    return assert.fail('there is always room for a flow without any detail');
  }

  #hasRoom(rows: number, level: OverflowLevel | undefined): boolean {
    if (level === 'all') return true;
    const steps = level === undefined ? 0 : OVERFLOW_LEVELS.indexOf(level) + 1;
    return rows < this.#rowsMax * (1 + steps * COARSER_SHARE);
  }
}

export interface Fitted {
  readonly flow: Flow;
  readonly edge: bigint;
  /** First seen in its hour by this term, so that what it is may not be known yet. */
  readonly isNew: boolean;
}
