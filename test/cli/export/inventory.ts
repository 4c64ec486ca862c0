/** An aggregator's answers out of edges by hour, and a sink that remembers what it was given. */
import type { ExportRecord, ExportSink } from '../../../src/cli/export/export-record.ts';
import type { Edge } from '../../../src/flow/edge.ts';
import { groupEdges } from '../../../src/flow/edge-groups.ts';
import { pageOf } from '../../../src/flow/edge-page.ts';
import { outcomePrefixes } from '../../../src/flow/outcome.ts';
import { HOUR_US } from '../../../src/flow/time.ts';
import type { QueryClient } from '../../../src/wire/query.ts';
import { edgeOf, outsideEndpoint } from '../../flow/edge-fixtures.ts';

/** An edge to the n-th outside peer, seen in `hour` alone. */
export function edgeIn(hour: number, n: number, overrides: Partial<Edge> = {}): Edge {
  const seenUs = hour * HOUR_US + n;
  return edgeOf({
    destination: outsideEndpoint(`203.0.${n >> 8}.${n & 255}`),
    ...{ firstSeenUs: seenUs, lastSeenUs: seenUs, hours: [hour] },
    ...overrides,
  });
}

export class Inventory {
  readonly hours = new Map<number, Edge[]>();
  /** Filters of all questions. */
  questions = 0;

  set(hour: number, edges: readonly Edge[]): void {
    this.hours.set(hour, [...edges]);
  }

  #select({ sinceUs = 0, untilUs = Infinity }: { sinceUs?: number; untilUs?: number }): Edge[] {
    this.questions++;
    const edges = [...this.hours.values()].flat();
    return edges.filter((edge) => edge.lastSeenUs >= sinceUs && edge.firstSeenUs <= untilUs);
  }

  client(): Pick<QueryClient, 'pageEdges' | 'listGroups'> {
    const select = (filter: object) => this.#select(filter);
    return {
      async *pageEdges({ filter, cursor = '', limit }) {
        for (const each of pageOf(select(filter), cursor, limit)) {
          yield { ...each, fields: undefined };
        }
      },
      async *listGroups({ filter, by }) {
        const edges = select(filter);
        yield* groupEdges(edges, by, outcomePrefixes(edges));
      },
    };
  }
}

/** Fails once its `failAt`-th write is over (or before it, when `loses`). */
export class RememberingSink implements ExportSink {
  readonly records: ExportRecord[] = [];
  writes = 0;
  failAt = Infinity;
  loses = false;

  async write(records: readonly ExportRecord[]): Promise<void> {
    const fails = ++this.writes === this.failAt;
    if (!fails || !this.loses) this.records.push(...records);
    if (fails) throw new Error('the place is away');
  }
}
