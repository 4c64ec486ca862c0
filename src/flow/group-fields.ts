/**
 * By what edges are grouped. Each field has a text of every edge, the one that filters take where
 * there is one; an edge that several nodes reported has a value for each.
 */
import type { Edge } from './edge.ts';
import { type Endpoint, isHostNamed } from './endpoint.ts';
import { outcomeOf } from './outcome.ts';
import { protocolName } from './protocol.ts';

/** A text is empty where an edge has none. */
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
  'cluster',
  'node',
  'prefix',
] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];

/** A field that is there twice; undefined where each is there once. */
export function repeatedField(by: readonly GroupField[]): GroupField | undefined {
  return by.find((field, i) => by.indexOf(field) !== i);
}

/**
 * All values of the edge, each with as many texts as there are fields; `told` as in outcome.ts.
 * `onMore` hears how many more than one they are, before they are made.
 */
export function groupValues(
  edge: Edge,
  by: readonly GroupField[],
  told: ReadonlySet<string>,
  onMore: (more: number) => void,
): readonly (readonly string[])[] {
  const fields = by.map((field) => GROUP_VALUES[field](edge, told));
  const count = fields.reduce((product, values) => product * values.length, 1);
  if (count > 1) onMore(count - 1);
  return combinations(fields);
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
  cluster: ({ cluster }) => [cluster],
  node: ({ nodes }) => orEmpty(nodes),
  prefix: ({ prefixes }) => orEmpty(prefixes),
};

function orEmpty(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}

/** As filters take it. */
function endName(end: Endpoint): string {
  const name = end.kind === 'pod' ? workloadName(end) || end.name : end.name;
  if (name === '' || isHostNamed(end)) return end.ip;
  return end.namespace === '' ? name : `${end.namespace}/${name}`;
}

function workloadName({ workload }: Endpoint): string {
  return workload?.name ?? '';
}
