/**
 * IP addresses between their forms: four big-endian words, 4 or 16 bytes, canonical text (RFC
 * 5952).
 */
import { isIPv4 } from 'node:net';

/** Second and third word of an IPv4 address mapped into IPv6 (RFC 4291, 2.5.5.2). */
export const MAPPED_WORD = 0xffff;

const HEX_GROUP = /^[\da-f]{1,4}$/i;

/** Canonical text of the address in `words[at .. at+3]`; IPv4-mapped ones come out as IPv4. */
export function formatAddressWords(words: Int32Array, at: number): string {
  const a = words[at]! >>> 0;
  const b = words[at + 1]! >>> 0;
  const c = words[at + 2]! >>> 0;
  const d = words[at + 3]! >>> 0;
  if (a === 0 && b === 0 && c === MAPPED_WORD) return formatIpv4(d);
  return formatIpv6([
    a >>> 16,
    a & 0xffff,
    b >>> 16,
    b & 0xffff,
    c >>> 16,
    c & 0xffff,
    d >>> 16,
    d & 0xffff,
  ]);
}

function formatIpv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

/** RFC 5952: the longest run of at least two zero groups, the first of equals, becomes `::`. */
function formatIpv6(groups: readonly number[]): string {
  let bestStart = -1;
  let bestLength = 1;
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > bestLength) {
      bestStart = start;
      bestLength = end - start;
    }
    if (end > start) start = end;
  }
  const hex = groups.map((group) => group.toString(16));
  if (bestStart < 0) return hex.join(':');
  return `${hex.slice(0, bestStart).join(':')}::${hex.slice(bestStart + bestLength).join(':')}`;
}

/** 4 or 16 bytes of an address in text form; undefined when it is none. */
export function parseAddress(text: string): Uint8Array | undefined {
  return isIPv4(text) ? Uint8Array.from(text.split('.'), Number) : parseIpv6(text);
}

/** Node's own check compiles a regular expression that takes longer than a thousand addresses. */
function parseIpv6(text: string): Uint8Array | undefined {
  const [head = '', tail, ...more] = text.split('::');
  const isWhole = tail === undefined;
  const front = ipv6Groups(head, isWhole);
  const back = isWhole ? [] : ipv6Groups(tail, true);
  if (front === undefined || back === undefined || more.length > 0) return undefined;
  const zeros = 8 - front.length - back.length;
  if (isWhole ? zeros !== 0 : zeros < 1) return undefined;
  const groups = [...front, ...new Array<number>(zeros).fill(0), ...back];
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >>> 8;
    bytes[2 * i + 1] = group & 255;
  });
  return bytes;
}

/** The last two of an address may be written as an IPv4 address; undefined when one is none. */
function ipv6Groups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (HEX_GROUP.test(part)) groups.push(Number.parseInt(part, 16));
    else if (isEnd && i === parts.length - 1 && isIPv4(part)) groups.push(...ipv4Groups(part));
    else return undefined;
  }
  return groups;
}

function ipv4Groups(text: string): [number, number] {
  const [a, b, c, d] = text.split('.').map(Number);
  return [(a! << 8) | b!, (c! << 8) | d!];
}

/**
 * Canonical text of 4 or 16 bytes; an IPv4-mapped address comes out as IPv4; empty for any other
 * length.
 */
export function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
  if (bytes.length !== 16) return '';
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const words = Int32Array.of(
    view.getInt32(0),
    view.getInt32(4),
    view.getInt32(8),
    view.getInt32(12),
  );
  return formatAddressWords(words, 0);
}

/** The canonical form of an address written in any valid way; undefined when it is none. */
export function canonicalAddress(text: string): string | undefined {
  const bytes = parseAddress(text);
  return bytes && formatAddress(bytes);
}
