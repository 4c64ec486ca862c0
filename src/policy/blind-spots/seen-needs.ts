/** Connections that were seen, as needs: what worked in the window has to work after it. */
import type { Edge } from '../../flow/edge.ts';
import { endpointKey } from '../../flow/edge-key.ts';
import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import type { Need } from './need.ts';
import { type Party, partyOf, singleAddress } from './party.ts';
import type { SpotContext } from './spot-context.ts';

/** Each once; without those whose protocol or port nobody knows. */
export function needsSeen(context: SpotContext, edges: readonly Edge[]): readonly Need[] {
  const needs = new Map<string, Need>();
  const parties = new Map<string, Party>();
  const partyAt = (end: Endpoint): Party => {
    const key = `${endpointKey(end)} ${end.ip}`;
    const party = parties.get(key) ?? partyOfEnd(context, end);
    parties.set(key, party);
    return party;
  };
  for (const { source: from, destination: to, protocol, port } of edges) {
    if (protocol === undefined || port === undefined) continue;
    const [source, destination] = [partyAt(from), partyAt(to)];
    const key = `${source.text} ${destination.text} ${protocol} ${port}`;
    if (!needs.has(key)) needs.set(key, { source, destination, protocol, port });
  }
  return [...needs.values()];
}

/** A workload as a whole; anything else as the flow has it. */
function partyOfEnd({ subjectOf }: SpotContext, end: Endpoint): Party {
  const subject = subjectOf(end);
  if (subject !== undefined) return partyOf(subject);
  const { kind, name, ip } = end;
  const keys = new Set([endpointKey(end)]);
  if (kind === 'pod' && end.confidence !== 'ambiguous') return partyOfUnknownPods(end, keys);
  const isNamed = kind === 'node' && name !== '';
  const text = isNamed ? `node ${name}` : ip || name || 'addresses that were put together';
  const peers = ip === '' || kind === 'pod' ? [] : [{ cidr: singleAddress(ip) }];
  const known = end.confidence === 'ambiguous' ? unnamedEndpoint(ip) : end;
  return { text, ends: [known], keys, families: new Set(), peers, pods: undefined };
}

/** Pods of which no object is there: no rule is made of the labels that a flow has of them. */
function partyOfUnknownPods(end: Endpoint, keys: ReadonlySet<string>): Party {
  const { namespace, name } = end;
  const workload = end.workload ?? { kind: 'Pod', name };
  const pods = { namespace, labels: {}, workload: `${workload.kind}/${workload.name}` };
  const text = `${namespace}/${workload.name}`;
  return { text, ends: [end], keys, families: new Set(), peers: [], pods };
}
