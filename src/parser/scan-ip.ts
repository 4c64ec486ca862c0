/**
 * HOT: the IP header of the usual lines, `SRC=` to what stands in front of `PROTO=` (scan-values.ts
 * says how the scanner reads). Addresses become words here, because every line is counted by them.
 */
import { MAPPED_WORD as MAPPED } from '../flow/address.ts';
import * as slots from './packet.ts';
import {
  key,
  LOWER_COLUMN as LOWER,
  packHex,
  scanByte,
  scanDecimal,
  scanShort,
  threeBytes,
  upperHex,
  wrongHex,
} from './scan-values.ts';

// Copies: the compiler folds a module's own constants into its code, imported ones it loads.
const MAPPED_WORD = MAPPED;
const LOWER_COLUMN = LOWER;
const { DST, DST_END, DST_START, EXT_END, EXT_START, FAMILY, FLOWLBL } = slots;
const { HAS, HAS_ADDRESSES, HAS_DF, HAS_EXT, HAS_FLOWLBL, HAS_HOPLIMIT, HAS_ID } = slots;
const { HAS_LEN, HAS_MORE, HAS_PREC, HAS_PROTO, HAS_TC, HAS_TOS, HAS_TTL } = slots;
const { HOPLIMIT, ID, LEN, PREC, SRC, SRC_END, SRC_START, TC, TOS, TTL } = slots;

const BLANK = 0x20;
const EQUALS = 0x3d;
const DOT = 0x2e;
const COLON = 0x3a;

const K_SRC = key('SRC=');
const K_DST = key('DST=');
const K_LEN = key('LEN=');
const K_TOS = key('TOS=');
const K_0X00 = key('0x00');
const K_0X = key('0x') >>> 16;
const K_PREC = key(' PRE');
const K_C_0X = key('C=0x');
const K_00 = key('00 T');
const K_TTL = key('TTL=');
const K_HOPL = key('HOPL');
const K_IMIT = key('IMIT');
const K_FLOW = key('FLOW');
const K_LBL = key('LBL=');
const K_TC = key('TC=');
const K_ID = key('ID=');
const K_DF = key('DF ');

const HAS_IPV4 = HAS_ADDRESSES | HAS_LEN | HAS_TOS | HAS_PREC | HAS_TTL | HAS_ID | HAS_PROTO;
const HAS_IPV6 =
  HAS_ADDRESSES | HAS_LEN | HAS_TC | HAS_HOPLIMIT | HAS_FLOWLBL | HAS_EXT | HAS_PROTO;
const FLOW_LABEL_MAX = 0xfffff;

/** From `SRC=` to behind the header's last field; HAS holds PROTO already. */
export function scanIp(view: DataView, at: number, packet: Int32Array, base: number): number {
  if (view.getInt32(at) !== K_SRC) return -1;
  packet[base + HAS_MORE] = 0;
  packet[base + SRC_START] = at + 4;
  return view.getUint8(at + 8) === COLON
    ? scanIpv6(view, at + 4, packet, base)
    : scanIpv4(view, at + 4, packet, base);
}

function scanIpv4(view: DataView, start: number, packet: Int32Array, base: number): number {
  let at = scanIpv4Address(view, start, packet, base + SRC);
  if (at < 0 || view.getInt32(at) !== K_DST) return -1;
  packet[base + SRC_END] = at - 1;
  packet[base + DST_START] = at + 4;
  at = scanIpv4Address(view, at + 4, packet, base + DST);
  if (at < 0 || view.getInt32(at) !== K_LEN) return -1;
  packet[base + DST_END] = at - 1;
  packet[base + FAMILY] = 4;
  at = scanShort(view, at + 4, packet, base + LEN);
  return at < 0 ? -1 : scanIpv4Rest(view, at, packet, base);
}

