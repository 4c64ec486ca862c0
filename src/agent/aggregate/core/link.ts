/**
 * What a LOG line says of the link, between OUT's name and `SRC=`: nothing, the fourteen octets of
 * an Ethernet header or none, or that header taken apart (`--log-macdecode`); of a bridge, its
 * ports in front of that. Nothing is counted by it, but what is wrong with it is for the grammar
 * (link.ts of the parser).
 */
import { ABOVE_NINE_16, BLANK_16, numberEnd, ZERO_16 } from './numbers.ts';
import { SHORT_MAX } from './packet.ts';

const SRC_: u32 = 0x3d435253;
const MAC_: u32 = 0x3d43414d;
const MACS: u32 = 0x5343414d;
const PHYS: u32 = 0x53594850;
const _PHYSIN_: u64 = 0x3d4e495359485020;
const _PHYSOUT: u64 = 0x54554f5359485020;
const MACSRC_: u64 = 0x3d435253_43414d; // Seven.
const SEVEN: u64 = 0xffffffffffffff;
const _MACDST_: u64 = 0x3d54534443414d20;
const _MACPROT: u64 = 0x544f525043414d20;
const O_: u16 = 0x3d4f;
const _VPROTO_: u64 = 0x3d4f544f52505620;
const _VID_: u64 = 0x3d44495620; // Five.
const FIVE: u64 = 0xffffffffff;
const BLANK: u8 = 0x20;
const EQUALS: u8 = 0x3d;
const SLASH: u8 = 0x2f;
const COLON: u8 = 0x3a;
const BACKSLASH: u8 = 0x5c;
const FIRST_PLAIN: u8 = 0x21;
const LAST_PLAIN: u8 = 0x7e;
const NAME_BYTES_MAX: usize = 15;
const A_16: usize = memory.data<u64>([0x6161616161616161, 0x6161616161616161], 16);
const ABOVE_FIVE_16: usize = memory.data<u64>([0x7a7a7a7a7a7a7a7a, 0x7a7a7a7a7a7a7a7a], 16);
const COLON_16: usize = memory.data<u64>([0x3a3a3a3a3a3a3a3a, 0x3a3a3a3a3a3a3a3a], 16);

/** Fourteen octets, and six. */
const HEADER_BYTES: usize = 41;
const ADDRESS_BYTES: usize = 17;
/** Where the parts of `MACSRC=… MACDST=…` begin. */
const SENDER: usize = 7;
const RECEIVER: usize = SENDER + ADDRESS_BYTES + 8;
const TYPE_NAME: usize = RECEIVER + ADDRESS_BYTES;

/** Where the packet's source begins, if OUT's name ends at `outEnd`; 0 if that is not as usual. */
export function sourceBehind(outEnd: usize, hasIn: bool): usize {
  let at = outEnd + 1;
  let name = load<u32>(at);
  if (name == PHYS) {
    at = portsEnd(outEnd) + 1;
    name = load<u32>(at);
  }
  if (name != SRC_) {
    // An empty IN has no link.
    if (name == MAC_ && hasIn) {
      const bytes = headerBytes(at + 4);
      if (bytes < 0) return 0;
      at += 4 + <usize>bytes + 1;
    } else if (name == MACS && hasIn) {
      at = decodedEnd(at) + 1;
    }
    if (load<u32>(at) != SRC_) return 0;
  }
  return at + 4;
}

/** The blank behind ports and link, whatever follows; 0 if they are not as usual. */
export function linkEnd(outEnd: usize, hasIn: bool): usize {
  const at = portsEnd(outEnd);
  const name = load<u32>(at, 1);
  if (name != MAC_ && name != MACS) return at;
  // An empty IN has no link.
  if (!hasIn) return 0;
  if (name == MACS) return decodedEnd(at + 1);
  return areOctets(at + 5) ? at + 5 + HEADER_BYTES : 0;
}

/** Fourteen octets: two addresses and a type. */
function areOctets(start: usize): bool {
  if (!isAddress(start) || !isAddress(start + ADDRESS_BYTES + 1)) return false;
  const type = start + 2 * ADDRESS_BYTES + 2;
  if (load<u8>(start, ADDRESS_BYTES) != COLON || load<u8>(type - 1) != COLON) return false;
  return load<u8>(type, 2) == COLON && (digitsOf(v128.load(type)) & 0x1f) == 0x1b;
}

