/**
 * Behind the IP header: `PROTO=` and what each protocol prints (dump_tcp_header, dump_udp_header
 * and their callers).
 */
import { ACK as ACK_FLAG, AE, CWR, ECE, FIN, PSH, RST, SYN, URG } from '../flow/tcp-flags.ts';
import { readIcmp, readIcmpv6 } from './icmp.ts';
import {
  ACK,
  DPT,
  FAMILY,
  FLAGS,
  HAS_FLAGS,
  HAS_INCOMPLETE,
  HAS_MORE,
  HAS_PORTS,
  HAS_PROTO,
  HAS_RES,
  HAS_SEQ_ACK,
  HAS_SPI,
  HAS_TCPOPT,
  HAS_TCPOPT_TRUNCATED,
  HAS_UDPLEN,
  HAS_URGP,
  HAS_WINDOW,
  INCOMPLETE,
  PROTO,
  PROTO_END,
  PROTO_START,
  RES,
  SEQ,
  SPI,
  SPT,
  TCPOPT_END,
  TCPOPT_START,
  UDPLEN,
  URGP,
  WINDOW,
} from './packet.ts';
import { ascii, type LineReader, reason } from './reader.ts';
import { readOptionBytes } from './values.ts';

const PROTO_KEY = ascii('PROTO=');
const SPT_KEY = ascii('SPT=');
const DPT_KEY = ascii('DPT=');
const SEQ_KEY = ascii('SEQ=');
const ACK_KEY = ascii('ACK=');
const WINDOW_KEY = ascii('WINDOW=');
const RES_KEY = ascii('RES=0x');
const URGP_KEY = ascii('URGP=');
const LEN_KEY = ascii('LEN=');
const SPI_KEY = ascii('SPI=0x');
const OPT_KEY = ascii('OPT (');
const OPT_TRUNCATED = ascii('OPT (TRUNCATED)');
const INCOMPLETE_KEY = ascii('INCOMPLETE [');
const BYTES_CLOSE = ascii('bytes]');

const BAD_PORT = reason('bad_port');
const BAD_PROTOCOL = reason('bad_protocol');
const BY_NUMBER = reason('protocol_by_number');
const INCOMPLETE_PACKET = reason('incomplete');
const U32_MAX = 0xffff_ffff;
const U16_MAX = 0xffff;

/** In the order in which the kernel prints them. */
const FLAG_WORDS: readonly (readonly [Uint8Array, number])[] = [
  [ascii('AE'), AE],
  [ascii('CWR'), CWR],
  [ascii('ECE'), ECE],
  [ascii('URG'), URG],
  [ascii('ACK'), ACK_FLAG],
  [ascii('PSH'), PSH],
  [ascii('RST'), RST],
  [ascii('SYN'), SYN],
  [ascii('FIN'), FIN],
];

interface ProtocolForm {
  readonly name: Uint8Array;
  readonly number: number;
  /** Which IP version prints it by name. */
  readonly families: readonly number[];
  readonly read: (r: LineReader, isFragment: boolean) => boolean;
}

const FORMS: readonly ProtocolForm[] = [
  { name: ascii('TCP'), number: 6, families: [4, 6], read: readTcp },
  { name: ascii('UDP'), number: 17, families: [4, 6], read: readUdp },
  { name: ascii('UDPLITE'), number: 136, families: [4, 6], read: readUdp },
  { name: ascii('ICMP'), number: 1, families: [4], read: readIcmp },
  { name: ascii('ICMPv6'), number: 58, families: [6], read: readIcmpv6 },
  { name: ascii('AH'), number: 51, families: [4], read: readSpi },
  { name: ascii('ESP'), number: 50, families: [4], read: readSpi },
];

export function seesProtocol(r: LineReader): boolean {
  return r.sees(PROTO_KEY);
}

/**
 * Reads from `PROTO=` to the end of the protocol's own fields; of a later fragment there are none.
 */
export function readProtocol(r: LineReader, isFragment: boolean): boolean {
  if (!r.need(PROTO_KEY)) return false;
  const start = r.at;
  const end = r.tokenEnd();
  const family = r.get(FAMILY);
  const form = findForm(r, family, end - start);
  const number = form?.number ?? r.decimalUntil(end, 255);
  if (number < 0) return end === r.end ? cutHere(r) : r.refuse(BAD_PROTOCOL);
  r.set(PROTO, number);
  r.set(PROTO_START, start);
  r.set(PROTO_END, end);
  r.has(HAS_PROTO);
  r.pass(end);
  if (form) return form.read(r, isFragment);
  return isNamed(number, family) ? passForeign(r) : true;
}

/** The protocol whose name of `length` bytes is next: no closure, no iterator, no garbage. */
function findForm(r: LineReader, family: number, length: number): ProtocolForm | undefined {
  for (let i = 0; i < FORMS.length; i++) {
    const { families, name } = FORMS[i]!;
    if (name.length === length && families.includes(family) && r.sees(name)) return FORMS[i];
  }
  return undefined;
}