/** From `TOS=` on. */
function scanIpv4Rest(view: DataView, start: number, packet: Int32Array, base: number): number {
  let at = start;
  if (view.getInt32(at) !== K_TOS) return -1;
  // `TOS=0xXX PREC=0xXX `: everything has its place, and nearly always it is 0.
  if (view.getInt32(at + 8) !== K_PREC || view.getInt32(at + 12) !== K_C_0X) return -1;
  let tos = 0;
  let prec = 0;
  if (view.getInt32(at + 4) !== K_0X00 || view.getInt32(at + 16) !== K_00) {
    tos = (upperHex(view.getUint8(at + 6)) << 4) | upperHex(view.getUint8(at + 7));
    prec = (upperHex(view.getUint8(at + 16)) << 4) | upperHex(view.getUint8(at + 17));
    if (view.getUint16(at + 4) !== K_0X || view.getUint8(at + 18) !== BLANK) return -1;
  }
  packet[base + TOS] = tos;
  packet[base + PREC] = prec;
  if ((tos | prec) < 0 || view.getInt32(at + 19) !== K_TTL) return -1;
  at = scanByte(view, at + 23, packet, base + TTL);
  if (at < 0 || threeBytes(view, at) !== K_ID) return -1;
  at = scanShort(view, at + 3, packet, base + ID);
  if (at < 0) return -1;
  const isUnfragmentable = threeBytes(view, at) === K_DF;
  packet[base + HAS] = isUnfragmentable ? HAS_IPV4 | HAS_DF : HAS_IPV4;
  return isUnfragmentable ? at + 3 : at;
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
    if (octet > 0xff || view.getUint8(next) !== (part === 3 ? BLANK : DOT)) return -1;
    value = (value << 8) | octet;
    next++;
  }
  packet[slot] = 0;
  packet[slot + 1] = 0;
  packet[slot + 2] = MAPPED_WORD;
  packet[slot + 3] = value;
  return next;
}

function scanIpv6(view: DataView, start: number, packet: Int32Array, base: number): number {
  let at = scanIpv6Address(view, start, packet, base + SRC);
  if (at < 0 || view.getInt32(at) !== K_DST) return -1;
  packet[base + SRC_END] = at - 1;
  packet[base + DST_START] = at + 4;
  at = scanIpv6Address(view, at + 4, packet, base + DST);
  if (at < 0 || view.getInt32(at) !== K_LEN) return -1;
  packet[base + DST_END] = at - 1;
  packet[base + FAMILY] = 6;
  at = scanShort(view, at + 4, packet, base + LEN);
  if (at < 0 || threeBytes(view, at) !== K_TC) return -1;
  at = scanByte(view, at + 3, packet, base + TC);
  if (at < 0 || view.getInt32(at) !== K_HOPL || view.getInt32(at + 4) !== K_IMIT) return -1;
  at = view.getUint8(at + 8) === EQUALS ? scanByte(view, at + 9, packet, base + HOPLIMIT) : -1;
  if (at < 0 || view.getInt32(at) !== K_FLOW || view.getInt32(at + 4) !== K_LBL) return -1;
  at = scanDecimal(view, at + 8, packet, base + FLOWLBL);
  if (packet[base + FLOWLBL]! > FLOW_LABEL_MAX) return -1;
  packet[base + EXT_START] = at;
  packet[base + EXT_END] = at;
  packet[base + HAS] = HAS_IPV6;
  return at;
}

/** Eight groups of four lower-case digits and a blank: always 40 bytes, each group a word. */
function scanIpv6Address(view: DataView, at: number, packet: Int32Array, slot: number): number {
  let wrong = view.getUint8(at + 39) ^ BLANK;
  for (let w = 0; w < 4; w++) {
    const start = at + w * 10;
    const high = view.getInt32(start);
    const low = view.getInt32(start + 5);
    wrong |=
      wrongHex(high, LOWER_COLUMN) |
      wrongHex(low, LOWER_COLUMN) |
      (view.getUint8(start + 4) ^ COLON);
    if (w < 3) wrong |= view.getUint8(start + 9) ^ COLON;
    packet[slot + w] = (packHex(high) << 16) | packHex(low);
  }
  return wrong === 0 ? at + 40 : -1;
}
