/** Who talks to whom by namespace: what the matrix shows, out of a forecast or out of sums. */
import type { Fate, ForecastEnd, ForecastLine } from '../api/forecast.ts';

/** Of one namespace to another; ends without one are told by what they are. */
export interface Pair {
  readonly source: string;
  readonly destination: string;
  readonly connections: number;
  readonly edges: number;
  /** Edges by what would become of them; all zero where nobody foretold. */
  readonly fates: Readonly<Record<Fate, number>>;
}

export interface Group {
  readonly values: readonly string[];
  readonly is_reply: boolean;
  readonly connections: number;
  readonly edges: number;
}

export const OUTSIDE = '(outside)';
const NODES = '(nodes)';

const NO_FATES: Readonly<Record<Fate, number>> = {
  dropped: 0,
  unknown: 0,
  allowed: 0,
  not_policed: 0,
};

export function pairsOfForecast(lines: readonly ForecastLine[]): Pair[] {
  return sumPairs(
    lines.map(({ source, destination, forecast, connections, edges }) => ({
      source: placeOf(source),
      destination: placeOf(destination),
      connections,
      edges,
      fates: { ...NO_FATES, [forecast]: edges },
    })),
  );
}

/** Groups by source_namespace and destination_namespace: what has none is outside or a node. */
export function pairsOfGroups(groups: readonly Group[]): Pair[] {
  return sumPairs(
    groups
      .filter(({ is_reply }) => !is_reply)
      .map(({ values: [source, destination], connections, edges }) => ({
        source: source || OUTSIDE,
        destination: destination || OUTSIDE,
        connections,
        edges,
        fates: NO_FATES,
      })),
  );
}

export function placeOf({ namespace, kind }: Pick<ForecastEnd, 'namespace' | 'kind'>): string {
  if (namespace !== '') return namespace;
  return kind === 'node' ? NODES : OUTSIDE;
}

function sumPairs(pairs: readonly Pair[]): Pair[] {
  const sums = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = `${pair.source}\n${pair.destination}`;
    const before = sums.get(key);
    sums.set(key, before === undefined ? pair : addPairs(before, pair));
  }
  return [...sums.values()];
}

function addPairs(a: Pair, b: Pair): Pair {
  return {
    ...a,
    connections: a.connections + b.connections,
    edges: a.edges + b.edges,
    fates: {
      dropped: a.fates.dropped + b.fates.dropped,
      unknown: a.fates.unknown + b.fates.unknown,
      allowed: a.fates.allowed + b.fates.allowed,
      not_policed: a.fates.not_policed + b.fates.not_policed,
    },
  };
}

/** The gravest that any of its edges would meet; undefined where nobody foretold. */
export function worstFate({ fates }: Pick<Pair, 'fates'>): Fate | undefined {
  if (fates.dropped > 0) return 'dropped';
  if (fates.unknown > 0) return 'unknown';
  if (fates.allowed > 0) return 'allowed';
  return fates.not_policed > 0 ? 'not_policed' : undefined;
}

/** Namespaces by name, then what has none. */
export function placesOf(pairs: readonly Pair[]): string[] {
  const places = new Set(pairs.flatMap(({ source, destination }) => [source, destination]));
  const rank = (place: string) => (place.startsWith('(') ? 1 : 0);
  return [...places].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
