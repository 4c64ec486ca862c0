/**
 * What kinds of connections nodes report, as far as a label may say it: never who with whom. What
 * a default deny breaks first has kinds of its own.
 */
import type { Counter } from 'prom-client';
import type { Endpoint } from '../flow/endpoint.ts';
import type { Flow } from '../flow/flow.ts';
import { VERDICTS, type Verdict } from '../flow/verdict.ts';

const DNS_PORT = 53;

/** The first that holds. */
export const CONNECTION_KINDS = [
  'dns',
  'unnamed',
  'with_node',
  'from_outside',
  'to_outside',
  'within_namespace',
  'between_namespaces',
] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** What Felix's follow-up lines tell. */
const RESPONSES = ['answered', 'refused', 'unreachable'] as const;

export function connectionKind({ source, destination, port }: Flow): ConnectionKind {
  const has = (kind: Endpoint['kind']) => source.kind === kind || destination.kind === kind;
  if (port === DNS_PORT) return 'dns';
  if (has('unknown')) return 'unnamed';
  if (has('node')) return 'with_node';
  if (source.kind === 'outside') return 'from_outside';
  if (destination.kind === 'outside') return 'to_outside';
  return source.namespace === destination.namespace ? 'within_namespace' : 'between_namespaces';
}

export interface ConnectionCounters {
  readonly connections: Counter<'kind' | 'verdict'>;
  readonly responses: Counter<'outcome'>;
}

/** Every series exists from the start. */
export function nameConnections({ connections, responses }: ConnectionCounters): void {
  for (const kind of CONNECTION_KINDS) {
    for (const verdict of VERDICTS) connections.inc({ kind, verdict }, 0);
  }
  for (const outcome of RESPONSES) responses.inc({ outcome }, 0);
}

/**
 * Adds the connections of a batch, once per series: labels cost more than counting. Replies are the
 * same connections once more, and those open from before were never logged.
 */
export function countConnections(
  { connections, responses }: ConnectionCounters,
  flows: readonly Flow[],
  verdictOf: (flow: Flow) => Verdict,
): void {
  const sums = new Map<string, number>();
  for (const flow of flows) {
    if (flow.isReply || flow.origin === 'conntrack') continue;
    const key = `${connectionKind(flow)} ${verdictOf(flow)}`;
    sums.set(key, (sums.get(key) ?? 0) + flow.connections);
  }
  for (const [key, sum] of sums) {
    const [kind = '', verdict = ''] = key.split(' ');
    connections.inc({ kind, verdict }, sum);
  }
  for (const outcome of RESPONSES) {
    const sum = flows.reduce((all, flow) => all + flow[outcome], 0);
    if (sum > 0) responses.inc({ outcome }, sum);
  }
}
