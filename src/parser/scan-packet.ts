/**
 * HOT: the packet part of the usual lines, forward only, no allocation: about 100 ns a line (bench/parse.ts guards it).
 *
 * Every function takes the offset of the next byte and returns the one behind what it read, or -1 for "not of the usual
 * shape": then the grammar of line-parser.ts reads the line from the start and decides. The caller has made sure that the
 * text ends in a blank, so a loop that runs to the next blank stays inside it; a key is compared before what follows it is
 * read, so nothing behind the text is ever taken for a part of it (the last offset must be the text's end exactly).
 */
import { MAPPED_WORD } from '../flow/address.ts';
import {
  CODE,
  DPT,
  DST,
  DST_END,
  DST_START,
  EXT_END,
  EXT_START,
  FAMILY,
  FLAGS,
  FLOWLBL,
  HAS,
  HAS_ADDRESSES,
  HAS_DF,
  HAS_EXT,
  HAS_FLAGS,
  HAS_FLOWLBL,
  HAS_HOPLIMIT,
  HAS_ICMPID,
  HAS_ID,
  HAS_INCOMPLETE,
  HAS_INNER,
  HAS_LEN,
  HAS_MORE,
  HAS_PORTS,
  HAS_PREC,
  HAS_PROTO,
  HAS_RES,
  HAS_TC,
  HAS_TCPOPT,
  HAS_TOS,
  HAS_TTL,
  HAS_TYPE_CODE,
  HAS_UDPLEN,
  HAS_URGP,
  HAS_WINDOW,
  HOPLIMIT,
  ICMPID,
  ICMPSEQ,
  ID,
  INCOMPLETE,
  INNER,
  LEN,
  OUTER,
  PREC,
  PROTO,
  PROTO_END,
  PROTO_START,
  RES,
  SPT,
  SRC,
  SRC_END,
  SRC_START,
  TC,
  TCPOPT_END,
  TCPOPT_START,
  TOS,
  TTL,
  TYPE,
  UDPLEN,
  URGP,
  WINDOW,
} from './packet.ts';

const BLANK = 0x20;
const DOT = 0x2e;
const COLON = 0x3a;
const CLOSE = 0x29;
const OPEN_QUOTE = 0x5b;
const CLOSE_QUOTE = 0x5d;

/** Four ASCII characters as one big-endian word. */
function key(text: string): number {
  return (
    (text.charCodeAt(0) << 24) |
    (text.charCodeAt(1) << 16) |
    (text.charCodeAt(2) << 8) |
    text.charCodeAt(3)
  );
}

/** The four bytes at `at` as one big-endian word. */
export function word(view: DataView, at: number): number {
  return view.getInt32(at);
}

const K_SRC = key('SRC=');
const K_DST = key('DST=');
const K_LEN = key('LEN=');
const K_TOS = key('TOS=');
const K_PREC = key('PREC');
const K_EQ0X = 0x3d3078;
const K_TTL = key('TTL=');
const K_PROT = key('PROT');
const K_TCP = key('TCP ');
const K_UDP = key('UDP ');
const K_ICMP = key('ICMP');
const K_SPT = key('SPT=');
const K_DPT = key('DPT=');
const K_WIND = key('WIND');
const K_OW_EQ = key('OW=\0') >>> 8;
const K_RES = key('RES=');
const K_URGP = key('URGP');
const K_OPT = key('OPT ');
const K_TYPE = key('TYPE');
const K_CODE = key('CODE');
const K_SEQ = key('SEQ=');
const K_HOPL = key('HOPL');
const K_IMIT = key('IMIT');
const K_FLOW = key('FLOW');
const K_LBL = key('LBL=');
const K_TC = key('TC=\0') >>> 8;
const K_ID = key('ID=\0') >>> 8;
const K_DF = key('DF \0') >>> 8;
const K_O_EQ = key('O=\0\0') >>> 16;

const K_INCO = key('INCO');
const K_MPLE = key('MPLE');
const K_TE_OPEN = key('TE [');
const K_BYTE = key('byte');
const K_S_CLOSE = key('s] \0') >>> 8;
const LETTER_I = 0x49;

