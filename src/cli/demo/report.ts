/**
 * What the demo says at the end: the flows by pod, and in words what a default deny would mean for
 * them.
 */
import type { Edge } from '../../flow/edge.ts';
import {
  BLIND_SPOTS,
  type BlindSpot,
  forecastDefaultDeny,
  type WouldDrop,
} from '../../policy/default-deny.ts';

const HEADINGS: Readonly<Record<BlindSpot, string>> = {
  dns: 'DNS: without it no name resolves; allow UDP and TCP 53',
  metadata: 'Metadata service: credentials of the cloud come from it',
  time: 'Time synchronisation',
  icmp: 'ICMP: allow it by protocol, ports do not apply',
  outside: 'Outside the cluster: a policy can name these by address range only',
  node: 'Nodes: a policy can name these by address range only',
  ambiguous: 'Not certain whose address it was',
  none: 'Between workloads',
};

/** The forecast of a default deny in `namespaces` as lines of text, ordinary traffic first. */
export function describeForecast(edges: readonly Edge[], namespaces: readonly string[]): string[] {
  const drops = forecastDefaultDeny(edges, new Set(namespaces));
  const title = `A default deny in namespace ${namespaces.join(', ')} would mean:`;
  if (drops.length === 0) return [title, '  nothing that was seen would be dropped'];
  const kinds: BlindSpot[] = ['none', ...BLIND_SPOTS.filter((kind) => kind !== 'none')];
  return [title, ...kinds.flatMap((kind) => describeKind(kind, drops))];
}

function describeKind(kind: BlindSpot, drops: readonly WouldDrop[]): string[] {
  const connections = new Map<string, number>();
  for (const { blindSpot, sentence, edge } of drops) {
    if (blindSpot !== kind) continue;
    connections.set(sentence, (connections.get(sentence) ?? 0) + edge.connections);
  }
  if (connections.size === 0) return [];
  const sentences = [...connections].map(([text, count]) => `    ${text} (seen ${times(count)})`);
  return [`  ${HEADINGS[kind]}`, ...sentences];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** Whether every logged packet was counted, said in numbers. */
export function describeAccount(logged: number, counted: number): string {
  const verdict = logged === counted ? 'equal' : `${Math.abs(logged - counted)} apart`;
  return `LOG rules: ${logged} packets logged; aggregator: ${counted} lines counted: ${verdict}`;
}