function isNamed(protocol: number, family: number): boolean {
  for (const { families, number } of FORMS) {
    if (number === protocol && families.includes(family)) return true;
  }
  return false;
}

function cutHere(r: LineReader): false {
  r.at = r.end;
  return r.give(BAD_PROTOCOL);
}

/** `PROTO=6`: no kernel prints that; the rest is another printer's and is not used. */
function passForeign(r: LineReader): boolean {
  r.soften(BY_NUMBER);
  r.at = r.end;
  return true;
}

function readTcp(r: LineReader, isFragment: boolean): boolean {
  if (readIncomplete(r) || isFragment) return true;
  if (!readPorts(r)) return false;
  if (r.key(SEQ_KEY)) {
    r.number(SEQ, HAS_SEQ_ACK, U32_MAX);
    if (!r.needNumber(ACK_KEY, ACK, HAS_SEQ_ACK, U32_MAX)) return false;
  }
  if (!r.needNumber(WINDOW_KEY, WINDOW, HAS_WINDOW, U16_MAX)) return false;
  if (r.key(RES_KEY)) readReserved(r);
  else if (!r.lenient || r.atEnd()) return r.missing();
  readFlags(r);
  if (r.key(URGP_KEY)) r.number(URGP, HAS_URGP, U16_MAX);
  else if (!r.lenient || r.atEnd()) return r.missing();
  return readTcpOptions(r);
}

function readReserved(r: LineReader): void {
  const end = r.tokenEnd();
  r.keep(RES, HAS_RES, end - r.at === 2 ? r.hex(r.at, 2) : -1);
  r.pass(end);
}

/** A line that ends among the flags may have had more of them. */
function readFlags(r: LineReader): void {
  let flags = 0;
  for (const [word, bit] of FLAG_WORDS) if (r.word(word)) flags |= bit;
  if (r.atEnd()) return;
  r.set(FLAGS, flags);
  r.has(HAS_FLAGS);
}

function readTcpOptions(r: LineReader): boolean {
  if (r.key(OPT_TRUNCATED)) {
    r.packet[r.base + HAS_MORE]! |= HAS_TCPOPT_TRUNCATED;
    r.soften(INCOMPLETE_PACKET);
    return true;
  }
  if (!r.key(OPT_KEY)) return true;
  if (!readOptionBytes(r, TCPOPT_START, TCPOPT_END)) return r.missing();
  r.has(HAS_TCPOPT);
  return true;
}

function readUdp(r: LineReader, isFragment: boolean): boolean {
  if (readIncomplete(r) || isFragment) return true;
  return readPorts(r) && r.needNumber(LEN_KEY, UDPLEN, HAS_UDPLEN, U16_MAX);
}

function readPorts(r: LineReader): boolean {
  if (!readPort(r, SPT_KEY, SPT) || !readPort(r, DPT_KEY, DPT)) return false;
  r.has(HAS_PORTS);
  return true;
}

function readPort(r: LineReader, key: Uint8Array, slot: number): boolean {
  if (!r.need(key)) return false;
  const end = r.tokenEnd();
  const port = r.decimalUntil(end, U16_MAX);
  if (port < 0 || end === r.end) {
    if (end === r.end) r.at = r.end;
    return r.give(BAD_PORT);
  }
  r.set(slot, port);
  r.pass(end);
  return true;
}

function readSpi(r: LineReader, isFragment: boolean): boolean {
  if (readIncomplete(r) || isFragment) return true;
  if (!r.key(SPI_KEY)) return r.missing();
  const before = r.soft;
  r.hexNumber(SPI, 0);
  if (r.soft === before) r.packet[r.base + HAS_MORE]! |= HAS_SPI;
  return true;
}

/**
 * `INCOMPLETE [n bytes] `: the packet was too short for its header; n wraps below zero, so it is
 * only kept, never used.
 */
export function readIncomplete(r: LineReader): boolean {
  const bytes = readIncompleteBytes(r);
  if (bytes < 0) return false;
  r.set(INCOMPLETE, bytes);
  r.has(HAS_INCOMPLETE);
  r.soften(INCOMPLETE_PACKET);
  return true;
}

/** The n of `INCOMPLETE [n bytes]`, -1 (and nothing read) when that is not next. */
export function readIncompleteBytes(r: LineReader): number {
  const start = r.at;
  if (r.key(INCOMPLETE_KEY)) {
    const end = r.tokenEnd();
    const bytes = r.decimalUntil(end, U32_MAX);
    r.pass(end);
    if (bytes >= 0 && r.key(BYTES_CLOSE) && r.endsAt(r.at)) {
      r.blank();
      return bytes;
    }
  }
  r.at = start;
  return -1;
}
