/**
 * ICMP's part of a LOG line, from behind `TYPE=`: an echo's numbers, the packet that an error
 * quotes, or nothing more. What tells a gateway, a pointer or an MTU is for the grammar.
 */
import * as key from '../key-layout.ts';
import { SOURCE } from '../pending-layout.ts';
import { get, put, quoted } from './memory.ts';
import { decimal, digitsAt, noteWrong, numberEnd } from './numbers.ts';
import { BYTE_MAX, putPacket, putShort, SHORT_MAX, scanPacket, WITH_ENDS } from './packet.ts';

// Names as they lie in memory, the first character lowest.
const _ID_: u32 = 0x3d444920; // ` ID=`
const SRC_: u32 = 0x3d435253;
const _SEQ_: u64 = 0x3d51455320; // Five.
const FIVE: u64 = 0xffffffffff;
const _CODE_: u64 = 0x3d45444f4320; // Six.
const SIX: u64 = 0xffffffffffff;
const _CLOSE_: u32 = 0x205d20; // ` ] `
const THREE: u32 = 0xffffff;
const QUOTE_OPEN: u16 = 0x5b20;

export const ICMP: i32 = 1;
export const ICMPV6: i32 = 58;

/** `start` is where the type stands. */
export function scanIcmp(start: usize, line: usize, protocol: i32): usize {
  const typeBytes = digitsAt(start);
  const type = decimal(start, typeBytes, BYTE_MAX);
  let at = start + typeBytes;
  if ((load<u64>(at) & SIX) != _CODE_) return 0;
  at += 6;
  const codeBytes = digitsAt(at);
  const code = decimal(at, codeBytes, BYTE_MAX);
  at += codeBytes;
  noteWrong(type | code);
  putPacket(line, protocol | key.WITH_TYPE_CODE | WITH_ENDS, ((<i32>type) << 8) | <i32>code, -1);
  if (isEcho(protocol, <i32>type)) return scanEcho(at, line);
  if (isBare(protocol, <i32>type)) return at;
  const isPlain = isPlainError(protocol, <i32>type, <i32>code);
  return isPlain && line != quoted ? scanQuoted(at) : 0;
}

function isEcho(protocol: i32, type: i32): bool {
  return protocol == ICMP ? type == 8 || type == 0 : type == 128 || type == 129;
}

/** Of which the kernel tells type and code alone. */
function isBare(protocol: i32, type: i32): bool {
  if (protocol == ICMPV6) return type == 0 || type > 4;
  return type < 3 || (type > 5 && type != 11 && type != 12);
}

/** An error that quotes a packet and tells nothing else. */
function isPlainError(protocol: i32, type: i32, code: i32): bool {
  if (protocol == ICMPV6) return type == 1 || type == 3;
  return type == 11 || (type == 3 && code != 4);
}

function scanEcho(start: usize, line: usize): usize {
  if (load<u32>(start) != _ID_) return 0;
  const at = putShort(start + 4, line, SOURCE);
  if ((load<u64>(at) & FIVE) != _SEQ_) return 0;
  put(line, key.PORTS, get(line, key.PORTS) | (get(line, SOURCE) << 16));
  return numberEnd(at + 5, SHORT_MAX);
}

/** ` [packet] `. */
function scanQuoted(start: usize): usize {
  if (load<u16>(start) != QUOTE_OPEN) return 0;
  if (load<u32>(start, 2) != SRC_) return 0;
  const at = scanPacket(start + 6, quoted);
  return at != 0 && (load<u32>(at) & THREE) == _CLOSE_ ? at + 2 : 0;
}
