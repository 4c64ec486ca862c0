/**
 * Flows that were seen for the first time in a period: read as they come, most lines first, so that
 * only the first of them are held.
 */
import type { Edge } from '../../flow/edge.ts';

/** Microseconds since the epoch; the end is not in it. */
export interface Period {
  readonly fromUs: number;
  readonly toUs: number;
}

export interface FirstSeen {
  readonly count: number;
  /** The first of them. */
  readonly edges: readonly Edge[];
}

/** Holds at most `most`. Connections from before the logging are not new. */
export async function firstSeenIn(
  edges: AsyncIterable<Edge>,
  { fromUs, toUs }: Period,
  most: number,
): Promise<FirstSeen> {
  const first: Edge[] = [];
  let count = 0;
  for await (const edge of edges) {
    const isNew = edge.firstSeenUs >= fromUs && edge.firstSeenUs < toUs;
    if (!isNew || edge.origin === 'conntrack') continue;
    count++;
    if (first.length < most) first.push(edge);
  }
  return { count, edges: first };
}
