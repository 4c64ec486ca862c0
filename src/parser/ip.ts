/**
 * The IP headers: `SRC=` to the last option or extension header (dump_ipv4_packet,
 * dump_ipv6_packet).
 */
import {
  EXT_END,
  EXT_INCOMPLETE,
  EXT_START,
  FAMILY,
  FLOWLBL,
  FRAG,
  FRAG6,
  FRAG6_ID,
  HAS,
  HAS_ADDRESSES,
  HAS_CE,
  HAS_DF,
  HAS_EXT,
  HAS_EXT_INCOMPLETE,
  HAS_FLOWLBL,
  HAS_FRAG,
  HAS_FRAG6,
  HAS_FRAG6_MORE,
  HAS_HOPLIMIT,
  HAS_ID,
  HAS_IPOPT,
  HAS_LEN,
  HAS_MF,
  HAS_MORE,
  HAS_PACKET_TRUNCATED,
  HAS_PREC,
  HAS_SPI,
  HAS_TC,
  HAS_TOS,
  HAS_TTL,
  HOPLIMIT,
  ID,
  INNER,
  IPOPT_END,
  IPOPT_START,
  LEN,
  PREC,
  SPI,
  TC,
  TOS,
  TTL,
} from './packet.ts';
import { ascii, type LineReader, reason } from './reader.ts';
import { readIncompleteBytes, readProtocol, seesProtocol } from './transport.ts';
import { readAddress, readOptionBytes } from './values.ts';

const SRC_KEY = ascii('SRC=');
const DST_KEY = ascii('DST=');
const LEN_KEY = ascii('LEN=');
/** As the kernel prints them, and as userspace does. */
const TOS_KEYS = [ascii('TOS=0x'), ascii('TOS=')] as const;
const PREC_KEYS = [ascii('PREC=0x'), ascii('PREC=')] as const;
const TTL_KEY = ascii('TTL=');
const ID_KEY = ascii('ID=');
const CE_WORD = ascii('CE');
const DF_WORD = ascii('DF');
const MF_WORD = ascii('MF');
const FRAG_KEY = ascii('FRAG:');
const OPT_KEY = ascii('OPT (');
const OPT_OPEN = ascii('OPT ( ');
const TRUNCATED_WORD = ascii('TRUNCATED');
const TC_KEY = ascii('TC=');
const HOPLIMIT_KEY = ascii('HOPLIMIT=');
const FLOWLBL_KEY = ascii('FLOWLBL=');
const FRAG_ID_KEY = ascii('ID:');
const INCOMPLETE_WORD = ascii('INCOMPLETE');
const AH_WORD = ascii('AH');
const ESP_WORD = ascii('ESP');
const SPI_KEY = ascii('SPI=0x');
const CLOSE_WORD = ascii(')');
const NESTED_CLOSE = 0x5d;

const PROTOCOL_HIDDEN = reason('protocol_hidden');
const TRUNCATED = reason('truncated');
const U32_MAX = 0xffff_ffff;
const FLOW_LABEL_MAX = 0xfffff;
const IPV4_FRAGMENT_MAX = 0x1fff;

/** True when the quoted packet's bracket closes here, or the line ends. */
function ends(r: LineReader): boolean {
  return r.atEnd() || (r.base === INNER && r.peek(NESTED_CLOSE));
}

/** Reads one packet from `SRC=` to the last field of its protocol. */
export function readIp(r: LineReader): boolean {
  if (r.base === INNER && r.word(TRUNCATED_WORD)) return readNothing(r);
  if (!r.need(SRC_KEY) || !readAddress(r, 'src')) return false;
  if (!r.need(DST_KEY) || !readAddress(r, 'dst')) return false;
  r.has(HAS_ADDRESSES);
  if (!r.needNumber(LEN_KEY, LEN, HAS_LEN, U32_MAX)) return false;
  return r.get(FAMILY) === 4 ? readIpv4(r) : readIpv6(r);
}

/** The quoted packet was too short to show anything. */
function readNothing(r: LineReader): boolean {
  r.has(HAS_PACKET_TRUNCATED);
  return true;
}

function readIpv4(r: LineReader): boolean {
  if (!readHexByte(r, TOS_KEYS, TOS, HAS_TOS)) return false;
  if (!readHexByte(r, PREC_KEYS, PREC, HAS_PREC)) return false;
  if (!r.needNumber(TTL_KEY, TTL, HAS_TTL, 255)) return false;
  if (!r.needNumber(ID_KEY, ID, HAS_ID, 0xffff)) return false;
  if (r.word(CE_WORD)) r.has(HAS_CE);
  if (r.word(DF_WORD)) r.has(HAS_DF);
  if (r.word(MF_WORD)) r.has(HAS_MF);
  if (r.key(FRAG_KEY)) r.number(FRAG, HAS_FRAG, IPV4_FRAGMENT_MAX);
  if (r.word(TRUNCATED_WORD)) return hideProtocol(r, HAS_PACKET_TRUNCATED);
  if (r.key(OPT_KEY)) {
    if (!readOptionBytes(r, IPOPT_START, IPOPT_END)) return r.missing();
    r.has(HAS_IPOPT);
  }
  const isFragment = (r.get(HAS) & HAS_FRAG) !== 0;
  if (!seesProtocol(r) && isFragment) return hideProtocol(r, 0);
  return readProtocol(r, isFragment);
}

