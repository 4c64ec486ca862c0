/**
 * The packet of a LOG line, `SRC=` to the protocol's last field, into the words of a pending line
 * (key-layout.ts, pending-layout.ts). Takes the shapes that scan-packet.ts takes, all numbers
 * checked as there; what is not kept is checked all the same. AssemblyScript.
 */
import * as key from '../key-layout.ts';
import { FLAGS, SOURCE } from '../pending-layout.ts';
import { scanIpv4, scanIpv6 } from './ip.ts';
import { bitsOf, bytesOf, digitsAt, numberOf } from './numbers.ts';

const SRC_: u32 = 0x3d435253; // Four characters, the first one lowest: `SRC=`.
const LEN_: u32 = 0x3d4e454c;
const SPT_: u32 = 0x3d545053;
const DPT_: u32 = 0x3d545044;
const SEQ_: u32 = 0x3d514553;
const ID_: u32 = 0x3d4449;
const V6_: u32 = 0x203676;
const THREE: u32 = 0xffffff;
const PROTO_: u64 = 0x3d4f544f5250; // Six: `PROTO=`.
const SIX: u64 = 0xffffffffffff;
const TYPE_: u64 = 0x3d45505954; // Five: `TYPE=`.
const CODE_: u64 = 0x3d45444f43;
const FIVE: u64 = 0xffffffffff;
const WINDOW_: u64 = 0x3d574f444e4957; // Seven: `WINDOW=`.
const URGP_0_: u64 = 0x20303d50475255; // `URGP=0 `.
const INCOMPLE: u64 = 0x454c504d4f434e49;
const TE_OPEN: u32 = 0x5b204554;
const BYTES_CLOSE: u64 = 0x205d7365747962; // `bytes] `.
const SEVEN: u64 = 0xffffffffffffff;
const TCP_: u32 = 0x20504354;
const UDP_: u32 = 0x20504455;
const ICMP: u32 = 0x504d4349;
const OPT_OPEN: u64 = 0x282054504f; // `OPT (`.
const RES_0X00: u64 = 0x303078303d534552;
const TCP: i32 = 6;
const UDP: i32 = 17;
const ICMPV4: i32 = 1;
const ICMPV6: i32 = 58;
const BYTES_MAX: u32 = 9_999_999;
const COLON: u8 = 0x3a;
const BLANK: u8 = 0x20;
const OPEN_QUOTE: u8 = 0x5b;
const QUOTE_END: u16 = 0x205d;

/** Where a quoted packet's words go: nobody reads them. */
export let quoted: usize = 0;

function put(line: usize, word: i32, value: i32): void {
  store<i32>(line + ((<usize>word) << 2), value);
}

function get(line: usize, word: i32): i32 {
  return load<i32>(line + ((<usize>word) << 2));
}

/** Fills the words at `line`; returns the offset behind the packet, 0 if it is not usual. */
export function scanPacket(start: usize, line: usize): usize {
  if (load<u32>(start) != SRC_) return 0;
  const isV6 = load<u8>(start, 8) == COLON;
  const at = isV6 ? scanIpv6(start + 4, line) : scanIpv4(start + 4, line);
  if (at == 0 || (load<u64>(at) & SIX) != PROTO_) return 0;
  const name = load<u32>(at, 6);
  if (name == TCP_) return scanTcp(at + 10, line);
  if (name == UDP_) return scanUdp(at + 10, line);
  if (name != ICMP) return 0;
  if (!isV6) return load<u8>(at, 10) == BLANK ? scanIcmp(at + 11, line, ICMPV4) : 0;
  return (load<u32>(at, 10) & THREE) == V6_ ? scanIcmp(at + 13, line, ICMPV6) : 0;
}

/** `SPT=… DPT=… `; returns what stands behind. */
function scanPorts(start: usize, line: usize, protocol: i32): usize {
  if (load<u32>(start) != SPT_) return 0;
  let at = start + 4;
  let digits = digitsAt(at);
  let bits = bitsOf(digits);
  at += bytesOf(bits);
  const source = numberOf(digits, bits);
  if (source > 0xffff || load<u32>(at) != DPT_) return 0;
  at += 4;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  at += bytesOf(bits);
  const destination = numberOf(digits, bits);
  if (destination > 0xffff) return 0;
  put(line, key.SHAPE, protocol | key.WITH_PORT | key.WITH_SOURCE | key.WITH_DESTINATION);
  put(line, key.PORTS, (source << 16) | destination);
  put(line, SOURCE, source);
  return at;
}

function scanUdp(start: usize, line: usize): usize {
  if (load<u64>(start) == INCOMPLE) return line == quoted ? scanIncomplete(start) : 0;
  const at = scanPorts(start, line, UDP);
  if (at == 0 || load<u32>(at) != LEN_) return 0;
  put(line, FLAGS, 0);
  const digits = digitsAt(at + 4);
  const bits = bitsOf(digits);
  return numberOf(digits, bits) <= 0xffff ? at + 4 + bytesOf(bits) : 0;
}