const FLAG_CWR = key('CWR ');
const FLAG_ECE = key('ECE ');
const FLAG_URG = key('URG ');
const FLAG_ACK = key('ACK ');
const FLAG_PSH = key('PSH ');
const FLAG_RST = key('RST ');
const FLAG_SYN = key('SYN ');
const FLAG_FIN = key('FIN ');

const HAS_IPV4 = HAS_ADDRESSES | HAS_LEN | HAS_TOS | HAS_PREC | HAS_TTL | HAS_ID | HAS_PROTO;
const HAS_IPV6 =
  HAS_ADDRESSES | HAS_LEN | HAS_TC | HAS_HOPLIMIT | HAS_FLOWLBL | HAS_EXT | HAS_PROTO;
const HAS_TCP = HAS_PORTS | HAS_WINDOW | HAS_RES | HAS_FLAGS | HAS_URGP;
const U16_MAX = 0xffff;

/** Value of each byte as a hexadecimal digit: 0–15, lower-case letters + 16, upper-case letters + 32, 255 for none. */
const HEX = createHexTable();

function createHexTable(): Uint8Array {
  const table = new Uint8Array(256).fill(255);
  for (let i = 0; i < 10; i++) table[0x30 + i] = i;
  for (let i = 10; i < 16; i++) {
    table[0x57 + i] = i + 16;
    table[0x37 + i] = i + 32;
  }
  return table;
}

/** Low nibble and class of a digit: HEX above 15 tells its case. */
export function lowerHex(byte: number): number {
  const digit = HEX[byte]!;
  return digit < 16 ? digit : digit < 32 ? digit - 16 : -1;
}

function upperHex(byte: number): number {
  const digit = HEX[byte]!;
  return digit < 16 ? digit : digit >= 32 && digit < 48 ? digit - 32 : -1;
}

/** A decimal without leading zero and its blank. */
function scanDecimal(view: DataView, at: number, packet: Int32Array, slot: number): number {
  let digit = view.getUint8(at) - 0x30;
  if (digit < 0 || digit > 9) return -1;
  let value = digit;
  let next = at + 1;
  for (;;) {
    digit = view.getUint8(next) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    next++;
  }
  packet[slot] = value;
  if (
    view.getUint8(next) !== BLANK ||
    next - at > 9 ||
    (view.getUint8(at) === 0x30 && next - at > 1)
  )
    return -1;
  return next + 1;
}

/** `four characters` and a decimal of at most 16 bits. */
function scanShort(view: DataView, at: number, packet: Int32Array, slot: number): number {
  const next = scanDecimal(view, at, packet, slot);
  return packet[slot]! > U16_MAX ? -1 : next;
}

/** A dotted quad and its blank, as an IPv4-mapped address. */
function scanIpv4Address(view: DataView, at: number, packet: Int32Array, slot: number): number {
  let value = 0;
  let next = at;
  for (let part = 0; part < 4; part++) {
    const first = view.getUint8(next) - 0x30;
    if (first < 0 || first > 9) return -1;
    let octet = first;
    let digit = view.getUint8(++next) - 0x30;
    if (digit >= 0 && digit <= 9) {
      if (first === 0) return -1;
      octet = octet * 10 + digit;
      digit = view.getUint8(++next) - 0x30;
      if (digit >= 0 && digit <= 9) {
        octet = octet * 10 + digit;
        next++;
      }
    }
    if (octet > 255 || view.getUint8(next) !== (part === 3 ? BLANK : DOT)) return -1;
    value = (value << 8) | octet;
    next++;
  }
  packet[slot] = 0;
  packet[slot + 1] = 0;
  packet[slot + 2] = MAPPED_WORD;
  packet[slot + 3] = value;
  return next;
}

