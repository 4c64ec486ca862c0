/**
 * What the aggregator must have counted in the end: kept beside the agents, by sums of its own, so
 * that a fault of the product cannot be in the expectation, too. Both nodes of an edge count its
 * connections; the larger side is what there was.
 */
import type { EdgeGroup } from '../../src/flow/edge-groups.ts';
import type { GroupField } from '../../src/flow/group-fields.ts';
import type { Cluster } from './cluster.ts';
import { OUTSIDE_ADDRESSES, PORTS, type Traffic } from './traffic.ts';

/** By what the totals are asked. */
export const TOTALS_BY: readonly GroupField[] = [
  'source_namespace',
  'destination_namespace',
  'port',
];

export interface Total {
  edges: number;
  lines: number;
  connections: number;
  bytes: number;
}

const COUNTS = ['edges', 'lines', 'connections', 'bytes'] as const;

/** What one node saw of an edge in one batch. */
export interface Sighting {
  readonly isEgress: boolean;
  readonly isIngress: boolean;
  readonly lines: number;
  readonly connections: number;
  readonly bytes: number;
}

export class Truth {
  readonly #cluster: Cluster;
  /** Edges between workloads, by what they are: many pods' edges are one of them. */
  readonly #keys: Float64Array;
  readonly #keyOf: Uint32Array;
  readonly #lines: Float64Array;
  readonly #egress: { readonly connections: Float64Array; readonly bytes: Float64Array };
  readonly #ingress: { readonly connections: Float64Array; readonly bytes: Float64Array };

  constructor(cluster: Cluster, traffic: Traffic) {
    this.#cluster = cluster;
    const all = Float64Array.from({ length: traffic.count }, (_, edge) =>
      this.#keyNumber(traffic, edge),
    );
    this.#keys = Float64Array.from(new Set(all.toSorted()));
    this.#keyOf = Uint32Array.from(all, (key) => placeOf(this.#keys, key));
    const sums = () => new Float64Array(this.#keys.length);
    this.#lines = sums();
    this.#egress = { connections: sums(), bytes: sums() };
    this.#ingress = { connections: sums(), bytes: sums() };
  }

  add(edge: number, { isEgress, isIngress, lines, connections, bytes }: Sighting): void {
    const key = this.#keyOf[edge]!;
    this.#lines[key]! += lines;
    for (const [isSeen, side] of [
      [isEgress, this.#egress],
      [isIngress, this.#ingress],
    ] as const) {
      if (!isSeen) continue;
      side.connections[key]! += connections;
      side.bytes[key]! += bytes;
    }
  }

  /** By the values of TOTALS_BY, joined by blanks. */
  totals(): Map<string, Total> {
    const totals = new Map<string, Total>();
    for (let key = 0; key < this.#keys.length; key++) {
      if (this.#lines[key] === 0) continue;
      const name = this.#groupOf(this.#keys[key]!);
      const total = totals.get(name) ?? { edges: 0, lines: 0, connections: 0, bytes: 0 };
      totals.set(name, total);
      total.edges++;
      total.lines += this.#lines[key]!;
      total.connections += larger(this.#egress.connections, this.#ingress.connections, key);
      total.bytes += larger(this.#egress.bytes, this.#ingress.bytes, key);
    }
    return totals;
  }

  #keyNumber({ source, destination, port }: Traffic, edge: number): number {
    const ends = this.#cluster.workloads + OUTSIDE_ADDRESSES;
    const [from, to] = [this.#endNumber(source[edge]!), this.#endNumber(destination[edge]!)];
    return (from * ends + to) * PORTS.length + port[edge]!;
  }

  /** Workloads first, outside addresses behind them. */
  #endNumber(end: number): number {
    const { pods, workloads, workloadOf } = this.#cluster;
    return end < pods ? workloadOf[end]! : workloads + end - pods;
  }

  #groupOf(key: number): string {
    const ends = this.#cluster.workloads + OUTSIDE_ADDRESSES;
    const [port, pair] = [key % PORTS.length, Math.floor(key / PORTS.length)];
    const [from, to] = [Math.floor(pair / ends), pair % ends].map((end) =>
      end < this.#cluster.workloads ? this.#cluster.namespaceOf(end) : '',
    );
    return [from, to, PORTS[port]].join(' ');
  }
}

function larger(a: Float64Array, b: Float64Array, at: number): number {
  return Math.max(a[at]!, b[at]!);
}

/** Of a value that is there, in an ascending list. */
function placeOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What differs, one line each; empty when all is exact. */
export async function differences(
  expected: ReadonlyMap<string, Total>,
  groups: AsyncIterable<EdgeGroup>,
): Promise<string[]> {
  const wrong: string[] = [];
  const missing = new Set(expected.keys());
  for await (const group of groups) {
    const name = group.values.join(' ');
    missing.delete(name);
    const total = expected.get(name);
    for (const count of COUNTS) {
      const is = group[count];
      const must = total?.[count] ?? 0;
      if (is !== must) wrong.push(`${name}: ${is} ${count}, not ${must}`);
    }
  }
  return [...wrong, ...Array.from(missing, (name) => `${name}: missing`)];
}
