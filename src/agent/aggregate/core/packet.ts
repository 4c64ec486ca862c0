/**
 * The packet of a LOG line, from behind `SRC=` to the protocol's last field, into the words of a
 * pending line, of plain shapes; IPv4 addresses stay text (flows.ts). Each step gets the offset of
 * the blank in front of a field, and returns that of the blank behind it, or 0 if it is not as
 * usual. A field's name is compared with that blank in front of it, so that a number must have
 * ended there.
 */
import * as key from '../key-layout.ts';
import { FLAGS, IP_ID, LEN, SOURCE, TUPLE_HASH } from '../pending-layout.ts';
import { isQuad, scanIpv6Pair } from './addresses.ts';
import { scanExtensions } from './extensions.ts';
import { IPV6, putTexts } from './flows.ts';
import { scanFragment } from './fragment.ts';
import { ICMP, ICMPV6, scanIcmp } from './icmp.ts';
import { put, quoted } from './memory.ts';
import {
  behind,
  blanks,
  decimal,
  digitsAt,
  first,
  leastOf,
  noteMore,
  noteWrong,
  numberEnd,
  shorts,
  sizeOf,
  twoNumbers,
} from './numbers.ts';
import { scanProtocol } from './protocol.ts';
import { scanFlags, scanOptions, scanSequence } from './tcp.ts';

// Names as they lie in memory, the first character lowest.
const _ID_: u32 = 0x3d444920; // ` ID=`
const _DF_: u32 = 0x20464420;
const _TC_: u32 = 0x3d435420;
const DST_: u32 = 0x3d545344;
const _LEN_: u64 = 0x3d4e454c20; // Five.
const _DPT_: u64 = 0x3d54504420;
const FIVE: u64 = 0xffffffffff;
const CP_SPT_: u64 = 0x3d545053205043; // Seven: the rest of ` PROTO=TCP SPT=`.
const DP_SPT_: u64 = 0x3d545053205044;
const SEVEN: u64 = 0xffffffffffffff;
const _TOS_0X: u64 = 0x78303d534f5420;
const _PREC_0X: u64 = 0x78303d4345525020;
const _TTL_: u64 = 0x3d4c545420;
const _TOS_0X0: u64 = 0x3078303d534f5420; // Eight.
const O_PREC_0: u64 = 0x303d434552502030;
const X00_TTL_: u64 = 0x3d4c545420303078;
const _OPT_NONE: u64 = 0x2920282054504f20; // ` OPT ( )`
const _HOPLIMI: u64 = 0x494d494c504f4820;
const _FLOWLBL: u64 = 0x4c424c574f4c4620;
const _OPT_OPEN: u64 = 0x282054504f20; // Six.
const SIX: u64 = 0xffffffffffff;
const _PROTO_: u64 = 0x3d4f544f525020; // Seven.
const _PROTO_T: u64 = 0x543d4f544f525020;
const _PROTO_U: u64 = 0x553d4f544f525020;
const _PROTO_I: u64 = 0x493d4f544f525020;
const CMP_TYPE: u64 = 0x4550595420504d43;
const CMPV6_TY: u64 = 0x5954203676504d43;
const _WINDOW_: u64 = 0x3d574f444e495720;
const T_: u16 = 0x3d54;
const PE_: u32 = 0x3d4550; // Three.
const THREE: u32 = 0xffffff;
const COLON: u8 = 0x3a;
const EQUALS: u8 = 0x3d;

const TCP: i32 = 6;
const UDP: i32 = 17;
const ESP: i32 = 50;
const AH: i32 = 51;
const UDPLITE: i32 = 136;
export const WITH_ENDS: i32 = key.WITH_SOURCE | key.WITH_DESTINATION;
export const SHORT_MAX: u32 = 0xffff;
export const BYTE_MAX: u32 = 0xff;
const FLOW_LABEL_MAX: u32 = 0xfffff;
/** As many as a whole line can have. */
const EXTENSIONS_MAX: i32 = 120;
/** ` TOS=0xXX PREC=0xXX TTL=` */
const TYPE_OF_SERVICE_BYTES: usize = 24;
const QUAD_BYTES_MAX: usize = 15;

/** Fills the words at `line` from the packet whose source begins at `start`. */
export function scanPacket(start: usize, line: usize): usize {
  return load<u8>(start, 4) == COLON ? scanIpv6(start, line) : scanIpv4(start, line);
}

