/**
 * Counts of packets and connections that the client's and the server's node may both have reported:
 * summed for each side, of which the larger one counts. Open connections (origin `conntrack`) are a
 * level, of which the largest stays.
 */
import type { Direction } from './edge.ts';
import type { Flow } from './flow.ts';
import { observedDirection } from './observed-side.ts';

const SIDE_COUNTS = ['connections', 'bytes', 'answered', 'refused', 'unreachable'] as const;
type Counts = Record<(typeof SIDE_COUNTS)[number], number>;

export class SideCounts {
  #egress: Counts | undefined;
  #ingress: Counts | undefined;
  #elsewhere: Counts | undefined;

  add(flow: Flow): void {
    const direction = observedDirection(flow.point);
    if (direction === 'unknown') this.#elsewhere = added(this.#elsewhere, flow);
    if (direction === 'egress' || direction === 'both') this.#egress = added(this.#egress, flow);
    if (direction === 'ingress' || direction === 'both') this.#ingress = added(this.#ingress, flow);
  }

  /** The sides that reported anything. */
  direction(): Direction {
    if (this.#egress) return this.#ingress ? 'both' : 'egress';
    return this.#ingress ? 'ingress' : 'unknown';
  }

  larger(): Counts {
    const larger = noCounts();
    for (const side of [this.#egress, this.#ingress, this.#elsewhere]) {
      if (side === undefined) continue;
      for (const count of SIDE_COUNTS) larger[count] = Math.max(larger[count], side[count]);
    }
    return larger;
  }
}

function noCounts(): Counts {
  return { connections: 0, bytes: 0, answered: 0, refused: 0, unreachable: 0 };
}

function added(sum: Counts = noCounts(), flow: Flow): Counts {
  if (flow.origin === 'conntrack') {
    // Looked at again and again: the same connections, not more of them.
    sum.connections = Math.max(sum.connections, flow.connections);
    return sum;
  }
  for (const count of SIDE_COUNTS) sum[count] += flow[count];
  return sum;
}
