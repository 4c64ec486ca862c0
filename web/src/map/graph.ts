/**
 * The graph of one namespace: its workloads and their peers, few enough to be told apart. Peers
 * that are too many become one node for each of their namespaces, workloads with least traffic one
 * for all; no link is left out.
 */
import type { Link, Place } from './links.ts';

/** More nodes than these nobody can read. */
export const NODES_MAX = 150;

export interface GraphNode {
  readonly name: string;
  readonly namespace: string;
  readonly isOwn: boolean;
  /** How many places it stands for. */
  readonly places: number;
  readonly connections: number;
}

export interface GraphEdge {
  /** Indexes of nodes. */
  readonly source: number;
  readonly target: number;
  readonly connections: number;
  readonly fate: Link['fate'];
  readonly links: readonly Link[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** How a place is called in the graph. */
type NameOf = (place: Place) => string;

export function graphOf(links: readonly Link[], namespace: string, most = NODES_MAX): Graph {
  const own = sumsOf(links, (place) => place.namespace === namespace);
  const peers = sumsOf(links, (place) => place.namespace !== namespace);
  const all: NameOf = ({ name }) => name;
  if (own.size + peers.size <= most) return build(links, namespace, all);
  const peerSpaces = new Set(
    links.flatMap(({ source, destination }) => [source.namespace, destination.namespace]),
  );
  peerSpaces.delete(namespace);
  // The own workloads get what the peers leave, and at least half of it all.
  const room = Math.max(most - peerSpaces.size, Math.ceil(most / 2)) - 1;
  const busiest = [...own].sort((a, b) => b[1] - a[1]).slice(0, room);
  const kept = new Set(busiest.map(([name]) => name));
  const rest = own.size - kept.size;
  const spaces = new Set([...peerSpaces].sort().slice(0, most - kept.size - 2));
  return build(links, namespace, (place) => {
    if (place.namespace === namespace) {
      return kept.has(place.name) ? place.name : `${rest} more workloads`;
    }
    return spaces.has(place.namespace) ? place.namespace : 'other namespaces';
  });
}

function sumsOf(links: readonly Link[], belongs: (place: Place) => boolean): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { source, destination, connections } of links) {
    for (const place of [source, destination]) {
      if (belongs(place)) sums.set(place.name, (sums.get(place.name) ?? 0) + connections);
    }
  }
  return sums;
}

function build(links: readonly Link[], namespace: string, nameOf: NameOf): Graph {
  const nodes = new Map<string, { index: number; node: GraphNode; names: Set<string> }>();
  const nodeOf = (place: Place, connections: number): number => {
    const name = nameOf(place);
    const isOwn = place.namespace === namespace;
    const key = `${isOwn}\n${name}`;
    const known = nodes.get(key);
    const names = (known?.names ?? new Set()).add(place.name);
    const index = known?.index ?? nodes.size;
    const sum = (known?.node.connections ?? 0) + connections;
    const node = {
      ...{ name, namespace: place.namespace, isOwn },
      ...{ places: names.size, connections: sum },
    };
    nodes.set(key, { index, node, names });
    return index;
  };
  const edges = new Map<string, GraphEdge>();
  for (const link of links) {
    const source = nodeOf(link.source, link.connections);
    const target = nodeOf(link.destination, link.connections);
    const key = `${source} ${target}`;
    edges.set(key, addLink(edges.get(key), link, { source, target }));
  }
  return { nodes: [...nodes.values()].map(({ node }) => node), edges: [...edges.values()] };
}

const GRAVITY: readonly Link['fate'][] = ['dropped', 'unknown', 'allowed', 'not_policed'];

function addLink(
  edge: GraphEdge | undefined,
  link: Link,
  ends: Pick<GraphEdge, 'source' | 'target'>,
): GraphEdge {
  if (edge === undefined) {
    return { ...ends, connections: link.connections, fate: link.fate, links: [link] };
  }
  const isGraver = GRAVITY.indexOf(link.fate) < GRAVITY.indexOf(edge.fate);
  return {
    ...edge,
    connections: edge.connections + link.connections,
    fate: isGraver ? link.fate : edge.fate,
    links: [...edge.links, link],
  };
}
