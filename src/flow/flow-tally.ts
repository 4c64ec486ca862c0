/** What flows add up to, for who counts them without looking at each. */
import type { Flow } from './flow.ts';

export interface FlowTally {
  readonly flows: number;
  /** Of these, how many stand for several. */
  readonly overflowing: number;
  /** By the log prefix of their rule; none is 0. */
  readonly lines: ReadonlyMap<string, number>;
}

export function tallyFlows(flows: readonly Flow[]): FlowTally {
  const lines = new Map<string, number>();
  let overflowing = 0;
  for (const flow of flows) {
    if (flow.overflow !== undefined) overflowing += 1;
    addLines(lines, flow.point.prefix, flow.lines);
  }
  return { flows: flows.length, overflowing, lines };
}

export function addLines(sum: Map<string, number>, prefix: string, lines: number): void {
  if (lines > 0) sum.set(prefix, (sum.get(prefix) ?? 0) + lines);
}
