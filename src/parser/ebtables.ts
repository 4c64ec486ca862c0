/**
 * ebtables `--log` has a grammar of its own (linux net/bridge/netfilter/ebt_log.c): read for its
 * fields, never a flow.
 */
import { type ArpKeys, readArpAddresses } from './link.ts';
import {
  DPT,
  HAS_ADDRESSES,
  HAS_ARP,
  HAS_EBTABLES,
  HAS_MACDECODE,
  HAS_PORTS,
  HAS_PROTO,
  HAS_TOS,
  HTYPE,
  LINE_HAS,
  MACDST_START,
  MACPROTO,
  MACSRC_START,
  NEXTHDR,
  OPCODE,
  PRIORITY,
  PROTO,
  PROTO_END,
  PROTO_START,
  PTYPE,
  SPT,
  TOS,
} from './packet.ts';
import { ascii, type LineReader } from './reader.ts';
import { readAddress, readMac, readShort } from './values.ts';

const SOURCE_KEY = ascii('MAC source = ');
const DEST_KEY = ascii('MAC dest = ');
const PROTO_KEY = ascii('proto = 0x');
const IP_SRC_KEY = ascii('IP SRC=');
const IP_DST_KEY = ascii('IP DST=');
const IP_TOS_KEY = ascii('IP tos=0x');
const IP_PROTO_KEY = ascii('IP proto=');
const IPV6_SRC_KEY = ascii('IPv6 SRC=');
const IPV6_DST_KEY = ascii('IPv6 DST=');
const PRIORITY_KEY = ascii('IPv6 priority=0x');
const NEXT_HEADER_KEY = ascii('Next Header=');
const SPT_KEY = ascii('SPT=');
const DPT_KEY = ascii('DPT=');
const ARP_HTYPE_KEY = ascii('ARP HTYPE=');
const PTYPE_KEY = ascii('PTYPE=0x');
const OPCODE_KEY = ascii('OPCODE=');
const ARP_MAC_SRC_KEY = ascii('ARP MAC SRC=');
const ARP_KEYS: ArpKeys = {
  sourceIp: ascii('ARP IP SRC='),
  targetMac: ascii('ARP MAC DST='),
  targetIp: ascii('ARP IP DST='),
};
const COMMA = 0x2c;

export function seesEbtables(r: LineReader): boolean {
  return r.sees(SOURCE_KEY);
}

export function readEbtables(r: LineReader): boolean {
  if (!r.need(SOURCE_KEY) || !readMac(r, MACSRC_START)) return false;
  if (!r.need(DEST_KEY) || !readMac(r, MACDST_START)) return false;
  if (!r.need(PROTO_KEY) || !readHex(r, MACPROTO, 4)) return false;
  r.packet[LINE_HAS]! |= HAS_MACDECODE | HAS_EBTABLES;
  if (r.key(IP_SRC_KEY)) return readIpv4Part(r);
  if (r.key(IPV6_SRC_KEY)) return readIpv6Part(r);
  if (r.key(ARP_HTYPE_KEY)) return readArpPart(r);
  return r.atEnd() || r.missing();
}

/** Runs `read` on the token in front of the comma, then moves behind `, `. */
function beforeComma(r: LineReader, read: () => boolean): boolean {
  const end = r.tokenEnd();
  if (end <= r.at || r.bytes[end - 1] !== COMMA) return r.missing();
  const wholeEnd = r.end;
  r.end = end - 1;
  const isRead = read() && r.atEnd();
  r.end = wholeEnd;
  if (!isRead) return r.missing();
  r.pass(end);
  return true;
}

/** Ethertypes come in lower case, TOS and priority in capitals. */
function readHex(r: LineReader, slot: number, digits: number): boolean {
  const value = digits === 4 ? r.hex(r.at, digits) : r.upperHex(r.at, digits);
  if (value < 0) return r.missing();
  r.packet[slot] = value;
  r.pass(r.at + digits);
  return true;
}

function readIpv4Part(r: LineReader): boolean {
  if (!readAddress(r, 'src') || !r.need(IP_DST_KEY)) return false;
  if (!beforeComma(r, () => readAddress(r, 'dst')) || !r.need(IP_TOS_KEY)) return false;
  r.has(HAS_ADDRESSES | HAS_TOS);
  if (!beforeComma(r, () => readHex(r, r.base + TOS, 2)) || !r.need(IP_PROTO_KEY)) return false;
  r.set(PROTO_START, r.at);
  r.set(PROTO_END, r.tokenEnd());
  r.has(HAS_PROTO);
  return readShort(r, r.base + PROTO) && readPorts(r);
}

function readIpv6Part(r: LineReader): boolean {
  if (!readAddress(r, 'src') || !r.need(IPV6_DST_KEY)) return false;
  if (!beforeComma(r, () => readAddress(r, 'dst')) || !r.need(PRIORITY_KEY)) return false;
  r.has(HAS_ADDRESSES);
  if (!beforeComma(r, () => readHex(r, PRIORITY, 1)) || !r.need(NEXT_HEADER_KEY)) return false;
  return readShort(r, NEXTHDR) && readPorts(r);
}

function readPorts(r: LineReader): boolean {
  if (!r.key(SPT_KEY)) return true;
  if (!readShort(r, r.base + SPT)) return false;
  if (!r.need(DPT_KEY) || !readShort(r, r.base + DPT)) return false;
  r.has(HAS_PORTS);
  return true;
}

function readArpPart(r: LineReader): boolean {
  if (!beforeComma(r, () => readShort(r, HTYPE)) || !r.need(PTYPE_KEY)) return false;
  if (!beforeComma(r, () => readHex(r, PTYPE, 4)) || !r.need(OPCODE_KEY)) return false;
  if (!readShort(r, OPCODE)) return false;
  r.packet[LINE_HAS]! |= HAS_ARP;
  return !r.key(ARP_MAC_SRC_KEY) || readArpAddresses(r, ARP_KEYS);
}