/** Addresses, LEN and what has its place: fields end at the first three blanks of sixty-four. */
function scanIpv4(start: usize, line: usize): usize {
  const fields = blanks(start);
  const others = behind(fields);
  const sourceBytes = first(fields);
  const destination = start + sourceBytes + 5;
  const end = start + first(others);
  const destinationBytes = end - destination;
  if (load<u32>(start + sourceBytes, 1) != DST_) return 0;
  if ((load<u64>(end) & FIVE) != _LEN_) return 0;
  if (max(sourceBytes, destinationBytes) > QUAD_BYTES_MAX) return 0;
  if (line != quoted) putTexts(line, start, sourceBytes, destinationBytes);
  else if (!isQuad(start, sourceBytes) || !isQuad(destination, destinationBytes)) return 0;
  const at = start + first(behind(others));
  const differing =
    (load<u64>(at) ^ _TOS_0X0) | (load<u64>(at, 8) ^ O_PREC_0) | (load<u64>(at, 16) ^ X00_TTL_);
  if (differing != 0) {
    if (!isTypeOfService(at)) return 0;
  }
  return scanIdentified(at + TYPE_OF_SERVICE_BYTES, line, end + 5);
}

/** From the time to live on: again fields end at blanks of sixty-four. LEN begins at `length`. */
function scanIdentified(start: usize, line: usize, length: usize): usize {
  const fields = blanks(start);
  const name = start + first(fields);
  const others = behind(fields);
  let at = start + first(others);
  if (load<u32>(name) != _ID_) return 0;
  const lengthSize = sizeOf(length, start - TYPE_OF_SERVICE_BYTES);
  const ttlSize = sizeOf(start, name);
  const idSize = sizeOf(name + 4, at);
  const values = shorts(
    twoNumbers(start - TYPE_OF_SERVICE_BYTES, lengthSize, at, idSize),
    twoNumbers(name, ttlSize, name, ttlSize),
    leastOf(lengthSize, idSize, ttlSize, ttlSize),
  );
  put(line, LEN, i32x4.extract_lane(values, 0));
  put(line, IP_ID, i32x4.extract_lane(values, 1));
  noteMore(i32x4.extract_lane(values, 2), BYTE_MAX);
  const isWhole = load<u32>(at) == _DF_;
  at += isWhole ? 3 : 0;
  const rest = behind(isWhole ? behind(others) : others);
  return hasPorts(at) ? scanPorts(at, line, start, behind(rest)) : scanOther4(at, line);
}

/** ` TOS=0xXX PREC=0xXX TTL=`: everything has its place, and mostly all is 0. */
function isTypeOfService(at: usize): bool {
  return (
    (load<u64>(at) & SEVEN) == _TOS_0X &&
    load<u64>(at, 9) == _PREC_0X &&
    (load<u64>(at, 19) & FIVE) == _TTL_ &&
    (isUpperHex(load<u8>(at, 7)) & isUpperHex(load<u8>(at, 8))) != 0 &&
    (isUpperHex(load<u8>(at, 17)) & isUpperHex(load<u8>(at, 18))) != 0
  );
}

function isUpperHex(byte: u8): i32 {
  return i32(<u8>(byte - 0x30) < 10 || <u8>(byte - 0x41) < 6);
}

function scanIpv6(start: usize, line: usize): usize {
  let at = scanIpv6Pair(start, line);
  if (at == 0) return 0;
  if ((load<u64>(at) & FIVE) != _LEN_) return 0;
  at = putShort(at + 5, line, LEN);
  if (load<u32>(at) != _TC_) return 0;
  at = numberEnd(at + 4, BYTE_MAX);
  if (load<u64>(at) != _HOPLIMI) return 0;
  if (load<u16>(at, 8) != T_) return 0;
  at = numberEnd(at + 10, BYTE_MAX);
  if (load<u64>(at) != _FLOWLBL) return 0;
  if (load<u8>(at, 8) != EQUALS) return 0;
  put(line, IP_ID, -1);
  put(line, TUPLE_HASH, IPV6);
  at = extensionsEnd(numberEnd(at + 9, FLOW_LABEL_MAX));
  return hasPorts(at) ? scanPorts(at, line, at, portEnds(at)) : scanOther6(at, line);
}

/** ` OPT ( )` for each header that has no fields of its own. */
function extensionsEnd(start: usize): usize {
  let at = start;
  for (let i = 0; i < EXTENSIONS_MAX && load<u64>(at) == _OPT_NONE; i++) at += 8;
  return at;
}

/** Sixteen bits, put into a word. */
export function putShort(at: usize, line: usize, word: i32): usize {
  const length = digitsAt(at);
  const value = decimal(at, length, SHORT_MAX);
  noteWrong(value);
  put(line, word, <i32>value);
  return at + length;
}

