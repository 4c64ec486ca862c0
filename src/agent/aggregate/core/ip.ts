/**
 * The IP header of a LOG line, addresses to what stands in front of `PROTO=`, into the words of a
 * pending line: of the shapes that scan-ip.ts takes. AssemblyScript.
 */
import * as key from '../key-layout.ts';
import { IP_ID, LEN } from '../pending-layout.ts';
import * as numbers from './numbers.ts';
import { bitsOf, bytesOf, digitsAt, numberOf } from './numbers.ts';

const DST_: u32 = 0x3d545344;
const LEN_: u32 = 0x3d4e454c;
const TTL_: u32 = 0x3d4c5454;
const TC_: u32 = 0x3d4354; // Three: `TC=`.
const ID_: u32 = 0x3d4449;
const DF_: u32 = 0x204644;
const THREE: u32 = 0xffffff;
const SIX: u64 = 0xffffffffffff;
const HOPLIMIT: u64 = 0x54494d494c504f48; // Eight.
const FLOWLBL_: u64 = 0x3d4c424c574f4c46;
const TOS_0X00: u64 = 0x303078303d534f54;
const TOS_0X: u64 = 0x78303d534f54; // Six.
const _PREC_0X: u64 = 0x78303d4345525020;
const ZERO_ZERO_: u32 = 0x203030;
const MAPPED_WORD: i32 = 0xffff;
const FLOW_LABEL_MAX: u32 = 0xfffff;
const EQUALS: u8 = 0x3d;
const BLANK: u8 = 0x20;

function put(line: usize, word: i32, value: i32): void {
  store<i32>(line + ((<usize>word) << 2), value);
}

/** Behind the first `SRC=`; returns the offset of `PROTO=`, 0 if it is none of the usual. */
export function scanIpv4(start: usize, line: usize): usize {
  let at = start;
  let text = v128.load(at);
  let length = numbers.wordBytes(text);
  if (!putQuad(at, text, length, line + (key.SRC << 2))) return 0;
  at += length + 1;
  if (load<u32>(at) != DST_) return 0;
  at += 4;
  text = v128.load(at);
  length = numbers.wordBytes(text);
  if (!putQuad(at, text, length, line + (key.DST << 2))) return 0;
  at += length + 1;
  if (load<u32>(at) != LEN_) return 0;
  at += 4;
  let digits = digitsAt(at);
  let bits = bitsOf(digits);
  at += bytesOf(bits);
  if (!putNumber(line, LEN, numberOf(digits, bits))) return 0;
  // `TOS=0xXX PREC=0xXX `: everything has its place, and nearly always it is 0.
  if (load<u64>(at, 8) != _PREC_0X) return 0;
  if (load<u64>(at) != TOS_0X00 || (load<u32>(at, 16) & THREE) != ZERO_ZERO_) {
    if ((load<u64>(at) & SIX) != TOS_0X || load<u8>(at, 18) != BLANK) return 0;
    if (!isUpperHex(at + 6) || !isUpperHex(at + 16)) return 0;
  }
  if (load<u32>(at, 19) != TTL_) return 0;
  at += 23;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  at += bytesOf(bits);
  if (numberOf(digits, bits) > 0xff || (load<u32>(at) & THREE) != ID_) return 0;
  at += 3;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  at += bytesOf(bits);
  if (!putNumber(line, IP_ID, numberOf(digits, bits))) return 0;
  return (load<u32>(at) & THREE) == DF_ ? at + 3 : at;
}

/** Puts a number of sixteen bits; false if it is none. */
function putNumber(line: usize, word: i32, value: u32): bool {
  put(line, word, value);
  return value <= 0xffff;
}

function putQuad(at: usize, text: v128, length: i32, to: usize): bool {
  const address = numbers.readQuad(at, text, length);
  v128.store(to, i32x4.replace_lane(i32x4(0, 0, MAPPED_WORD, 0), 3, <i32>address));
  return address >> 32 == 0 && numbers.isQuad(text, length);
}

/** Two digits of `%02X`. */
function isUpperHex(at: usize): bool {
  return isUpperDigit(load<u8>(at)) && isUpperDigit(load<u8>(at, 1));
}

function isUpperDigit(byte: u8): bool {
  return <u8>(byte - 0x30) < 10 || <u8>(byte - 0x41) < 6;
}

export function scanIpv6(start: usize, line: usize): usize {
  if (!numbers.readIpv6(start, line + (key.SRC << 2))) return 0;
  let at = start + numbers.IPV6_BYTES;
  if (load<u32>(at) != DST_ || !numbers.readIpv6(at + 4, line + (key.DST << 2))) return 0;
  at += 4 + numbers.IPV6_BYTES;
  if (load<u32>(at) != LEN_) return 0;
  at += 4;
  let digits = digitsAt(at);
  let bits = bitsOf(digits);
  at += bytesOf(bits);
  if (!putNumber(line, LEN, numberOf(digits, bits)) || (load<u32>(at) & THREE) != TC_) return 0;
  at += 3;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  at += bytesOf(bits);
  if (numberOf(digits, bits) > 0xff) return 0;
  if (load<u64>(at) != HOPLIMIT || load<u8>(at, 8) != EQUALS) return 0;
  at += 9;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  at += bytesOf(bits);
  if (numberOf(digits, bits) > 0xff || load<u64>(at) != FLOWLBL_) return 0;
  at += 8;
  digits = digitsAt(at);
  bits = bitsOf(digits);
  put(line, IP_ID, -1);
  return numberOf(digits, bits) <= FLOW_LABEL_MAX ? at + bytesOf(bits) : 0;
}
