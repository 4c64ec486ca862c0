/**
 * The body of a LOG line, from `IN=` to its end: interfaces, link layer, packet, owner, mark.
 * Format: linux net/netfilter/nf_log_syslog.c (dump_mac_header, dump_ipv4_packet, dump_ipv6_packet,
 * nf_log_dump_packet_common).
 */
import { readEbtables, seesEbtables } from './ebtables.ts';
import { readIp } from './ip.ts';
import { readArp, readLinkLayer } from './link.ts';
import {
  GID,
  HAS_MAC,
  HAS_MARK,
  HAS_OUT,
  HAS_OWNER,
  HAS_PHYSIN,
  HAS_PHYSIN_EARLY,
  HAS_PHYSOUT,
  HAS_TRUNCATED,
  HAS_UID_ONLY,
  IN_END,
  IN_START,
  LINE_HAS,
  MARK,
  OUT_END,
  OUT_START,
  PHYSIN_END,
  PHYSIN_START,
  PHYSOUT_END,
  PHYSOUT_START,
  UID,
  UNKNOWN_TOKENS,
} from './packet.ts';
import { ascii, BLANK, type LineReader, reason } from './reader.ts';
import { readInterface } from './values.ts';

export const IN_KEY = ascii('IN=');
const OUT_KEY = ascii('OUT=');
const PHYSIN_KEY = ascii('PHYSIN=');
const PHYSOUT_KEY = ascii('PHYSOUT=');
const SRC_KEY = ascii('SRC=');
const ARP_WORD = ascii('ARP');
const TRUNCATED_WORD = ascii('TRUNCATED');
const UID_KEY = ascii('UID=');
const GID_KEY = ascii('GID=');
const MARK_KEY = ascii('MARK=0x');
const MARK_BARE_KEY = ascii('MARK=');

const ARP = reason('arp');
const EBTABLES = reason('ebtables');
const NOT_IP = reason('not_ip');
const TRUNCATED = reason('truncated');
const BAD_NUMBER = reason('bad_number');
const BAD_INTERFACE = reason('bad_interface');
const UNEXPECTED_TOKEN = reason('unexpected_token');
const U32_MAX = 0xffff_ffff;

/** Reads a whole body whose `IN=` is next. False: `r.fail` says why there is no flow in it. */
export function readBody(r: LineReader, isAnchored: boolean): boolean {
  if (!readInterfaces(r)) return false;
  if (seesEbtables(r)) return readEbtables(r) && r.refuse(EBTABLES);
  if (!readLinkLayer(r)) return false;
  if (isMisread(r)) return r.refuse(BAD_INTERFACE);
  if (r.word(ARP_WORD)) return readArp(r) && finish(r, isAnchored) && r.refuse(ARP);
  if (r.word(TRUNCATED_WORD)) return refuseTruncated(r);
  if (r.atEnd()) return r.refuse(NOT_IP);
  if (!r.sees(SRC_KEY)) return r.missing();
  return readIp(r) && readOwner(r) && readMark(r) && finish(r, isAnchored);
}

function refuseTruncated(r: LineReader): false {
  r.packet[LINE_HAS]! |= HAS_TRUNCATED;
  return r.refuse(TRUNCATED);
}

/** An empty IN never has a link layer: then this `IN=` is the end of an interface's name. */
function isMisread(r: LineReader): boolean {
  const isEmpty = r.packet[IN_START] === r.packet[IN_END];
  return isEmpty && (r.packet[LINE_HAS]! & HAS_MAC) !== 0;
}

