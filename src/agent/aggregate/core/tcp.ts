/** The end of a TCP packet's LOG line: reserved bits, flags, the urgent pointer, options. */
import { FLAGS } from '../pending-layout.ts';
import { put } from './memory.ts';

const OPT_OPEN: u64 = 0x282054504f; // `OPT (`
const URGP_0_: u64 = 0x20303d50475255; // `URGP=0 `
const _RES_0X0: u64 = 0x3078303d53455220;
const OPTIONS_END: u16 = 0x2029;
const ZERO_BLANK: u16 = 0x2030;
const OPTIONS_DIGITS_MAX: i32 = 80;
const FIVE: u64 = 0xffffffffff;
const SEVEN: u64 = 0xffffffffffffff;

/** From the reserved bits on: set ones, and urgent pointers, are for the grammar. */
export function scanFlags(start: usize, line: usize): usize {
  let at = start + 10;
  if (load<u64>(start) != _RES_0X0) return 0;
  if (load<u16>(start, 8) != ZERO_BLANK) return 0;
  let flags = 0;
  let last = 0x100;
  while ((load<u64>(at) & SEVEN) != URGP_0_) {
    const flag = flagBit(load<u32>(at));
    if (flag == 0) return 0;
    if (flag >= last) return 0;
    flags |= flag;
    last = flag;
    at += 4;
  }
  put(line, FLAGS, flags);
  at += 7;
  return (load<u64>(at) & FIVE) == OPT_OPEN ? scanOptions(at + 5) : at - 1;
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
