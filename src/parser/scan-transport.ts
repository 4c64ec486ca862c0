/**
 * HOT: TCP and UDP of the usual lines, from behind `PROTO=… ` to their last field (scan-values.ts
 * says how the scanner reads).
 */
import * as slots from './packet.ts';
import {
  key,
  lowerHex,
  scanDecimal,
  scanShort,
  threeBytes,
  UPPER_COLUMN as UPPER,
  upperHex,
  wrongHex,
} from './scan-values.ts';

// Copies: see scan-ip.ts.
const UPPER_COLUMN = UPPER;
const { DPT, FLAGS, HAS, HAS_FLAGS, HAS_INCOMPLETE, HAS_PORTS, HAS_RES, HAS_TCPOPT } = slots;
const { HAS_UDPLEN, HAS_URGP, HAS_WINDOW, INCOMPLETE, OUTER, RES, SPT } = slots;
const { TCPOPT_END, TCPOPT_START, UDPLEN, URGP, WINDOW } = slots;

const BLANK = 0x20;
const OPEN = 0x28;
const CLOSE = 0x29;
const EQUALS = 0x3d;
const LETTER_I = 0x49;

const K_SPT = key('SPT=');
const K_DPT = key('DPT=');
const K_LEN = key('LEN=');
const K_WIND = key('WIND');
const K_OW = key('OW=');
const K_RES = key('RES=');
const K_0X00 = key('0x00');
const K_0X = key('0x') >>> 16;
const K_URGP = key('URGP');
const K_0 = key('=0 ');
const K_OPT = key('OPT ');
const K_INCO = key('INCO');
const K_MPLE = key('MPLE');
const K_TE_OPEN = key('TE [');
const K_BYTE = key('byte');
const K_S_CLOSE = key('s] ');

const FLAG_CWR = key('CWR ');
const FLAG_ECE = key('ECE ');
const FLAG_URG = key('URG ');
const FLAG_ACK = key('ACK ');
const FLAG_PSH = key('PSH ');
const FLAG_RST = key('RST ');
const FLAG_SYN = key('SYN ');
const FLAG_FIN = key('FIN ');

/** Of forty bytes. */
const OPTIONS_DIGITS_MAX = 80;
/** Above the highest flag that the usual lines have: CWR. */
const FLAGS_END = 0x100;
const HAS_TCP = HAS_PORTS | HAS_WINDOW | HAS_RES | HAS_FLAGS | HAS_URGP;

export function scanUdp(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (view.getUint8(start) === LETTER_I) return scanIncomplete(view, start, packet, base);
  if (view.getInt32(start) !== K_SPT) return -1;
  let at = scanShort(view, start + 4, packet, base + SPT);
  if (at < 0 || view.getInt32(at) !== K_DPT) return -1;
  at = scanShort(view, at + 4, packet, base + DPT);
  if (at < 0 || view.getInt32(at) !== K_LEN) return -1;
  packet[base + HAS]! |= HAS_PORTS | HAS_UDPLEN;
  return scanShort(view, at + 4, packet, base + UDPLEN);
}

/**
 * One long function, which the compiler takes for itself: as a part of a caller it would use up
 * what may be inlined there, and its numbers would be calls.
 */
export function scanTcp(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (view.getUint8(start) === LETTER_I) return scanIncomplete(view, start, packet, base);
  if (view.getInt32(start) !== K_SPT) return -1;
  let at = scanShort(view, start + 4, packet, base + SPT);
  if (at < 0 || view.getInt32(at) !== K_DPT) return -1;
  at = scanShort(view, at + 4, packet, base + DPT);
  if (at < 0 || view.getInt32(at) !== K_WIND || threeBytes(view, at + 4) !== K_OW) return -1;
  at = scanShort(view, at + 7, packet, base + WINDOW);
  if (at < 0 || view.getInt32(at) !== K_RES || view.getUint8(at + 8) !== BLANK) return -1;
  const reserved = view.getInt32(at + 4) === K_0X00 ? 0 : readReserved(view, at + 4);
  if (reserved < 0) return -1;
  packet[base + RES] = reserved;
  at += 9;
  // Flags come from the highest bit to the lowest.
  let flags = 0;
  let last = FLAGS_END;
  for (let name = view.getInt32(at); name !== K_URGP; name = view.getInt32(at)) {
    const bit = flagBit(name);
    if (bit === 0 || bit >= last) return -1;
    flags |= bit;
    last = bit;
    at += 4;
  }
  packet[base + FLAGS] = flags;
  packet[base + HAS]! |= HAS_TCP;
  if (threeBytes(view, at + 4) === K_0) {
    packet[base + URGP] = 0;
    at += 7;
  } else {
    at = scanUrgent(view, at + 4, packet, base);
    if (at < 0) return -1;
  }
  if (view.getInt32(at) !== K_OPT || view.getUint8(at + 4) !== OPEN) return at;
  return scanTcpOptions(view, at + 5, packet, base);
}

/** `0xXX`, or -1. */
function readReserved(view: DataView, at: number): number {
  if (view.getUint16(at) !== K_0X) return -1;
  return (lowerHex(view.getUint8(at + 2)) << 4) | lowerHex(view.getUint8(at + 3));
}

/** `=n `, an urgent pointer. */
function scanUrgent(view: DataView, at: number, packet: Int32Array, base: number): number {
  return view.getUint8(at) === EQUALS ? scanShort(view, at + 1, packet, base + URGP) : -1;
}

function flagBit(name: number): number {
  switch (name) {
    case FLAG_SYN:
      return 0x02;
    case FLAG_ACK:
      return 0x10;
    case FLAG_PSH:
      return 0x08;
    case FLAG_FIN:
      return 0x01;
    case FLAG_RST:
      return 0x04;
    case FLAG_URG:
      return 0x20;
    case FLAG_ECE:
      return 0x40;
    case FLAG_CWR:
      return 0x80;
    default:
      return 0;
  }
}

/** Pairs of upper-case digits up to `) `; more than a header has are for the grammar. */
function scanTcpOptions(view: DataView, at: number, packet: Int32Array, base: number): number {
  let next = at;
  const last = at + OPTIONS_DIGITS_MAX;
  while (next < last && wrongHex(view.getInt32(next), UPPER_COLUMN) === 0) next += 4;
  while (next < last && upperHex(view.getUint8(next)) >= 0) next++;
  if (view.getUint8(next) !== CLOSE || view.getUint8(next + 1) !== BLANK) return -1;
  if (next === at || (next - at) % 2 !== 0) return -1;
  packet[base + TCPOPT_START] = at;
  packet[base + TCPOPT_END] = next;
  packet[base + HAS]! |= HAS_TCPOPT;
  return next + 2;
}

/** `INCOMPLETE [n bytes] ` of a quoted packet, of which errors carry as little as eight bytes. */
function scanIncomplete(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (base === OUTER || view.getInt32(start) !== K_INCO || view.getInt32(start + 4) !== K_MPLE)
    return -1;
  if (view.getInt32(start + 8) !== K_TE_OPEN) return -1;
  const at = scanDecimal(view, start + 12, packet, base + INCOMPLETE);
  if (at < 0 || view.getInt32(at) !== K_BYTE || threeBytes(view, at + 4) !== K_S_CLOSE) return -1;
  packet[base + HAS]! |= HAS_INCOMPLETE;
  return at + 7;
}