/** Eight groups of four lower-case digits and a blank: always 40 bytes. */
function scanIpv6Address(view: DataView, at: number, packet: Int32Array, slot: number): number {
  let next = at;
  for (let w = 0; w < 4; w++) {
    let value = 0;
    for (let group = 0; group < 2; group++) {
      const a = lowerHex(view.getUint8(next));
      const b = lowerHex(view.getUint8(next + 1));
      const c = lowerHex(view.getUint8(next + 2));
      const d = lowerHex(view.getUint8(next + 3));
      if ((a | b | c | d) < 0) return -1;
      value = (value << 16) | (a << 12) | (b << 8) | (c << 4) | d;
      const separator = w === 3 && group === 1 ? BLANK : COLON;
      if (view.getUint8(next + 4) !== separator) return -1;
      next += 5;
    }
    packet[slot + w] = value;
  }
  return next;
}

/** From `SRC=` to behind the protocol's last field. */
export function scanPacket(view: DataView, at: number, packet: Int32Array, base: number): number {
  if (word(view, at) !== K_SRC) return -1;
  packet[base + HAS_MORE] = 0;
  packet[base + SRC_START] = at + 4;
  return view.getUint8(at + 8) === COLON
    ? scanIpv6(view, at + 4, packet, base)
    : scanIpv4(view, at + 4, packet, base);
}

function scanIpv4(view: DataView, start: number, packet: Int32Array, base: number): number {
  let at = scanIpv4Address(view, start, packet, base + SRC);
  if (at < 0 || word(view, at) !== K_DST) return -1;
  packet[base + SRC_END] = at - 1;
  packet[base + DST_START] = at + 4;
  at = scanIpv4Address(view, at + 4, packet, base + DST);
  if (at < 0 || word(view, at) !== K_LEN) return -1;
  packet[base + DST_END] = at - 1;
  packet[base + FAMILY] = 4;
  at = scanDecimal(view, at + 4, packet, base + LEN);
  if (at < 0 || word(view, at) !== K_TOS) return -1;
  // `TOS=0xXX PREC=0xXX TTL=` has fixed places.
  if (
    view.getUint8(at + 4) !== 0x30 ||
    view.getUint8(at + 5) !== 0x78 ||
    view.getUint8(at + 8) !== BLANK
  )
    return -1;
  if (word(view, at + 9) !== K_PREC || word(view, at + 12) !== ((0x43 << 24) | K_EQ0X)) return -1;
  const tos = (upperHex(view.getUint8(at + 6)) << 4) | upperHex(view.getUint8(at + 7));
  const prec = (upperHex(view.getUint8(at + 16)) << 4) | upperHex(view.getUint8(at + 17));
  if ((tos | prec) < 0 || view.getUint8(at + 18) !== BLANK || word(view, at + 19) !== K_TTL)
    return -1;
  packet[base + TOS] = tos;
  packet[base + PREC] = prec;
  at = scanDecimal(view, at + 23, packet, base + TTL);
  if (at < 0 || packet[base + TTL]! > 255 || word(view, at) >>> 8 !== K_ID) return -1;
  at = scanShort(view, at + 3, packet, base + ID);
  if (at < 0) return -1;
  let has = HAS_IPV4;
  if (word(view, at) >>> 8 === K_DF) {
    has |= HAS_DF;
    at += 3;
  }
  packet[base + HAS] = has;
  return scanProtocol(view, at, packet, base);
}

function scanIpv6(view: DataView, start: number, packet: Int32Array, base: number): number {
  let at = scanIpv6Address(view, start, packet, base + SRC);
  if (at < 0 || word(view, at) !== K_DST) return -1;
  packet[base + SRC_END] = at - 1;
  packet[base + DST_START] = at + 4;
  at = scanIpv6Address(view, at + 4, packet, base + DST);
  if (at < 0 || word(view, at) !== K_LEN) return -1;
  packet[base + DST_END] = at - 1;
  packet[base + FAMILY] = 6;
  at = scanDecimal(view, at + 4, packet, base + LEN);
  if (at < 0 || word(view, at) >>> 8 !== K_TC) return -1;
  at = scanDecimal(view, at + 3, packet, base + TC);
  if (at < 0 || word(view, at) !== K_HOPL || word(view, at + 4) !== K_IMIT) return -1;
  at = scanDecimal(view, at + 9, packet, base + HOPLIMIT);
  if (at < 0 || word(view, at) !== K_FLOW || word(view, at + 4) !== K_LBL) return -1;
  at = scanDecimal(view, at + 8, packet, base + FLOWLBL);
  if (at < 0 || packet[base + TC]! > 255 || packet[base + HOPLIMIT]! > 255) return -1;
  if (packet[base + FLOWLBL]! > 0xfffff) return -1;
  packet[base + EXT_START] = at;
  packet[base + EXT_END] = at;
  packet[base + HAS] = HAS_IPV6;
  return scanProtocol(view, at, packet, base);
}

