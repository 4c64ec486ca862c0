/**
 * Address blocks: `10.0.0.0/8`, `fd00::/8`. Host bits in the text are ignored.
 * A block of IPv4-mapped addresses means the IPv4 block, as everywhere in src/flow (address.ts).
 */
import { formatAddress, parseAddress } from './address.ts';

/** 96 bits of `::ffff:` stand before a mapped IPv4 address (RFC 4291, 2.5.5.2). */
const MAPPED_BITS = 96;

export interface Cidr {
  /** 4 or 16 bytes. */
  readonly address: Uint8Array;
  /** Leading bits that must agree. */
  readonly bits: number;
}

/** The block that `text` (ADDRESS/BITS) names; undefined when it names none. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const bits = Number(length);
  if (bits > address.length * 8) return undefined;
  return unmapped(address, bits);
}

function unmapped(address: Uint8Array, bits: number): Cidr {
  const isMapped = address.length === 16 && bits >= MAPPED_BITS;
  if (!isMapped || formatAddress(address).includes(':')) return { address, bits };
  return { address: address.subarray(12), bits: bits - MAPPED_BITS };
}

/**
 * Whether `address` (4 or 16 bytes) lies in the block; a block of the other family never holds it.
 */
export function cidrContains(cidr: Cidr, address: Uint8Array): boolean {
  if (cidr.address.length !== address.length) return false;
  const wholeBytes = cidr.bits >>> 3;
  for (let i = 0; i < wholeBytes; i++) {
    if (cidr.address[i] !== address[i]) return false;
  }
  const restBits = cidr.bits & 7;
  if (restBits === 0) return true;
  const mask = 0xff & (0xff << (8 - restBits));
  return (cidr.address[wholeBytes]! & mask) === (address[wholeBytes]! & mask);
}
