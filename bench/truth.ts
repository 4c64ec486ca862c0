/**
 * What a corpus really holds: lines per flow, written beside it by the generator, compared with
 * what programs count. A key is the flow's fields as the kernel spells them, divided by blanks, `-`
 * for an empty interface: `calif0c… eth0 10.65.0.7 20.1.2.3 TCP 443`, or `… ICMP 8/0`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** IN, OUT, SRC, DST, PROTO, and DPT or `TYPE/CODE`. */
export type KeyFields = readonly [string, string, string, string, string, string];

export function flowKey(fields: KeyFields): string {
  return fields.map((field) => field || '-').join(' ');
}

/** Lines by flow key. */
export type Counts = Map<string, number>;

/** JSON lines, most lines first in the generator's order. */
export function writeTruth(path: string, counts: Counts): void {
  const rows = [...counts].map(([key, lines]) => `${JSON.stringify({ key, lines })}\n`);
  writeFileSync(path, rows.join(''));
}

export function readTruth(path: string): Counts {
  const rows = readFileSync(path, 'utf8').trimEnd().split('\n');
  return new Map(
    rows.map((row) => {
      const { key, lines } = JSON.parse(row) as { key: string; lines: number };
      return [key, lines];
    }),
  );
}

export interface Comparison {
  /** Flows whose lines are counted exactly. */
  readonly right: number;
  /** Flows that are missing or counted wrongly. */
  readonly wrong: number;
  /** Keys that no flow of the corpus has. */
  readonly invented: number;
}

export function compareCounts(truth: Counts, counted: Counts): Comparison {
  let right = 0;
  for (const [key, lines] of truth) if (counted.get(key) === lines) right++;
  let invented = 0;
  for (const key of counted.keys()) if (!truth.has(key)) invented++;
  return { right, wrong: truth.size - right, invented };
}
