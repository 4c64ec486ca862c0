/**
 * ICMP and ICMPv6: type, code, and what each type prints, quoted packets included
 * (dump_ipv4_packet, dump_ipv6_packet).
 */
import { readIp } from './ip.ts';
import {
  CODE,
  GATEWAY_END,
  GATEWAY_START,
  HAS_GATEWAY,
  HAS_ICMPID,
  HAS_INNER,
  HAS_MORE,
  HAS_MTU,
  HAS_PARAMETER,
  HAS_POINTER,
  HAS_TYPE_CODE,
  ICMPID,
  ICMPSEQ,
  INNER,
  MTU,
  OUTER,
  PACKET_SLOTS,
  PARAMETER,
  POINTER,
  TYPE,
} from './packet.ts';
import { ascii, type LineReader, reason } from './reader.ts';
import { readIncomplete } from './transport.ts';
import { readIpv4Text } from './values.ts';

const TYPE_KEY = ascii('TYPE=');
const CODE_KEY = ascii('CODE=');
const ID_KEY = ascii('ID=');
const SEQ_KEY = ascii('SEQ=');
const PARAMETER_KEY = ascii('PARAMETER=');
const GATEWAY_KEY = ascii('GATEWAY=');
const POINTER_KEY = ascii('POINTER=');
const MTU_KEY = ascii('MTU=');
const OPEN = ascii('[');
const CLOSE = ascii(']');

const BAD_ICMP = reason('bad_icmp');
const BAD_NUMBER = reason('bad_number');
const OPEN_BRACKET = reason('open_bracket');
const U16_MAX = 0xffff;
const U32_MAX = 0xffff_ffff;

const ECHO_REPLY = 0;
const UNREACHABLE = 3;
const REDIRECT = 5;
const ECHO = 8;
const PARAMETER_PROBLEM = 12;
const ICMP_QUOTING: readonly number[] = [3, 4, 5, 11];
const FRAGMENTATION_NEEDED = 4;

const V6_TOO_BIG = 2;
const V6_PARAMETER_PROBLEM = 4;
const V6_ECHO = 128;
const V6_ECHO_REPLY = 129;
const ICMPV6_QUOTING: readonly number[] = [1, 2, 3, 4];

export function readIcmp(r: LineReader, isFragment: boolean): boolean {
  if (readIncomplete(r) || isFragment) return true;
  if (!readTypeAndCode(r)) return false;
  if (readIncomplete(r)) return true;
  const type = r.get(TYPE);
  if (type === ECHO || type === ECHO_REPLY) return readEcho(r);
  if (type === PARAMETER_PROBLEM) return readExtra(r, PARAMETER_KEY, PARAMETER, HAS_PARAMETER);
  if (type === REDIRECT && r.key(GATEWAY_KEY) && !readGateway(r)) return false;
  if (ICMP_QUOTING.includes(type) && !readQuoted(r)) return false;
  const hasMtu = type === UNREACHABLE && r.get(CODE) === FRAGMENTATION_NEEDED;
  return !hasMtu || readMtu(r, U16_MAX);
}

export function readIcmpv6(r: LineReader, isFragment: boolean): boolean {
  if (readIncomplete(r) || isFragment) return true;
  if (!readTypeAndCode(r)) return false;
  if (readIncomplete(r)) return true;
  const type = r.get(TYPE);
  if (type === V6_ECHO || type === V6_ECHO_REPLY) return readEcho(r);
  if (type === V6_PARAMETER_PROBLEM && r.key(POINTER_KEY)) readPointer(r);
  if (ICMPV6_QUOTING.includes(type) && !readQuoted(r)) return false;
  return type !== V6_TOO_BIG || readMtu(r, U32_MAX);
}

function readTypeAndCode(r: LineReader): boolean {
  if (!readByte(r, TYPE_KEY, TYPE) || !readByte(r, CODE_KEY, CODE)) return false;
  r.has(HAS_TYPE_CODE);
  return true;
}

function readByte(r: LineReader, key: Uint8Array, slot: number): boolean {
  if (!r.need(key)) return false;
  const end = r.tokenEnd();
  const value = r.decimalUntil(end, 255);
  if (value < 0) {
    if (end === r.end) r.at = r.end;
    return r.give(BAD_ICMP);
  }
  r.set(slot, value);
  r.pass(end);
  return true;
}

function readEcho(r: LineReader): boolean {
  return (
    r.needNumber(ID_KEY, ICMPID, HAS_ICMPID, U16_MAX) &&
    r.needNumber(SEQ_KEY, ICMPSEQ, HAS_ICMPID, U16_MAX)
  );
}

function hasMore(r: LineReader, bit: number): void {
  r.packet[r.base + HAS_MORE]! |= bit;
}

/** A decimal field whose presence bit stands in HAS_MORE. */
function readExtra(r: LineReader, key: Uint8Array, slot: number, bit: number): boolean {
  if (!r.need(key)) return false;
  const end = r.tokenEnd();
  const value = r.decimalUntil(end, U32_MAX);
  if (value < 0) r.soften(BAD_NUMBER);
  else {
    r.set(slot, value);
    hasMore(r, bit);
  }
  r.pass(end);
  return true;
}

function readGateway(r: LineReader): boolean {
  const end = r.tokenEnd();
  r.set(GATEWAY_START, r.at);
  r.set(GATEWAY_END, end);
  if (!readIpv4Text(r, end)) return false;
  hasMore(r, HAS_GATEWAY);
  r.blank();
  return true;
}

function readPointer(r: LineReader): void {
  const end = r.tokenEnd();
  const value = end - r.at === 8 ? r.hex(r.at, 8) : -1;
  if (value < 0) r.soften(BAD_NUMBER);
  else {
    r.set(POINTER, value);
    hasMore(r, HAS_POINTER);
  }
  r.pass(end);
}

/**
 * The MTU stands behind the quoted packet; it is missing where the netdev egress hook printed no
 * quote.
 */
function readMtu(r: LineReader, max: number): boolean {
  if (!r.key(MTU_KEY)) return r.atEnd() ? r.missing() : true;
  const end = r.tokenEnd();
  const value = r.decimalUntil(end, max);
  if (value < 0) r.soften(BAD_NUMBER);
  else {
    r.set(MTU, value);
    hasMore(r, HAS_MTU);
  }
  r.pass(end);
  return true;
}

/**
 * `[packet] `: the packet that the error is about. Never nested twice. A bracket that never closes
 * leaves the outer fields.
 */
function readQuoted(r: LineReader): boolean {
  if (r.base !== OUTER || !r.key(OPEN)) return true;
  r.base = INNER;
  const whole = readIp(r) && r.word(CLOSE);
  r.base = OUTER;
  if (whole) {
    hasMore(r, HAS_INNER);
    return true;
  }
  if (!r.atEnd()) return r.missing();
  r.fail = 0;
  r.packet.fill(0, INNER, INNER + PACKET_SLOTS);
  r.soften(OPEN_BRACKET);
  return true;
}
