/**
 * Values with a syntax of their own: addresses, interface names, MAC addresses, hexadecimal
 * strings.
 */
import { MAPPED_WORD } from '../flow/address.ts';
import { DST, DST_END, DST_START, FAMILY, SRC, SRC_END, SRC_START } from './packet.ts';
import { BLANK, hexDigit, type LineReader, reason } from './reader.ts';

const BAD_ADDRESS = reason('bad_address');
const BAD_INTERFACE = reason('bad_interface');
const BAD_MAC = reason('bad_mac');
const DOT = 0x2e;
const COLON = 0x3a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const IPV6_TEXT_LENGTH = 39;
/** IFNAMSIZ − 1 (include/uapi/linux/if.h). */
const INTERFACE_BYTES_MAX = 15;
const MAC_TEXT_LENGTH = 17;

/** Where the four words and the text range of an address go. */
const SLOTS_OF = {
  src: { words: SRC, start: SRC_START, end: SRC_END },
  dst: { words: DST, start: DST_START, end: DST_END },
} as const;

/**
 * Reads the address of the named end; the first one decides the packet's family, the second must
 * agree.
 */
export function readAddress(r: LineReader, which: 'src' | 'dst'): boolean {
  const slots = SLOTS_OF[which];
  const start = r.at;
  const end = r.tokenEnd();
  const words = r.base + slots.words;
  const family = end - start === IPV6_TEXT_LENGTH ? 6 : 4;
  const valid =
    family === 6
      ? readIpv6Words(r.bytes, start, r.packet, words)
      : readIpv4Words(r, start, end, words);
  if (!valid || (which === 'dst' && family !== r.get(FAMILY))) return refuseToken(r, BAD_ADDRESS);
  r.set(FAMILY, family);
  r.set(slots.start, start);
  r.set(slots.end, end);
  r.pass(end);
  return true;
}

/** A value that cannot be used; at the very end of the text it may only have been cut. */
function refuseToken(r: LineReader, why: number): false {
  if (r.tokenEnd() === r.end) r.at = r.end;
  return r.give(why);
}

function readIpv4Words(
  { bytes, packet }: LineReader,
  start: number,
  end: number,
  words: number,
): boolean {
  const word = ipv4Word(bytes, start, end);
  if (word < 0) return false;
  packet[words] = 0;
  packet[words + 1] = 0;
  packet[words + 2] = MAPPED_WORD;
  packet[words + 3] = word;
  return true;
}

/** The 32 bits of a dotted quad without leading zeros in [start, end); -1 when it is none. */
function ipv4Word(bytes: Uint8Array, start: number, end: number): number {
  let word = 0;
  let octet = -1;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === DOT) {
      if (octet < 0 || ++dots > 3) return -1;
      word = word * 256 + octet;
      octet = -1;
      continue;
    }
    const digit = byte - 0x30;
    if (digit < 0 || digit > 9 || octet === 0) return -1;
    octet = octet < 0 ? digit : octet * 10 + digit;
    if (octet > 255) return -1;
  }
  return dots === 3 && octet >= 0 ? word * 256 + octet : -1;
}

/** Eight groups of four lower-case digits (`%pI6` of lib/vsprintf.c). */
function readIpv6Words(
  bytes: Uint8Array,
  start: number,
  packet: Int32Array,
  words: number,
): boolean {
  for (let word = 0; word < 4; word++) {
    const at = start + word * 10;
    const high = ipv6Group(bytes, at);
    const low = ipv6Group(bytes, at + 5);
    if (high < 0 || low < 0 || bytes[at + 4] !== COLON) return false;
    if (word < 3 && bytes[at + 9] !== COLON) return false;
    packet[words + word] = (high << 16) | low;
  }
  return true;
}

function ipv6Group(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i]!;
    const digit = byte >= 0x41 && byte <= 0x46 ? -1 : hexDigit(byte);
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}

/** Reads a dotted quad whose text is kept as it is (gateways, tunnel ends, ARP). */
export function readIpv4Text(r: LineReader, end: number): boolean {
  if (ipv4Word(r.bytes, r.at, end) < 0) return refuseToken(r, BAD_ADDRESS);
  r.at = end;
  return true;
}

/**
 * Reads an interface name: up to 15 bytes, none of `/`, `:` and white space (dev_valid_name,
 * net/core/dev.c). A `\xNN` escape of the kernel's log is one byte.
 */
export function readInterface(r: LineReader, startSlot: number, endSlot: number): boolean {
  const end = r.tokenEnd();
  let length = 0;
  for (let i = r.at; i < end; i++) {
    const byte = r.bytes[i]!;
    if (byte === SLASH || byte === COLON || (byte >= 0x09 && byte <= 0x0d) || byte === 0) {
      return r.refuse(BAD_INTERFACE);
    }
    length++;
    if (byte === BACKSLASH && i + 3 < end && r.bytes[i + 1] === 0x78) {
      if (r.hex(i + 2, 2) >= 0) i += 3;
    }
  }
  if (length > INTERFACE_BYTES_MAX) return r.refuse(BAD_INTERFACE);
  r.packet[startSlot] = r.at;
  r.packet[endSlot] = end;
  r.pass(end);
  return true;
}

/** Reads a MAC address of six octets, a token of its own; keeps where it starts. */
export function readMac(r: LineReader, startSlot: number): boolean {
  const end = r.at + MAC_TEXT_LENGTH;
  const isToken = r.tokenEnd() === end;
  if (!isToken || !isOctets(r.bytes, r.at, end)) return refuseToken(r, BAD_MAC);
  r.packet[startSlot] = r.at;
  r.pass(end);
  return true;
}

/** Two-digit octets with colons between them; nothing at all is right too. */
export function isOctets(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start) return true;
  if ((end - start) % 3 !== 2) return false;
  for (let at = start; ; at += 3) {
    if (hexDigit(bytes[at]!) < 0 || hexDigit(bytes[at + 1]!) < 0) return false;
    if (at + 2 >= end) return true;
    if (bytes[at + 2] !== COLON) return false;
  }
}

/**
 * Reads `(HEX)` behind `OPT `, pairs of upper-case digits; keeps the range between the brackets.
 */
export function readOptionBytes(r: LineReader, startSlot: number, endSlot: number): boolean {
  const start = r.at;
  let at = start;
  while (at < r.end && r.bytes[at] !== BLANK && r.bytes[at] !== 0x29) {
    const byte = r.bytes[at]!;
    if (hexDigit(byte) < 0 || byte >= 0x61) return false;
    at++;
  }
  if (at >= r.end || r.bytes[at] !== 0x29 || (at - start) % 2 !== 0 || at === start) return false;
  if (!r.endsAt(at + 1)) return false;
  r.set(startSlot, start);
  r.set(endSlot, at);
  r.pass(at + 1);
  return true;
}

/** Reads a dotted quad and its blank; keeps its range. */
export function readIpv4Range(r: LineReader, startSlot: number, endSlot: number): boolean {
  const end = r.tokenEnd();
  r.packet[startSlot] = r.at;
  r.packet[endSlot] = end;
  if (!readIpv4Text(r, end)) return false;
  r.blank();
  return true;
}

/** Reads a decimal of at most 16 bits and its blank into a slot of the line or packet. */
export function readShort(r: LineReader, slot: number): boolean {
  const end = r.tokenEnd();
  const value = r.decimalUntil(end, 0xffff);
  if (value < 0) return r.missing();
  r.packet[slot] = value;
  r.pass(end);
  return true;
}