/** The blank behind the ports of a bridge; the one in front of them if they are not as usual. */
export function portsEnd(start: usize): usize {
  let at = start;
  if (load<u64>(at) == _PHYSIN_) at = nameEnd(at + 8);
  if (at != 0 && load<u64>(at) == _PHYSOUT && load<u8>(at, 8) == EQUALS) at = nameEnd(at + 9);
  return at == 0 ? start : at;
}

/** The blank behind an interface's name of plain characters; 0 for any other. */
export function nameEnd(start: usize): usize {
  let at = start;
  while (at - start <= NAME_BYTES_MAX && isPlain(load<u8>(at))) at++;
  return load<u8>(at) == BLANK && at - start <= NAME_BYTES_MAX ? at : 0;
}

function isPlain(byte: u8): bool {
  if (byte < FIRST_PLAIN || byte > LAST_PLAIN) return false;
  return byte != SLASH && byte != COLON && byte != EQUALS && byte != BACKSLASH;
}

/** None, of a tunnel, or fourteen octets; -1 for anything else. */
function headerBytes(start: usize): i32 {
  if (load<u8>(start) == BLANK) return 0;
  return isHeader(start) ? <i32>HEADER_BYTES : -1;
}

/** Fourteen octets and a blank: two digits on both sides of each of thirteen colons. */
function isHeader(start: usize): bool {
  const first = v128.load(start);
  const second = v128.load(start, 16);
  const third = v128.load(start, 32);
  const missing =
    (~colonsOf(first) & 0x4924) |
    (~digitsOf(first) & 0xb6db) |
    (~colonsOf(second) & 0x2492) |
    (~digitsOf(second) & 0xdb6d) |
    (~colonsOf(third) & 0x49) |
    (~digitsOf(third) & 0x1b6);
  return missing == 0 && load<u8>(start, HEADER_BYTES) == BLANK;
}

/**
 * The blank behind `MACSRC=`, `MACDST=`, `VPROTO=` and `VID=` of a VLAN, and `MACPROTO=`; the one
 * in front if they are not as usual.
 */
export function decodedEnd(start: usize): usize {
  const none = start - 1;
  if ((load<u64>(start) & SEVEN) != MACSRC_) return none;
  if (load<u64>(start + RECEIVER - 8) != _MACDST_) return none;
  if (!isAddress(start + SENDER)) return none;
  if (!isAddress(start + RECEIVER)) return none;
  let at = start + TYPE_NAME;
  if (load<u64>(at) == _VPROTO_) {
    if (!isType(at + 8)) return none;
    if ((load<u64>(at, 12) & FIVE) != _VID_) return none;
    at = numberEnd(at + 17, SHORT_MAX);
  }
  if (load<u64>(at) != _MACPROT) return none;
  return load<u16>(at, 8) == O_ && isType(at + 10) ? at + 14 : none;
}

/** Four digits and a blank. */
export function isType(at: usize): bool {
  return (lowerDigits(at) & 0xf) == 0xf && load<u8>(at, 4) == BLANK;
}

/** Six octets. */
export function isAddress(start: usize): bool {
  const most = v128.load(start);
  const missing = (~colonsOf(most) & 0x4924) | (~digitsOf(most) & 0xb6db);
  return missing == 0 && (digitsOf(v128.load(start, 16)) & 1) != 0;
}

function colonsOf(text: v128): i32 {
  return i8x16.bitmask(i8x16.eq(text, v128.load(COLON_16)));
}

/** A bit for each of sixteen bytes that is a hexadecimal digit of either case. */
function digitsOf(text: v128): i32 {
  return ~nonHex(text, v128.or(text, v128.load(BLANK_16)));
}

/** A bit for each of sixteen bytes that is a digit as `%x` prints it. */
export function lowerDigits(start: usize): i32 {
  const text = v128.load(start);
  return ~nonHex(text, text) & 0xffff;
}

/** Which of sixteen bytes are no digits, and, as they are in `lower`, no letters up to `f`. */
function nonHex(text: v128, lower: v128): i32 {
  const digits = i8x16.add_sat_u(i8x16.sub(text, v128.load(ZERO_16)), v128.load(ABOVE_NINE_16));
  const letters = i8x16.add_sat_u(i8x16.sub(lower, v128.load(A_16)), v128.load(ABOVE_FIVE_16));
  return i8x16.bitmask(v128.and(digits, letters));
}
