/** Addresses of an end against the blocks of a rule. */
import { type Cidr, cidrContains } from '../../flow/cidr.ts';
import type { EntityMatch } from '../model/rule.ts';
import { and, NO, not, type Tri, UNKNOWN, YES } from '../model/tri.ts';
import type { End } from './end.ts';
import type { Family } from './match-traffic.ts';

const V4_BYTES = 4;

/** Family of either end: both have the same. */
export function familyOf(source: End, destination: End): Family {
  return soleFamily(source.addresses) ?? soleFamily(destination.addresses);
}

function soleFamily(addresses: readonly Uint8Array[]): Family {
  const length = addresses[0]?.length;
  if (length === undefined || addresses.some((address) => address.length !== length)) {
    return undefined;
  }
  return length === V4_BYTES ? 4 : 6;
}

/** `nets` and `notNets` alone. */
export function matchNets({ nets, notNets }: EntityMatch, end: End, family: Family): Tri {
  const inside = nets === undefined ? YES : matchBlocks(nets, end, family);
  if (inside === NO || notNets === undefined) return inside;
  return and(inside, not(matchBlocks(notNets, end, family)));
}

/** One of several addresses is known to match when all do. */
function matchBlocks(nets: readonly Cidr[], { addresses }: End, family: Family): Tri {
  let has = 0;
  let possible = 0;
  for (const address of addresses) {
    if (family !== undefined && (address.length === V4_BYTES ? 4 : 6) !== family) continue;
    possible++;
    if (nets.some((net) => cidrContains(net, address))) has++;
  }
  if (possible === 0) return matchUnknown(nets, family);
  return has === 0 ? NO : has === possible ? YES : UNKNOWN;
}

/** Of an address that is not known still the family may be. */
function matchUnknown(nets: readonly Cidr[], family: Family): Tri {
  if (family === undefined) return UNKNOWN;
  const ofFamily = nets.filter(({ address }) => (address.length === V4_BYTES ? 4 : 6) === family);
  if (ofFamily.some(({ bits }) => bits === 0)) return YES;
  return ofFamily.length === 0 ? NO : UNKNOWN;
}