/** ` PROTO=TCP SPT=` or the same of UDP. */
export function hasPorts(at: usize): bool {
  const name = load<u64>(at);
  const rest = load<u64>(at, 8);
  if (((name ^ _PROTO_T) | ((rest ^ CP_SPT_) & SEVEN)) == 0) return true;
  return ((name ^ _PROTO_U) | ((rest ^ DP_SPT_) & SEVEN)) == 0;
}

/** ` PROTO=TCP SPT=`: `fields` from `base` on are the blanks behind the source port. */
export function scanPorts(at: usize, line: usize, base: usize, fields: u64): usize {
  const others = behind(fields);
  const isTcp = load<u64>(at) == _PROTO_T;
  const next = base + first(fields);
  const ends = base + first(others);
  const end = base + first(behind(others));
  if ((load<u64>(next) & FIVE) != _DPT_) return 0;
  const name = load<u64>(ends);
  if (isTcp ? name != _WINDOW_ : (name & FIVE) != _LEN_) {
    return isTcp ? scanSequence(at, line) : 0;
  }
  const number = ends + (isTcp ? 8 : 5);
  const sourceSize = sizeOf(at + 15, next);
  const destinationSize = sizeOf(next + 5, ends);
  const size = sizeOf(number, end);
  const values = shorts(
    twoNumbers(next, sourceSize, ends, destinationSize),
    twoNumbers(end, size, end, size),
    leastOf(sourceSize, destinationSize, size, size),
  );
  const source = i32x4.extract_lane(values, 0);
  const ports = (source << 16) | i32x4.extract_lane(values, 1);
  putPacket(line, (isTcp ? TCP : UDP) | key.WITH_PORT | WITH_ENDS, ports, source);
  return isTcp ? scanFlags(end, line) : end;
}

/** ` PROTO=ICMP TYPE=`, a number, options in front of it all, or the end of a quoted packet. */
export function scanOther4(at: usize, line: usize): usize {
  if (load<u64>(at) == _PROTO_I) {
    const isIcmp = load<u64>(at, 8) == CMP_TYPE && load<u8>(at, 16) == EQUALS;
    return isIcmp ? scanIcmp(at + 17, line, ICMP) : scanProtocol(at, line, ICMP, false);
  }
  if ((load<u64>(at) & SIX) == _OPT_OPEN) return scanBehindOptions(scanOptions(at + 6), line);
  const end = scanNumbered(at, line, ICMP);
  return end != 0 ? end : scanFragment(at, line);
}

function scanBehindOptions(at: usize, line: usize): usize {
  return at == 0 ? 0 : scanProtocol(at, line, ICMP, false);
}

/** The blanks behind the source port of ` PROTO=TCP SPT=`. */
export function portEnds(at: usize): u64 {
  return behind(behind(blanks(at)));
}

function scanOther6(at: usize, line: usize): usize {
  if (load<u64>(at) != _PROTO_I) {
    const end = scanNumbered(at, line, ICMPV6);
    return end != 0 ? end : scanExtensions(at, line);
  }
  const isIcmp = load<u64>(at, 8) == CMPV6_TY && (load<u32>(at, 16) & THREE) == PE_;
  return isIcmp ? scanIcmp(at + 19, line, ICMPV6) : scanProtocol(at, line, ICMPV6, false);
}

/** ` PROTO=n`: of a protocol that has no name the kernel tells nothing else. */
export function scanNumbered(start: usize, line: usize, icmp: i32): usize {
  const length = digitsAt(start + 7);
  if ((load<u64>(start) & SEVEN) != _PROTO_ || length == 0) return 0;
  const number = decimal(start + 7, length, BYTE_MAX);
  const protocol = <i32>number;
  if (isNamed(protocol, icmp)) return 0;
  noteWrong(number);
  putPacket(line, protocol | WITH_ENDS, 0, -1);
  return start + 7 + length;
}

/** Of the family that `icmp` is of; IPv6 has AH and ESP among its headers. */
function isNamed(protocol: i32, icmp: i32): bool {
  if (protocol == TCP || protocol == UDP || protocol == UDPLITE || protocol == icmp) return true;
  return icmp == ICMP && (protocol == ESP || protocol == AH);
}

export function putPacket(line: usize, shape: i32, ports: i32, source: i32): void {
  put(line, key.SHAPE, shape);
  put(line, key.PORTS, ports);
  put(line, SOURCE, source);
  put(line, FLAGS, 0);
}