/** TCP, UDP and ICMP echo by name; everything else is for the grammar. */
function scanProtocol(view: DataView, at: number, packet: Int32Array, base: number): number {
  if (word(view, at) !== K_PROT || word(view, at + 4) >>> 16 !== K_O_EQ) return -1;
  const name = word(view, at + 6);
  packet[base + PROTO_START] = at + 6;
  packet[base + PROTO_END] = at + 9;
  if (name === K_TCP) {
    packet[base + PROTO] = 6;
    return scanTcp(view, at + 10, packet, base);
  }
  if (name === K_UDP) {
    packet[base + PROTO] = 17;
    return scanUdp(view, at + 10, packet, base);
  }
  if (name !== K_ICMP) return -1;
  if (packet[base + FAMILY] === 4) {
    packet[base + PROTO] = 1;
    packet[base + PROTO_END] = at + 10;
    return view.getUint8(at + 10) === BLANK ? scanIcmp(view, at + 11, packet, base) : -1;
  }
  packet[base + PROTO] = 58;
  packet[base + PROTO_END] = at + 12;
  if (
    view.getUint8(at + 10) !== 0x76 ||
    view.getUint8(at + 11) !== 0x36 ||
    view.getUint8(at + 12) !== BLANK
  )
    return -1;
  return scanIcmp(view, at + 13, packet, base);
}

function scanPorts(view: DataView, at: number, packet: Int32Array, base: number): number {
  if (word(view, at) !== K_SPT) return -1;
  const next = scanShort(view, at + 4, packet, base + SPT);
  if (next < 0 || word(view, next) !== K_DPT) return -1;
  return scanShort(view, next + 4, packet, base + DPT);
}

function scanTcp(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (view.getUint8(start) === LETTER_I) return scanIncomplete(view, start, packet, base);
  let at = scanPorts(view, start, packet, base);
  if (at < 0 || word(view, at) !== K_WIND || word(view, at + 4) >>> 8 !== K_OW_EQ) return -1;
  at = scanShort(view, at + 7, packet, base + WINDOW);
  if (at < 0 || word(view, at) !== K_RES) return -1;
  if (
    view.getUint8(at + 4) !== 0x30 ||
    view.getUint8(at + 5) !== 0x78 ||
    view.getUint8(at + 8) !== BLANK
  )
    return -1;
  const res = (lowerHex(view.getUint8(at + 6)) << 4) | lowerHex(view.getUint8(at + 7));
  if (res < 0) return -1;
  packet[base + RES] = res;
  at = scanFlags(view, at + 9, packet, base);
  if (at < 0) return -1;
  packet[base + HAS]! |= HAS_TCP;
  if (word(view, at) !== K_OPT || view.getUint8(at + 4) !== 0x28) return at;
  return scanTcpOptions(view, at + 5, packet, base);
}

/** Flag words come from the highest bit to the lowest, then `URGP=n `. */
function scanFlags(view: DataView, start: number, packet: Int32Array, base: number): number {
  let at = start;
  let flags = 0;
  let last = 0x100;
  for (;;) {
    const name = word(view, at);
    if (name === K_URGP) break;
    const bit = flagBit(name);
    if (bit === 0 || bit >= last) return -1;
    flags |= bit;
    last = bit;
    at += 4;
  }
  packet[base + FLAGS] = flags;
  if (view.getUint8(at + 4) !== 0x3d) return -1;
  return scanShort(view, at + 5, packet, base + URGP);
}

