/**
 * What a LOG line says of the link, between OUT's name and `SRC=`: nothing, the fourteen octets of
 * an Ethernet header or none, or that header taken apart (`--log-macdecode`). Nothing is counted by
 * it, but what is wrong with it is for the grammar (link.ts of the parser).
 */
const SRC_: u32 = 0x3d435253;
const MAC_: u32 = 0x3d43414d;
const MACSRC_: u64 = 0x3d435253_43414d; // Seven.
const SEVEN: u64 = 0xffffffffffffff;
const _MACDST_: u64 = 0x3d54534443414d20;
const _MACPROT: u64 = 0x544f525043414d20;
const O_: u16 = 0x3d4f;
const BLANK: u8 = 0x20;
const COLON_16: usize = memory.data<u64>([0x3a3a3a3a3a3a3a3a, 0x3a3a3a3a3a3a3a3a], 16);

/** Fourteen octets, and six. */
const HEADER_BYTES: usize = 41;
const ADDRESS_BYTES: usize = 17;
/** Where the parts of `MACSRC=… MACDST=… MACPROTO=… SRC=` begin. */
const SENDER: usize = 7;
const RECEIVER: usize = SENDER + ADDRESS_BYTES + 8;
const TYPE_NAME: usize = RECEIVER + ADDRESS_BYTES;
const TYPE: usize = TYPE_NAME + 10;
const DECODED_BYTES: usize = TYPE + 5;

/** Where the packet's source begins, if OUT's name ends at `outEnd`; 0 if that is not as usual. */
export function sourceBehind(outEnd: usize, hasIn: bool): usize {
  let at = outEnd + 1;
  const name = load<u32>(at);
  if (name != SRC_) {
    // An empty IN has no link.
    if (!hasIn) return 0;
    if (name == MAC_) {
      const bytes = headerBytes(at + 4);
      if (bytes < 0) return 0;
      at += 4 + <usize>bytes + 1;
    } else {
      if (!isDecoded(at)) return 0;
      at += DECODED_BYTES;
    }
    if (load<u32>(at) != SRC_) return 0;
  }
  return at + 4;
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

/** `MACSRC=`, `MACDST=` and `MACPROTO=`, each with its blank; what has a VLAN is left. */
function isDecoded(start: usize): bool {
  if ((load<u64>(start) & SEVEN) != MACSRC_) return false;
  if (load<u64>(start + RECEIVER - 8) != _MACDST_) return false;
  if (load<u64>(start + TYPE_NAME) != _MACPROT) return false;
  if (load<u16>(start + TYPE_NAME + 8) != O_) return false;
  if (!isAddress(start + SENDER)) return false;
  if (!isAddress(start + RECEIVER)) return false;
  return (lowerDigits(start + TYPE) & 0xf) == 0xf && load<u8>(start + TYPE, 4) == BLANK;
}

/** Six octets. */
function isAddress(start: usize): bool {
  const most = v128.load(start);
  const missing = (~colonsOf(most) & 0x4924) | (~digitsOf(most) & 0xb6db);
  return missing == 0 && (digitsOf(v128.load(start, 16)) & 1) != 0;
}

function colonsOf(text: v128): i32 {
  return i8x16.bitmask(i8x16.eq(text, v128.load(COLON_16)));
}

/** A bit for each of sixteen bytes that is a hexadecimal digit of either case. */
function digitsOf(text: v128): i32 {
  const lower = v128.or(text, i8x16.splat(0x20));
  const isDigit = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10));
  const isLetter = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(6));
  return i8x16.bitmask(v128.or(isDigit, isLetter));
}

/** The same of the sixteen bytes at `start`, of what `%x` prints. */
export function lowerDigits(start: usize): i32 {
  const text = v128.load(start);
  const isDigit = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10));
  const isLetter = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x61)), i8x16.splat(6));
  return i8x16.bitmask(v128.or(isDigit, isLetter));
}
