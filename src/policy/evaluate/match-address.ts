/** Addresses of an end against the blocks of a rule. */
import { type Cidr, cidrContains } from '../../flow/cidr.ts';
import type { EntityMatch } from '../model/rule.ts';
import { and, NO, not, type Tri, UNKNOWN, YES } from '../model/tri.ts';
import type { End, Family } from './end.ts';

const V4_BYTES = 4;

/** The family that all addresses have; undefined when there are none, or both. */
export function familyOf(addresses: readonly Uint8Array[]): Family {
  const length = addresses[0]?.length;
  if (length === undefined || addresses.some((address) => address.length !== length)) {
    return undefined;
  }
  return familyOfBytes(addresses[0]!);
}

/** What is known of an end's address. */
export type AddressFacts = Pick<End, 'addresses' | 'blocks'>;

/** `nets` and `notNets` alone; of several addresses each is looked at with both. */
export function matchNets({ nets, notNets }: EntityMatch, end: AddressFacts, family: Family): Tri {
  if (notNets === undefined) return nets === undefined ? YES : matchBlocks(nets, end, family);
  let has = 0;
  let possible = 0;
  for (const address of end.addresses) {
    if (family !== undefined && familyOfBytes(address) !== family) continue;
    possible++;
    if ((nets === undefined || isInAny(nets, address)) && !isInAny(notNets, address)) has++;
  }
  if (possible > 0) return ofCount(has, possible);
  const inside = nets === undefined ? YES : matchUnknown(nets, end.blocks, family);
  return and(inside, not(matchUnknown(notNets, end.blocks, family)));
}

/** Whether the address of an end lies in a block, be it known or not. */
export function matchBlocks(nets: readonly Cidr[], end: AddressFacts, family: Family): Tri {
  let has = 0;
  let possible = 0;
  for (const address of end.addresses) {
    if (family !== undefined && familyOfBytes(address) !== family) continue;
    possible++;
    if (isInAny(nets, address)) has++;
  }
  if (possible === 0) return matchUnknown(nets, end.blocks, family);
  return ofCount(has, possible);
}

function ofCount(has: number, possible: number): Tri {
  return has === 0 ? NO : has === possible ? YES : UNKNOWN;
}

function isInAny(nets: readonly Cidr[], address: Uint8Array): boolean {
  for (let i = 0; i < nets.length; i++) if (cidrContains(nets[i]!, address)) return true;
  return false;
}

/** Of an address that is not known still the family may be, or the blocks that it comes from. */
function matchUnknown(
  nets: readonly Cidr[],
  blocks: readonly Cidr[] | undefined,
  family: Family,
): Tri {
  const everywhere = family === undefined ? EVERYWHERE : EVERYWHERE.filter(isOf(family));
  const possible = blocks?.filter(isOf(family)) ?? everywhere;
  const isInside = (block: Cidr) => nets.some((net) => contains(net, block));
  if (possible.length > 0 && possible.every(isInside)) return YES;
  return possible.some((block) => nets.some((net) => overlap(net, block))) ? UNKNOWN : NO;
}

const EVERYWHERE: readonly Cidr[] = [
  { address: new Uint8Array(4), bits: 0 },
  { address: new Uint8Array(16), bits: 0 },
];

function isOf(family: Family): (block: Cidr) => boolean {
  return ({ address }) => family === undefined || familyOfBytes(address) === family;
}

function familyOfBytes(address: Uint8Array): 4 | 6 {
  return address.length === V4_BYTES ? 4 : 6;
}

function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.bits <= inner.bits && cidrContains(outer, inner.address);
}

function overlap(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a);
}
