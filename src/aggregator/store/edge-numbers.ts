/**
 * Gives new edges their ids: those of one agent follow each other, so that they share sheets
 * (sheet.ts). Which sheet an agent is filling is not kept over restarts: then it begins another.
 */
import type { DatabaseSync } from 'node:sqlite';
import { SHEET_EDGES, sheetOf } from './sheet.ts';

export class EdgeNumbers {
  readonly #next = new Map<number, number>();
  #sheets: number;

  constructor(db: DatabaseSync) {
    const last = db.prepare('SELECT max(id) AS id FROM edge').get()?.id;
    this.#sheets = typeof last === 'number' ? sheetOf(last) + 1 : 0;
  }

  /** Never given before; what is given in vain is a gap that costs nothing. */
  take(agent: number): number {
    const next = this.#next.get(agent);
    const id = next === undefined || next % SHEET_EDGES === 0 ? this.#sheets++ * SHEET_EDGES : next;
    this.#next.set(agent, id + 1);
    return id;
  }
}