/** `KEY=0xXX `; userspace printers leave the `0x` out. */
function readHexByte(
  r: LineReader,
  keys: readonly [Uint8Array, Uint8Array],
  slot: number,
  bit: number,
): boolean {
  if (!r.key(keys[0]) && !(r.lenient && r.key(keys[1]))) return r.need(keys[0]);
  const end = r.tokenEnd();
  r.keep(slot, bit, end - r.at === 2 ? r.upperHex(r.at, 2) : -1);
  r.pass(end);
  return true;
}

/** The line tells no protocol: addresses only. */
function hideProtocol(r: LineReader, bits: number): boolean {
  r.has(bits);
  r.soften(PROTOCOL_HIDDEN);
  return true;
}

function readIpv6(r: LineReader): boolean {
  if (!r.needNumber(TC_KEY, TC, HAS_TC, 255)) return false;
  if (!r.needNumber(HOPLIMIT_KEY, HOPLIMIT, HAS_HOPLIMIT, 255)) return false;
  if (!r.needNumber(FLOWLBL_KEY, FLOWLBL, HAS_FLOWLBL, FLOW_LABEL_MAX)) return false;
  r.set(EXT_START, r.at);
  r.has(HAS_EXT);
  const ended = readExtensions(r);
  if (r.fail !== 0) return false;
  if (ended || !seesProtocol(r)) {
    return ended || ends(r) ? hideProtocol(r, 0) : readProtocol(r, false);
  }
  return readProtocol(r, (r.get(HAS) & HAS_FRAG6) !== 0 && r.get(FRAG6) > 0);
}

/**
 * Reads extension headers for as long as there are any; true if the kernel's function returned
 * inside them, so that no PROTO can follow. Only fragment headers show without --log-ip-options.
 */
function readExtensions(r: LineReader): boolean {
  let ended = false;
  while (!ended && r.fail === 0) {
    if (r.key(OPT_OPEN)) ended = readOption(r);
    else if (r.key(FRAG_KEY)) ended = readFragmentHeader(r);
    else if (r.word(TRUNCATED_WORD)) ended = truncateExtensions(r);
    else break;
    r.set(EXT_END, r.at);
  }
  if (!ended) r.set(EXT_END, r.at);
  return ended;
}

function truncateExtensions(r: LineReader): true {
  r.has(HAS_PACKET_TRUNCATED);
  r.soften(TRUNCATED);
  return true;
}

/** Behind `OPT ( `: one header up to its `)`. A `)` without a blank behind it ends the packet. */
function readOption(r: LineReader): boolean {
  let ended = false;
  if (r.key(FRAG_KEY)) ended = readFragmentHeader(r);
  else if (r.word(AH_WORD)) readSecurityHeader(r);
  else if (r.word(ESP_WORD)) {
    readSecurityHeader(r);
    ended = true;
  }
  if ((r.get(HAS) & HAS_PACKET_TRUNCATED) !== 0) return true;
  if (!r.word(CLOSE_WORD)) {
    r.missing();
    return true;
  }
  return ended || ends(r);
}

function readSecurityHeader(r: LineReader): void {
  if (r.key(SPI_KEY)) {
    const before = r.soft;
    r.hexNumber(SPI, 0);
    if (r.soft === before) r.packet[r.base + HAS_MORE]! |= HAS_SPI;
    return;
  }
  const bytes = readIncompleteBytes(r);
  if (bytes < 0) return;
  r.set(EXT_INCOMPLETE, bytes);
  r.has(HAS_EXT_INCOMPLETE);
}

/**
 * `FRAG:n [INCOMPLETE ]ID:HHHHHHHH `; the first one's values are kept. True if it was truncated.
 */
function readFragmentHeader(r: LineReader): boolean {
  if (r.word(TRUNCATED_WORD)) return truncateExtensions(r);
  const isFirst = (r.get(HAS) & HAS_FRAG6) === 0;
  const offsetEnd = r.tokenEnd();
  const offset = r.decimalUntil(offsetEnd, 0xffff);
  r.pass(offsetEnd);
  const isMore = r.word(INCOMPLETE_WORD);
  if (!r.need(FRAG_ID_KEY)) return true;
  const idEnd = r.tokenEnd();
  const id = idEnd - r.at === 8 ? r.hex(r.at, 8) : -1;
  if (offset < 0 || id < 0) {
    if (idEnd === r.end) r.at = r.end;
    r.missing();
    return true;
  }
  r.pass(idEnd);
  if (isFirst) {
    r.set(FRAG6, offset);
    r.set(FRAG6_ID, id);
    r.has(HAS_FRAG6 | (isMore ? HAS_FRAG6_MORE : 0));
  } else if (offset > r.get(FRAG6)) {
    r.set(FRAG6, offset);
  }
  return false;
}
