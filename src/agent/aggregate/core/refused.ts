/**
 * Lines behind our prefix that are no flow and say so in a form of their own: ARP, a packet that is
 * not IP, one too short to be any. What the parser rejects for anything else is left to it.
 */
import { ARP, NOT_IP, TRUNCATED } from '../tally-layout.ts';
import { quadEnd } from './addresses.ts';
import { isTruncated } from './fragment.ts';
import { isAddress, isType, linkEnd, nameEnd } from './link.ts';
import { prefixBytes } from './memory.ts';
import { numberEnd, wrong } from './numbers.ts';
import { beginLine, noteRefused, TEXT_BYTES_MAX } from './outcome.ts';
import { SHORT_MAX } from './packet.ts';
import { incompleteEnd } from './protocol.ts';

// Names as they lie in memory, the first character lowest.
const OUT_: u32 = 0x3d54554f;
const _ARP_HTY: u64 = 0x5954482050524120;
const PE_: u32 = 0x3d4550; // Three.
const THREE: u32 = 0xffffff;
const _PTYPE_0: u64 = 0x303d455059545020;
const LETTER_X: u8 = 0x78;
const _OPCODE_: u64 = 0x3d45444f43504f20;
const _MACSRC_: u64 = 0x3d4352534341_4d20;
const _IPSRC_: u64 = 0x3d435253504920; // Seven.
const _MACDST_: u64 = 0x3d54534443414d20;
const _IPDST_: u64 = 0x3d545344504920;
const SEVEN: u64 = 0xffffffffffffff;
const BLANK: u8 = 0x20;

const TRUNCATED_BYTES: usize = 10;
const ADDRESS_BYTES: usize = 17;
const NO_REASON: i32 = -1;

/** Whether the parser rejects the record, as one of which is known why; remembered then. */
export function isRefused(record: i32, start: usize, end: usize): bool {
  if (<i32>(end - start) > TEXT_BYTES_MAX) return false;
  const reason = refusalOf(start + prefixBytes, end);
  return reason != NO_REASON && noteRefused(record, reason);
}

/** `start` is where IN's name begins. */
function refusalOf(start: usize, end: usize): i32 {
  beginLine(start, end);
  const inEnd = nameEnd(start);
  if (inEnd == 0 || load<u32>(inEnd, 1) != OUT_) return NO_REASON;
  const outEnd = nameEnd(inEnd + 5);
  if (outEnd == 0) return NO_REASON;
  const at = linkEnd(outEnd, inEnd != start);
  if (at == 0) return NO_REASON;
  if (at + 1 == end) return wrong == 0 ? NOT_IP : NO_REASON;
  const isShort = isTruncated(at);
  const last = isShort ? at + TRUNCATED_BYTES : arpEnd(at);
  if (last == 0 || wrong != 0) return NO_REASON;
  // The kernel ends these without a blank.
  const isWhole = last == end || (last + 1 == end && load<u8>(last) == BLANK);
  return !isWhole ? NO_REASON : isShort ? TRUNCATED : ARP;
}

/** ` ARP HTYPE=1 PTYPE=0x0800 OPCODE=1`, and what is known of both ends; 0 for anything else. */
function arpEnd(start: usize): usize {
  if (load<u64>(start) != _ARP_HTY) return 0;
  if ((load<u32>(start, 8) & THREE) != PE_) return 0;
  let at = numberEnd(start + 11, SHORT_MAX);
  if (load<u64>(at) != _PTYPE_0) return 0;
  if (load<u8>(at, 8) != LETTER_X || !isType(at + 9)) return 0;
  at += 13;
  if (load<u64>(at) != _OPCODE_) return 0;
  at = numberEnd(at + 8, SHORT_MAX);
  if (load<u64>(at) == _MACSRC_) return endsEnd(at + 8);
  const end = incompleteEnd(at);
  return end != 0 ? end : at;
}

/** `02:65:… IPSRC=10.65.0.2 MACDST=02:66:… IPDST=10.65.0.1` */
function endsEnd(start: usize): usize {
  if (!isAddress(start)) return 0;
  let at = start + ADDRESS_BYTES;
  if ((load<u64>(at) & SEVEN) != _IPSRC_) return 0;
  at = quadEnd(at + 7);
  if (at == 0 || load<u64>(at) != _MACDST_) return 0;
  if (!isAddress(at + 8)) return 0;
  at += 8 + ADDRESS_BYTES;
  return (load<u64>(at) & SEVEN) == _IPDST_ ? quadEnd(at + 7) : 0;
}