function flagBit(name: number): number {
  switch (name) {
    case FLAG_SYN:
      return 0x02;
    case FLAG_ACK:
      return 0x10;
    case FLAG_PSH:
      return 0x08;
    case FLAG_FIN:
      return 0x01;
    case FLAG_RST:
      return 0x04;
    case FLAG_URG:
      return 0x20;
    case FLAG_ECE:
      return 0x40;
    case FLAG_CWR:
      return 0x80;
    default:
      return 0;
  }
}

/** Pairs of upper-case digits up to `) `. */
function scanTcpOptions(view: DataView, at: number, packet: Int32Array, base: number): number {
  let next = at;
  while (upperHex(view.getUint8(next)) >= 0) next++;
  if (
    view.getUint8(next) !== CLOSE ||
    view.getUint8(next + 1) !== BLANK ||
    (next - at) % 2 ||
    next === at
  )
    return -1;
  packet[base + TCPOPT_START] = at;
  packet[base + TCPOPT_END] = next;
  packet[base + HAS]! |= HAS_TCPOPT;
  return next + 2;
}

/** `INCOMPLETE [n bytes] ` of a quoted packet, of which errors carry as little as eight bytes. */
function scanIncomplete(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (base === OUTER || word(view, start) !== K_INCO || word(view, start + 4) !== K_MPLE) return -1;
  if (word(view, start + 8) !== K_TE_OPEN) return -1;
  const at = scanDecimal(view, start + 12, packet, base + INCOMPLETE);
  if (at < 0 || word(view, at) !== K_BYTE || word(view, at + 4) >>> 8 !== K_S_CLOSE) return -1;
  packet[base + HAS]! |= HAS_INCOMPLETE;
  return at + 7;
}

function scanUdp(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (view.getUint8(start) === LETTER_I) return scanIncomplete(view, start, packet, base);
  const at = scanPorts(view, start, packet, base);
  if (at < 0 || word(view, at) !== K_LEN) return -1;
  packet[base + HAS]! |= HAS_PORTS | HAS_UDPLEN;
  return scanShort(view, at + 4, packet, base + UDPLEN);
}

/** Echo and the errors that quote a packet; other types are for the grammar. */
function scanIcmp(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (word(view, start) !== K_TYPE || view.getUint8(start + 4) !== 0x3d) return -1;
  let at = scanDecimal(view, start + 5, packet, base + TYPE);
  if (at < 0 || word(view, at) !== K_CODE || view.getUint8(at + 4) !== 0x3d) return -1;
  at = scanDecimal(view, at + 5, packet, base + CODE);
  if (at < 0 || packet[base + CODE]! > 255) return -1;
  packet[base + HAS]! |= HAS_TYPE_CODE;
  const type = packet[base + TYPE]!;
  if (packet[base + FAMILY] === 4) {
    if (type === 8 || type === 0) return scanEcho(view, at, packet, base);
    const isPlainError = type === 11 || (type === 3 && packet[base + CODE] !== 4);
    return isPlainError && base === OUTER ? scanQuoted(view, at, packet) : -1;
  }
  if (type === 128 || type === 129) return scanEcho(view, at, packet, base);
  return (type === 1 || type === 3) && base === OUTER ? scanQuoted(view, at, packet) : -1;
}

function scanEcho(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (word(view, start) >>> 8 !== K_ID) return -1;
  const at = scanShort(view, start + 3, packet, base + ICMPID);
  if (at < 0 || word(view, at) !== K_SEQ) return -1;
  packet[base + HAS]! |= HAS_ICMPID;
  return scanShort(view, at + 4, packet, base + ICMPSEQ);
}

/** `[packet] `: the packet that an error is about. */
function scanQuoted(view: DataView, start: number, packet: Int32Array): number {
  if (view.getUint8(start) !== OPEN_QUOTE) return -1;
  const at = scanPacket(view, start + 1, packet, INNER);
  if (at < 0 || view.getUint8(at) !== CLOSE_QUOTE || view.getUint8(at + 1) !== BLANK) return -1;
  packet[OUTER + HAS_MORE] = HAS_INNER;
  return at + 2;
}
