/**
 * Connections added up to edges: two ends, protocol and port.
 * Invariant: what does not fit into the bound is counted, not silently cut.
 */
import type { TrackedConnection } from './conntrack-line.ts';

/** Distinct edges of one snapshot: some hundred pods with some hundred peers each; about 4 MiB. */
const TRACKED_EDGES_MAX = 16_384;

/** Connections that were open when the snapshot was taken, between two ends to one port. */
export interface TrackedEdge extends TrackedConnection {
  readonly connections: number;
}

export interface EdgeTally {
  add(connection: TrackedConnection): void;
  /** Most connections first. */
  edges(): TrackedEdge[];
  /** Connections of edges beyond the bound. */
  readonly connectionsLeftOut: number;
}

export function createEdgeTally(edgesMax: number = TRACKED_EDGES_MAX): EdgeTally {
  const edges = new Map<string, TrackedConnection & { connections: number }>();
  let connectionsLeftOut = 0;
  return {
    add(connection) {
      const { source, destination, protocol, port } = connection;
      const key = `${source} ${destination} ${protocol} ${port}`;
      const known = edges.get(key);
      if (known !== undefined) known.connections += 1;
      else if (edges.size < edgesMax) edges.set(key, { ...connection, connections: 1 });
      else connectionsLeftOut += 1;
    },
    edges: () => [...edges.values()].sort((a, b) => b.connections - a.connections),
    get connectionsLeftOut() {
      return connectionsLeftOut;
    },
  };
}
