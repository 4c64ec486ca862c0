/**
 * A TCP packet's LOG line behind its ports: sequence numbers (`--log-tcp-sequence`), reserved bits,
 * flags, the urgent pointer, options.
 */
import * as key from '../key-layout.ts';
import { FLAGS, SOURCE } from '../pending-layout.ts';
import { lowerDigits } from './link.ts';
import { longEnd } from './long-numbers.ts';
import { get, put, quoted } from './memory.ts';
import { numberEnd } from './numbers.ts';
import { lineEnd, notePartial, wordEnd } from './outcome.ts';
import { putPacket, putShort, SHORT_MAX, WITH_ENDS } from './packet.ts';

const OPT_: u32 = 0x2054504f;
const OPEN: u8 = 0x28;
const O0_SYN_UR: u64 = 0x5255204e59532030; // The rest of ` RES=0x00 SYN URGP=0 `.
const _URGP_0_: u64 = 0x20303d5047525520;
const URGP_0_: u64 = 0x20303d50475255; // `URGP=0 `
const _RES_0X0: u64 = 0x3078303d53455220;
const OPTIONS_END: u16 = 0x2029;
const ZERO_BLANK: u16 = 0x2030;
const OPTIONS_DIGITS_MAX: i32 = 80;
const FIVE: u64 = 0xffffffffff;
const SEVEN: u64 = 0xffffffffffffff;
const _OPT_OPEN: u64 = 0x282054504f20; // Six.
const SIX: u64 = 0xffffffffffff;
const _RES_0X: u64 = 0x78303d53455220; // Seven.
const URGP_: u64 = 0x3d50475255; // Five.
const AE_: u32 = 0x204541; // Three.
const THREE: u32 = 0xffffff;
const _DPT_: u64 = 0x3d54504420; // Five.
const _SEQ_: u64 = 0x3d51455320;
const _ACK_: u64 = 0x3d4b434120;
const _WINDOW_: u64 = 0x3d574f444e495720;
const TRUNCATE: u64 = 0x455441434e555254;
const D_CLOSE: u16 = 0x2944;
const BLANK: u8 = 0x20;

const TCP: i32 = 6;
const SYN: i32 = 0x02;
const AE: i32 = 0x100;
/** ` PROTO=TCP SPT=` */
const PORT_NAME_BYTES: usize = 15;

/** ` PROTO=TCP SPT=` and what stands behind it with `SEQ=` and `ACK=` in front of `WINDOW=`. */
export function scanSequence(start: usize, line: usize): usize {
  let at = putShort(start + PORT_NAME_BYTES, line, SOURCE);
  if ((load<u64>(at) & FIVE) != _DPT_) return 0;
  at = putShort(at + 5, line, key.PORTS);
  if ((load<u64>(at) & FIVE) != _SEQ_) return 0;
  at = longEnd(at + 5);
  if ((load<u64>(at) & FIVE) != _ACK_) return 0;
  at = longEnd(at + 5);
  if (load<u64>(at) != _WINDOW_) return 0;
  const source = get(line, SOURCE);
  const ports = (source << 16) | get(line, key.PORTS);
  putPacket(line, TCP | key.WITH_PORT | WITH_ENDS, ports, source);
  return scanSetBits(numberEnd(at + 8, SHORT_MAX), line);
}

/** From the reserved bits on. */
export function scanFlags(start: usize, line: usize): usize {
  // Of most: ` RES=0x00 SYN URGP=0 `.
  const differing =
    (load<u64>(start) ^ _RES_0X0) |
    (load<u64>(start, 8) ^ O0_SYN_UR) |
    (load<u64>(start, 13) ^ _URGP_0_);
  if (differing == 0) {
    put(line, FLAGS, SYN);
    return optionsEnd(start + 21, line);
  }
  let at = start + 10;
  if (load<u64>(start) != _RES_0X0) return scanSetBits(start, line);
  if (load<u16>(start, 8) != ZERO_BLANK) return scanSetBits(start, line);
  let flags = 0;
  let last = 0x100;
  while ((load<u64>(at) & SEVEN) != URGP_0_) {
    const flag = flagBit(load<u32>(at));
    if (flag == 0) return scanSetBits(start, line);
    if (flag >= last) return 0;
    flags |= flag;
    last = flag;
    at += 4;
  }
  put(line, FLAGS, flags);
  return optionsEnd(at + 7, line);
}

/** Behind the urgent pointer's blank: ` OPT (…) ` or none. */
function optionsEnd(at: usize, line: usize): usize {
  if (load<u32>(at) != OPT_ || load<u8>(at, 4) != OPEN) return at - 1;
  const end = scanOptions(at + 5);
  return end != 0 ? end : cutOptionsEnd(at + 5, line);
}

/** The same in general: with reserved bits, the flag AE, an urgent pointer. */
export function scanSetBits(start: usize, line: usize): usize {
  let at = start + 9;
  if ((load<u64>(start) & SEVEN) != _RES_0X) return 0;
  if ((lowerDigits(start + 7) & 3) != 3 || load<u8>(at) != BLANK) return 0;
  at++;
  let flags = (load<u32>(at) & THREE) == AE_ ? AE : 0;
  let last = 0x100;
  if (flags != 0) at += 3;
  while ((load<u64>(at) & FIVE) != URGP_) {
    const flag = flagBit(load<u32>(at));
    if (flag == 0 || flag >= last) return 0;
    flags |= flag;
    last = flag;
    at += 4;
  }
  put(line, FLAGS, flags);
  at = numberEnd(at + 5, SHORT_MAX);
  if ((load<u64>(at) & SIX) != _OPT_OPEN) return at;
  const end = scanOptions(at + 6);
  return end != 0 ? end : cutOptionsEnd(at + 6, line);
}

/** Of options that the packet has no more of, the line is partial, and ends there. */
function cutOptionsEnd(start: usize, line: usize): usize {
  const end = start + 10;
  if (load<u64>(start) != TRUNCATE || load<u16>(start, 8) != D_CLOSE) return 0;
  if (line == quoted || end != lineEnd) return 0;
  notePartial(line);
  return wordEnd(end, line);
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

/**
 * Pairs of upper-case digits up to `) `; there are at most 40 bytes of options, in IPv4 as in TCP.
 */
export function scanOptions(start: usize): usize {
  let length = 0;
  let run = 16;
  while (run == 16 && length <= OPTIONS_DIGITS_MAX) {
    const text = v128.load(start + length);
    const noDigits = i8x16.ge_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10));
    const noLetters = i8x16.ge_u(i8x16.sub(text, i8x16.splat(0x41)), i8x16.splat(6));
    run = ctz(i8x16.bitmask(v128.and(noDigits, noLetters)) | 0x10000);
    length += run;
  }
  const isWhole = length > 0 && (length & 1) == 0 && load<u16>(start + length) == OPTIONS_END;
  return isWhole ? start + length + 1 : 0;
}
