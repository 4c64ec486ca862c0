/**
 * Edges added up by what they have in common: who talks how much, and which values occur at all.
 * The sums are those of whole edges; an edge that several nodes reported is in the group of each.
 */
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import { outcomeOf } from './outcome.ts';
import { protocolName } from './protocol.ts';

/** By what edges are grouped; each has a text of every edge, empty where there is none. */
export const GROUP_FIELDS = [
  'source',
  'source_namespace',
  'source_workload',
  'destination',
  'destination_namespace',
  'destination_workload',
  'protocol',
  'port',
  'direction',
  'verdict',
  'outcome',
  'service',
  'node',
  'prefix',
] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];

export interface EdgeGroup {
  /** As many as there are fields, in their order. */
  readonly values: readonly string[];
  readonly edges: number;
  readonly lines: number;
  readonly connections: number;
  readonly bytes: number;
  readonly answered: number;
  readonly refused: number;
  readonly unreachable: number;
  /** 0: not known. */
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
}

const SUMS = [
  'lines',
  'connections',
  'bytes',
  'answered',
  'refused',
  'unreachable',
] as const satisfies readonly (keyof Edge & keyof EdgeGroup)[];

type RunningGroup = { -readonly [Key in keyof EdgeGroup]: EdgeGroup[Key] };

/**
 * Most lines first; `told` as in outcome.ts. Memory grows with the groups; sums stop where a number
 * is no longer exact.
 */
export function groupEdges(
  edges: Iterable<Edge>,
  by: readonly GroupField[],
  told: ReadonlySet<string>,
): EdgeGroup[] {
  const groups = new Map<string, RunningGroup>();
  for (const edge of edges) {
    for (const values of combinations(by.map((field) => GROUP_VALUES[field](edge, told)))) {
      const key = JSON.stringify(values);
      const group = groups.get(key) ?? emptyGroup(values);
      groups.set(key, group);
      addEdge(group, edge);
    }
  }
  return [...groups]
    .sort(([keyA, a], [keyB, b]) => b.lines - a.lines || (keyA < keyB ? -1 : 1))
    .map(([, group]) => group);
}

function emptyGroup(values: readonly string[]): RunningGroup {
  const sums = { lines: 0, connections: 0, bytes: 0, answered: 0, refused: 0, unreachable: 0 };
  return { values, edges: 0, ...sums, firstSeenUs: 0, lastSeenUs: 0 };
}

function addEdge(group: RunningGroup, edge: Edge): void {
  group.edges++;
  for (const sum of SUMS) {
    group[sum] = Math.min(group[sum] + edge[sum], Number.MAX_SAFE_INTEGER);
  }
  const { firstSeenUs, lastSeenUs } = edge;
  if (firstSeenUs > 0 && (group.firstSeenUs === 0 || firstSeenUs < group.firstSeenUs)) {
    group.firstSeenUs = firstSeenUs;
  }
  group.lastSeenUs = Math.max(group.lastSeenUs, lastSeenUs);
}

/** One value of each field, in all ways: most fields have one value. */
function combinations(fields: readonly (readonly string[])[]): string[][] {
  let all: string[][] = [[]];
  for (const values of fields) {
    all = all.flatMap((begun) => values.map((value) => [...begun, value]));
  }
  return all;
}

type ValuesOf = (edge: Edge, told: ReadonlySet<string>) => readonly string[];

const GROUP_VALUES: Readonly<Record<GroupField, ValuesOf>> = {
  source: ({ source }) => [endName(source)],
  source_namespace: ({ source }) => [source.namespace],
  source_workload: ({ source }) => [workloadName(source)],
  destination: ({ destination }) => [endName(destination)],
  destination_namespace: ({ destination }) => [destination.namespace],
  destination_workload: ({ destination }) => [workloadName(destination)],
  protocol: ({ protocol }) => [protocol === undefined ? '' : protocolName(protocol)],
  port: ({ port }) => [port === undefined ? '' : String(port)],
  direction: ({ direction }) => [direction],
  verdict: ({ verdict }) => [verdict],
  outcome: (edge, told) => [outcomeOf(edge, told)],
  service: ({ services }) => orEmpty(services),
  node: ({ nodes }) => orEmpty(nodes),
  prefix: ({ prefixes }) => orEmpty(prefixes),
};

function orEmpty(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}

/** As filters take it. */
function endName(end: Endpoint): string {
  const name = end.kind === 'pod' ? workloadName(end) || end.name : end.name;
  if (name === '') return end.ip;
  return end.namespace === '' ? name : `${end.namespace}/${name}`;
}

function workloadName({ workload }: Endpoint): string {
  return workload?.name ?? '';
}
