/**
 * ICMP's part of a LOG line, from behind `TYPE=`: an echo's numbers, the packet that an error
 * quotes, what some errors tell beside it, or nothing more.
 */
import * as key from '../key-layout.ts';
import { SOURCE } from '../pending-layout.ts';
import { quadEnd } from './addresses.ts';
import { isHexWord, longEnd } from './long-numbers.ts';
import { get, put, quoted } from './memory.ts';
import { decimal, digitsAt, noteWrong, numberEnd } from './numbers.ts';
import { BYTE_MAX, putPacket, putShort, SHORT_MAX, scanPacket, WITH_ENDS } from './packet.ts';
import { scanIncomplete } from './protocol.ts';

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
const QUOTE_CLOSE: u16 = 0x205d;
const TRUNCATE: u64 = 0x455441434e555254;
const D_CLOSE_: u32 = 0x205d44; // Three.
const LETTER_D: u8 = 0x44;
const CLOSE: u8 = 0x29;
const _MTU_: u64 = 0x3d55544d20; // Five.
const _GATEWAY: u64 = 0x5941574554414720;
const _POINTER: u64 = 0x5245544e494f5020;
const _PARAMET: u64 = 0x54454d4152415020;
const ER_: u32 = 0x3d5245; // Three.
const EQUALS: u8 = 0x3d;

/** ICMP's type and code of it. */
const FRAGMENTATION_NEEDED: i32 = (3 << 8) | 4;

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
  const end = scanIncomplete(at, line);
  if (end != 0) return end;
  if (isBare(protocol, <i32>type)) return at;
  return scanError(at, line, protocol, ((<i32>type) << 8) | <i32>code);
}

function isEcho(protocol: i32, type: i32): bool {
  return protocol == ICMP ? type == 8 || type == 0 : type == 128 || type == 129;
}

/** Of which the kernel tells type and code alone. */
function isBare(protocol: i32, type: i32): bool {
  if (protocol == ICMPV6) return type == 0 || type > 4;
  return type < 3 || (type > 5 && type != 11 && type != 12);
}

/** Type and code in `kind`: a pointer or a gateway, the packet in question, and an MTU. */
export function scanError(start: usize, line: usize, protocol: i32, kind: i32): usize {
  const type = kind >> 8;
  if (protocol == ICMP && type == 12) return parameterEnd(start);
  let at = start;
  if (protocol == ICMP && type == 5) at = gatewayEnd(at);
  if (protocol == ICMPV6 && type == 4) at = pointerEnd(at);
  // What is quoted quotes nothing.
  if (at != 0 && line != quoted && load<u16>(at) == QUOTE_OPEN) at = scanQuoted(at);
  const hasMtu = protocol == ICMP ? kind == FRAGMENTATION_NEEDED : type == 2;
  return at != 0 && hasMtu ? mtuEnd(at, protocol) : at;
}

function parameterEnd(at: usize): usize {
  const isParameter = load<u64>(at) == _PARAMET && (load<u32>(at, 8) & THREE) == ER_;
  return isParameter ? longEnd(at + 11) : 0;
}

function gatewayEnd(at: usize): usize {
  const isGateway = load<u64>(at) == _GATEWAY && load<u8>(at, 8) == EQUALS;
  return isGateway ? quadEnd(at + 9) : at;
}

function pointerEnd(at: usize): usize {
  if (load<u64>(at) != _POINTER || load<u8>(at, 8) != EQUALS) return at;
  return isHexWord(at + 9) ? at + 17 : 0;
}

function mtuEnd(at: usize, protocol: i32): usize {
  if ((load<u64>(at) & FIVE) != _MTU_) return 0;
  return protocol == ICMP ? numberEnd(at + 5, SHORT_MAX) : longEnd(at + 5);
}

function scanEcho(start: usize, line: usize): usize {
  if (load<u32>(start) != _ID_) return scanIncomplete(start, line);
  const at = putShort(start + 4, line, SOURCE);
  if ((load<u64>(at) & FIVE) != _SEQ_) return 0;
  put(line, key.PORTS, get(line, key.PORTS) | (get(line, SOURCE) << 16));
  return numberEnd(at + 5, SHORT_MAX);
}

/** ` [packet] `, which may be cut as short as ` [TRUNCATED] `. */
function scanQuoted(start: usize): usize {
  if (load<u32>(start, 2) != SRC_) {
    const isNothing = load<u64>(start, 2) == TRUNCATE && (load<u32>(start, 10) & THREE) == D_CLOSE_;
    return isNothing ? start + 12 : 0;
  }
  const at = scanPacket(start + 6, quoted);
  if (at == 0) return 0;
  if ((load<u32>(at) & THREE) == _CLOSE_) return at + 2;
  // Behind TRUNCATED and an option's bracket there is no blank.
  const last = load<u8>(at - 1);
  const isOpen = last == LETTER_D || last == CLOSE;
  return isOpen && load<u16>(at) == QUOTE_CLOSE ? at + 1 : 0;
}
