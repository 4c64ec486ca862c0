/**
 * What would become of an edge, in one sentence: `frontend → api:8080 would be dropped at
 * frontend's egress: no rule of deny-all, allow-dns allows it`.
 */
import type { Edge } from '../../flow/edge.ts';
import { protocolName, TCP } from '../../flow/protocol.ts';
import type { Outcome } from '../evaluate/outcome.ts';
import { SIDES, type Side } from '../model/policy.ts';
import type { Explanations } from './explain.ts';
import type { Fate } from './fate.ts';
import { candidatesText, endName, type FoldedEnd } from './folded-end.ts';

export type Traffic = Pick<Edge, 'protocol' | 'port' | 'icmpType'>;

export interface Told {
  readonly source: FoldedEnd;
  readonly destination: FoldedEnd;
  readonly traffic: Traffic;
  /** It was open before the window, and policies look at new connections only. */
  readonly isPreExisting: boolean;
  readonly fate: Fate;
  readonly outcome: Outcome;
}

/** `namespace`: whose reader it is for; ends in others are told with theirs. */
export function sentence(told: Told, namespace: string, explanations: Explanations): string {
  const edge = edgeText(told, namespace);
  const when = told.isPreExisting ? ' when it reconnects' : '';
  switch (told.fate) {
    case 'dropped':
      return `${edge} would be dropped${when} ${places(told, namespace, explanations)}`;
    case 'unknown':
      return `${edge} may be dropped${when} ${places(told, namespace, explanations)}`;
    case 'allowed':
      return `${edge} would be allowed${when}`;
    case 'not_policed':
      return `${edge} is not policed: ${bothReasons(told, explanations)}`;
  }
}

/** `frontend → api:8080`, `api → kube-system/coredns:53/UDP`, `api → db ICMP type 8`. */
function edgeText({ source, destination, traffic }: Told, namespace: string): string {
  const from = `${endName(source, namespace)}${candidatesText(source)}`;
  const to = withPort(endName(destination, namespace), traffic);
  return `${from} → ${to}${candidatesText(destination)}`;
}

function withPort(name: string, { protocol, port, icmpType }: Traffic): string {
  if (protocol === undefined) return `${name} (protocol not shown)`;
  const shown = protocolName(protocol);
  if (port !== undefined) {
    const host = name.includes(':') ? `${name} port ` : `${name}:`;
    return `${host}${port}${protocol === TCP ? '' : `/${shown}`}`;
  }
  return icmpType === undefined ? `${name} ${shown}` : `${name} ${shown} type ${icmpType}`;
}

/** `at web's egress and at api's ingress: why`; where the reasons differ, each with its own. */
function places(told: Told, namespace: string, explanations: Explanations): string {
  const reasons = new Map<string, string[]>();
  for (const side of SIDES) {
    if (told.outcome[side].verdict !== told.outcome.verdict) continue;
    const end = endOf(told, side);
    const why = explanations.of(told.outcome[side], end.endpoint.namespace);
    const place = `at ${endName(end, namespace)}'s ${side}`;
    reasons.set(why, [...(reasons.get(why) ?? []), place]);
  }
  return [...reasons].map(([why, where]) => `${where.join(' and ')}: ${why}`).join('; and ');
}

function endOf({ source, destination }: Told, side: Side): FoldedEnd {
  return side === 'egress' ? source : destination;
}

function bothReasons({ outcome }: Told, explanations: Explanations): string {
  return [...new Set(SIDES.map((side) => explanations.of(outcome[side], '')))].join(', ');
}
