/**
 * Addresses that no labels stand for are written down one by one, and only as long as they are few:
 * past that they are the addresses of a moment, which no static rule should hold.
 */
import type { LeftOut } from './left-out.ts';
import type { Need } from './needs.ts';
import { portKey } from './wanted-port.ts';

/** Of one workload, side and port; nodes and addresses outside are counted apart. */
export const ADDRESSES_MAX = 16;

export interface Capped {
  readonly needs: readonly Need[];
  readonly leftOut: readonly LeftOut[];
}

export function capAddresses(needs: readonly Need[]): Capped {
  const tooMany = new Set<Need>();
  for (const [, ofOne] of Map.groupBy(needs, addressesKey)) {
    const cidrs = new Set(ofOne.flatMap(({ peer }) => (peer.kind === 'pods' ? [] : peer.cidrs)));
    if (cidrs.size > ADDRESSES_MAX) for (const need of ofOne) tooMany.add(need);
  }
  return {
    needs: needs.filter((need) => !tooMany.has(need)),
    leftOut: [...tooMany].flatMap(({ edges, side }) =>
      edges.map((edge) => ({ edge, side, reason: 'too_many_addresses' as const })),
    ),
  };
}

function addressesKey({ side, subject, peer, port }: Need): string {
  return [subject.key, side, peer.kind, portKey(port)].join('\n');
}
