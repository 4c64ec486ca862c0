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
  for (const { source, destination, protocol, port } of edges) {
    if (protocol === undefined || port === undefined) continue;
    const need = {
      source: partyOfEnd(context, source),
      destination: partyOfEnd(context, destination),
      protocol,
      port,
    };
    needs.set(`${need.source.text} ${need.destination.text} ${protocol} ${port}`, need);
  }
  return [...needs.values()];
}

/** A workload as a whole; anything else as the flow has it. */
function partyOfEnd({ subjectOf }: SpotContext, end: Endpoint): Party {
  const subject = subjectOf(end);
  if (subject !== undefined) return partyOf(subject);
  const { kind, name, ip } = end;
  const isNamed = kind === 'node' && name !== '';
  const text = isNamed ? `node ${name}` : ip || name || 'addresses that were put together';
  const peers = ip === '' || kind === 'pod' ? [] : [{ cidr: singleAddress(ip) }];
  const known = end.confidence === 'ambiguous' ? unnamedEndpoint(ip) : end;
  return { text, ends: [known], keys: new Set([endpointKey(end)]), peers, pods: undefined };
}