function scanTcp(start: usize, line: usize): usize {
  if (load<u64>(start) == INCOMPLE) return line == quoted ? scanIncomplete(start) : 0;
  let at = scanPorts(start, line, TCP);
  if (at == 0 || (load<u64>(at) & SEVEN) != WINDOW_) return 0;
  at += 7;
  const digits = digitsAt(at);
  const bits = bitsOf(digits);
  at += bytesOf(bits);
  if (numberOf(digits, bits) > 0xffff) return 0;
  // Reserved bits and urgent pointers are for the grammar.
  if (load<u64>(at) != RES_0X00 || load<u8>(at, 8) != BLANK) return 0;
  at += 9;
  let flags = 0;
  let last = 0x100;
  while ((load<u64>(at) & SEVEN) != URGP_0_) {
    const flag = flagBit(load<u32>(at));
    if (flag == 0 || flag >= last) return 0;
    flags |= flag;
    last = flag;
    at += 4;
  }
  put(line, FLAGS, flags);
  at += 7;
  return (load<u64>(at) & FIVE) == OPT_OPEN ? scanOptions(at + 5) : at;
}

/** The flag's bit in the TCP header; 0 for anything else. */
function flagBit(name: u32): i32 {
  if (name == 0x204e5953) return 0x02; // SYN
  if (name == 0x204b4341) return 0x10; // ACK
  if (name == 0x20485350) return 0x08; // PSH
  if (name == 0x204e4946) return 0x01; // FIN
  if (name == 0x20545352) return 0x04; // RST
  if (name == 0x20475255) return 0x20; // URG
  if (name == 0x20454345) return 0x40; // ECE
  return name == 0x20525743 ? 0x80 : 0; // CWR
}

/** Pairs of upper-case digits up to `) `; there are at most 40 bytes of options. */
function scanOptions(start: usize): usize {
  let length = 0;
  let run = 16;
  while (run == 16 && length <= 80) {
    const text = v128.load(start + length);
    const digits = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10));
    const letters = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x41)), i8x16.splat(6));
    run = ctz((i8x16.bitmask(v128.or(digits, letters)) ^ 0xffff) | 0x10000);
    length += run;
  }
  const isWhole = length > 0 && (length & 1) == 0 && load<u16>(start + length) == 0x2029;
  return isWhole ? start + length + 2 : 0;
}

/** `INCOMPLETE [n bytes] ` of a quoted packet. */
function scanIncomplete(start: usize): usize {
  if (load<u32>(start, 8) != TE_OPEN) return 0;
  const digits = digitsAt(start + 12);
  const bits = bitsOf(digits);
  const at = start + 12 + bytesOf(bits);
  const isRight = numberOf(digits, bits) <= BYTES_MAX && (load<u64>(at) & SEVEN) == BYTES_CLOSE;
  return isRight ? at + 7 : 0;
}

/** Type, code, and what the usual types have behind them: an echo's numbers, a quoted packet. */
function scanIcmp(start: usize, line: usize, protocol: i32): usize {
  if ((load<u64>(start) & FIVE) != TYPE_) return 0;
  let at = start + 5;
  let digits = digitsAt(at);
  let bits = bitsOf(digits);
  at += bytesOf(bits);
  const type = <i32>numberOf(digits, bits);
  if (<u32>type > 0xff || (load<u64>(at) & FIVE) != CODE_) return 0;
  at += 5;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  at += bytesOf(bits);
  const code = <i32>numberOf(digits, bits);
  if (<u32>code > 0xff) return 0;
  put(line, key.SHAPE, protocol | key.WITH_TYPE_CODE | key.WITH_SOURCE | key.WITH_DESTINATION);
  put(line, key.PORTS, (type << 8) | code);
  put(line, SOURCE, -1);
  put(line, FLAGS, 0);
  if (isEcho(protocol, type)) return scanEcho(at, line);
  return isPlainError(protocol, type, code) && line != quoted ? scanQuoted(at) : 0;
}

function isEcho(protocol: i32, type: i32): bool {
  return protocol == ICMPV4 ? type == 8 || type == 0 : type == 128 || type == 129;
}

/** An error that quotes a packet and tells nothing else. */
function isPlainError(protocol: i32, type: i32, code: i32): bool {
  if (protocol == ICMPV6) return type == 1 || type == 3;
  return type == 11 || (type == 3 && code != 4);
}

function scanEcho(start: usize, line: usize): usize {
  if ((load<u32>(start) & THREE) != ID_) return 0;
  let at = start + 3;
  let digits = digitsAt(at);
  let bits = bitsOf(digits);
  at += bytesOf(bits);
  const id = numberOf(digits, bits);
  if (id > 0xffff || load<u32>(at) != SEQ_) return 0;
  at += 4;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  put(line, key.PORTS, get(line, key.PORTS) | (id << 16));
  put(line, SOURCE, id);
  return numberOf(digits, bits) <= 0xffff ? at + bytesOf(bits) : 0;
}

function scanQuoted(start: usize): usize {
  if (load<u8>(start) != OPEN_QUOTE) return 0;
  const at = scanPacket(start + 1, quoted);
  return at != 0 && load<u16>(at) == QUOTE_END ? at + 2 : 0;
}