function readInterfaces(r: LineReader): boolean {
  if (!r.need(IN_KEY) || !readInterface(r, IN_START, IN_END)) return false;
  const isEarly = readPhysIn(r);
  if (isEarly) r.packet[LINE_HAS]! |= HAS_PHYSIN_EARLY;
  if (r.fail !== 0) return false;
  if (!r.need(OUT_KEY) || !readInterface(r, OUT_START, OUT_END)) return false;
  r.packet[LINE_HAS]! |= HAS_OUT;
  if (!isEarly) readPhysIn(r);
  if (r.fail === 0 && r.key(PHYSOUT_KEY) && readInterface(r, PHYSOUT_START, PHYSOUT_END)) {
    r.packet[LINE_HAS]! |= HAS_PHYSOUT;
  }
  return r.fail === 0;
}

/**
 * Only where br_netfilter shows the bridge's port; between IN and OUT in the bridge patch of Linux
 * 2.4.
 */
function readPhysIn(r: LineReader): boolean {
  if (!r.key(PHYSIN_KEY) || !readInterface(r, PHYSIN_START, PHYSIN_END)) return false;
  r.packet[LINE_HAS]! |= HAS_PHYSIN;
  return true;
}

function readOwner(r: LineReader): boolean {
  if (!r.key(UID_KEY)) return true;
  if (!readLineNumber(r, UID)) return false;
  if (!r.key(GID_KEY)) {
    r.packet[LINE_HAS]! |= HAS_OWNER | HAS_UID_ONLY;
    return true;
  }
  if (!readLineNumber(r, GID)) return false;
  r.packet[LINE_HAS]! |= HAS_OWNER;
  return true;
}

function readLineNumber(r: LineReader, slot: number): boolean {
  const end = r.tokenEnd();
  const value = r.decimalUntil(end, U32_MAX);
  if (value < 0) r.soften(BAD_NUMBER);
  r.packet[slot] = value;
  r.pass(end);
  return true;
}

function readMark(r: LineReader): boolean {
  if (!r.key(MARK_KEY) && !(r.lenient && r.key(MARK_BARE_KEY))) return true;
  const end = r.tokenEnd();
  const value = r.hexUntil(end);
  if (value < 0) r.soften(BAD_NUMBER);
  else {
    r.packet[MARK] = value;
    r.packet[LINE_HAS]! |= HAS_MARK;
  }
  r.pass(end);
  return true;
}

/**
 * The line must end here. Behind a trusted prefix a newer kernel may say more: counted, not used.
 */
function finish(r: LineReader, isAnchored: boolean): boolean {
  while (!r.atEnd()) {
    if (!isAnchored || !isNewToken(r)) return r.refuse(UNEXPECTED_TOKEN);
    r.packet[UNKNOWN_TOKENS]!++;
    r.pass(r.tokenEnd());
  }
  return true;
}

/** `KEY` or `KEY=value` of a key that this grammar does not have. */
function isNewToken(r: LineReader): boolean {
  const end = r.tokenEnd();
  if (end === r.end || KNOWN_KEYS.some((key) => r.sees(key))) return false;
  let at = r.at;
  while (at < end && isKeyByte(r.bytes[at]!)) at++;
  if (at === r.at || (at < end && r.bytes[at] !== 0x3d)) return false;
  for (; at < end; at++) if (r.bytes[at]! < BLANK || r.bytes[at]! > 0x7e) return false;
  return true;
}

function isKeyByte(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}

const KNOWN_KEYS: readonly Uint8Array[] = [
  ...['IN=', 'OUT=', 'PHYSIN=', 'PHYSOUT=', 'MAC=', 'MACSRC=', 'MACDST=', 'MACPROTO=', 'SRC='],
  ...['DST=', 'LEN=', 'TOS=', 'PREC=', 'TTL=', 'ID=', 'PROTO=', 'SPT=', 'DPT=', 'SEQ=', 'ACK='],
  ...['WINDOW=', 'RES=', 'URGP=', 'TYPE=', 'CODE=', 'MTU=', 'SPI=', 'UID=', 'GID=', 'MARK='],
  ...['TC=', 'HOPLIMIT=', 'FLOWLBL=', 'TRUNCATED', 'INCOMPLETE', 'OPT'],
].map(ascii);
