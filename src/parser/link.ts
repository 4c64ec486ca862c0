/**
 * What is not IP: the MAC part in front of every packet, ARP lines, and ebtables' own grammar
 * (ebt_log.c).
 */
import {
  ARP_INCOMPLETE,
  ARP_IPDST_END,
  ARP_IPDST_START,
  ARP_IPSRC_END,
  ARP_IPSRC_START,
  ARP_MACDST_START,
  ARP_MACSRC_START,
  HAS_ARP,
  HAS_ARP_ADDRESSES,
  HAS_ARP_INCOMPLETE,
  HAS_MAC,
  HAS_MACDECODE,
  HAS_TUNNEL,
  HAS_VLAN,
  HTYPE,
  LINE_HAS,
  MAC_END,
  MAC_START,
  MACDST_START,
  MACPROTO,
  MACSRC_START,
  OPCODE,
  PTYPE,
  TUNNEL_END,
  TUNNEL_START,
  VID,
  VPROTO,
} from './packet.ts';
import { ascii, type LineReader, reason } from './reader.ts';
import { readIncompleteBytes } from './transport.ts';
import { isOctets, readIpv4Range, readIpv4Text, readMac, readShort } from './values.ts';

const MAC_KEY = ascii('MAC=');
const TUNNEL_KEY = ascii('TUNNEL=');
const MACSRC_KEY = ascii('MACSRC=');
const MACDST_KEY = ascii('MACDST=');
const MACPROTO_KEY = ascii('MACPROTO=');
const VPROTO_KEY = ascii('VPROTO=');
const VID_KEY = ascii('VID=');
const HTYPE_KEY = ascii('HTYPE=');
const PTYPE_KEY = ascii('PTYPE=0x');
const OPCODE_KEY = ascii('OPCODE=');
const ARP_KEYS: ArpKeys = {
  sourceIp: ascii('IPSRC='),
  targetMac: MACDST_KEY,
  targetIp: ascii('IPDST='),
};
const BAD_MAC = reason('bad_mac');
const ARROW = ascii('->');

function hasLine(r: LineReader, bits: number): void {
  r.packet[LINE_HAS]! |= bits;
}

/** Reads the link-layer part, which is absent when IN is empty. */
export function readLinkLayer(r: LineReader): boolean {
  if (r.key(MAC_KEY)) return readRawMac(r) && readTunnel(r);
  if (r.key(MACSRC_KEY)) return readDecodedMac(r);
  return true;
}

function readRawMac(r: LineReader): boolean {
  const start = r.at;
  const end = r.tokenEnd();
  if (!isOctets(r.bytes, start, end)) {
    if (end === r.end) r.at = r.end;
    return r.give(BAD_MAC);
  }
  r.packet[MAC_START] = start;
  r.packet[MAC_END] = end;
  hasLine(r, HAS_MAC);
  r.pass(end);
  return true;
}

/** sit devices: `TUNNEL=a.b.c.d->e.f.g.h `. */
function readTunnel(r: LineReader): boolean {
  if (!r.key(TUNNEL_KEY)) return true;
  const start = r.at;
  const end = r.tokenEnd();
  let arrow = start;
  while (arrow < end && r.bytes[arrow] !== ARROW[0]) arrow++;
  if (!readIpv4Text(r, arrow)) return false;
  if (!r.key(ARROW)) {
    if (end === r.end) r.at = end;
    return r.missing();
  }
  if (!readIpv4Text(r, end)) return false;
  r.packet[TUNNEL_START] = start;
  r.packet[TUNNEL_END] = end;
  hasLine(r, HAS_TUNNEL);
  r.blank();
  return true;
}

function readDecodedMac(r: LineReader): boolean {
  if (!readMac(r, MACSRC_START)) return false;
  if (!r.need(MACDST_KEY) || !readMac(r, MACDST_START)) return false;
  if (r.key(VPROTO_KEY) && !readVlan(r)) return false;
  if (!r.need(MACPROTO_KEY) || !readHex4(r, MACPROTO)) return false;
  hasLine(r, HAS_MACDECODE);
  return true;
}

/** VID is the whole tag control information: priority bits too. */
function readVlan(r: LineReader): boolean {
  if (!readHex4(r, VPROTO) || !r.need(VID_KEY)) return false;
  if (!readShort(r, VID)) return false;
  hasLine(r, HAS_VLAN);
  return true;
}

function readHex4(r: LineReader, slot: number): boolean {
  const value = r.hex(r.at, 4);
  if (value < 0 || r.tokenEnd() !== r.at + 4) return r.missing();
  r.packet[slot] = value;
  r.pass(r.at + 4);
  return true;
}

/** Behind `ARP `: no flow between addresses, but a packet line whose fields are known. */
export function readArp(r: LineReader): boolean {
  if (!r.need(HTYPE_KEY) || !readShort(r, HTYPE)) return false;
  if (!r.need(PTYPE_KEY) || !readHex4(r, PTYPE)) return false;
  if (!r.need(OPCODE_KEY) || !readShort(r, OPCODE)) return false;
  hasLine(r, HAS_ARP);
  if (r.key(MACSRC_KEY)) return readArpAddresses(r, ARP_KEYS);
  const incomplete = readIncompleteBytes(r);
  if (incomplete >= 0) {
    r.packet[ARP_INCOMPLETE] = incomplete;
    hasLine(r, HAS_ARP_INCOMPLETE);
  }
  return true;
}

export interface ArpKeys {
  readonly sourceIp: Uint8Array;
  readonly targetMac: Uint8Array;
  readonly targetIp: Uint8Array;
}

/** Behind the first key: source and target of an ARP packet, under the keys of who prints them. */
export function readArpAddresses(r: LineReader, keys: ArpKeys): boolean {
  const { sourceIp, targetMac, targetIp } = keys;
  if (!readMac(r, ARP_MACSRC_START)) return false;
  if (!r.need(sourceIp) || !readIpv4Range(r, ARP_IPSRC_START, ARP_IPSRC_END)) return false;
  if (!r.need(targetMac) || !readMac(r, ARP_MACDST_START)) return false;
  if (!r.need(targetIp) || !readIpv4Range(r, ARP_IPDST_START, ARP_IPDST_END)) return false;
  hasLine(r, HAS_ARP_ADDRESSES);
  return true;
}
