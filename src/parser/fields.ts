/**
 * A parsed line as one flat object with the field names that people know: for `dropcast parse` and
 * for tests, not the hot path.
 */
import { isUtf8 } from 'node:buffer';
import { formatTcpFlags } from '../flow/tcp-flags.ts';
import * as P from './packet.ts';

export type Fields = Record<string, string | number | boolean>;

const LF_ESCAPE = /\\x([0-9a-f]{2})/g;

interface Source {
  readonly bytes: Uint8Array;
  readonly packet: Int32Array;
  readonly escaped: boolean;
}

/**
 * Text of a byte range: printk's `\xNN` undone once if `escaped`. Bytes that are no UTF-8 become
 * lone surrogates U+DC80 … U+DCFF (as in Python's surrogateescape), so that no two names look the
 * same.
 */
export function rangeText(bytes: Uint8Array, start: number, end: number, escaped: boolean): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start));
  const latin = raw.toString('latin1');
  const plain = escaped
    ? latin.replace(LF_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : latin;
  return isAscii(plain) ? plain : decodeUtf8(Buffer.from(plain, 'latin1'));
}

function isAscii(latin: string): boolean {
  for (let i = 0; i < latin.length; i++) if (latin.charCodeAt(i) > 0x7f) return false;
  return true;
}

function decodeUtf8(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    text += length > 0 ? bytes.toString('utf8', at, at + length) : lone(bytes[at]!);
    at += Math.max(1, length);
  }
  return text;
}

function lone(byte: number): string {
  return String.fromCharCode(0xdc00 + byte);
}

/** Length of the valid UTF-8 sequence at `at`, 0 if there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at]!;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

const ETHERTYPES: ReadonlyMap<string, string> = new Map([
  ['0800', 'ip4'],
  ['86dd', 'ip6'],
  ['0806', 'arp'],
]);

/** `ip4`, `ip6`, `arp`, `ebt` or `other`; of a truncated packet by its ethertype. */
export function packetFamily(bytes: Uint8Array, packet: Int32Array): string {
  const line = packet[P.LINE_HAS]!;
  if (line & P.HAS_EBTABLES) return 'ebt';
  if (line & P.HAS_ARP) return 'arp';
  const family = packet[P.OUTER + P.FAMILY];
  if (family === 4) return 'ip4';
  if (family === 6) return 'ip6';
  if (line & P.HAS_MACDECODE) return ETHERTYPES.get(hex4(packet[P.MACPROTO]!)) ?? 'other';
  if (line & P.HAS_MAC) return ETHERTYPES.get(rawEthertype(bytes, packet)) ?? 'other';
  return line & P.HAS_TRUNCATED ? 'arp' : 'other';
}

/** The last two octets of `MAC=`. ARP lines have no `MAC=`. */
function rawEthertype(bytes: Uint8Array, packet: Int32Array): string {
  const end = packet[P.MAC_END]!;
  return rangeText(bytes, Math.max(packet[P.MAC_START]!, end - 5), end, false).replace(':', '');
}

/** All fields that the line shows, in printed order; a field that it does not show is absent. */
export function packetFields(bytes: Uint8Array, packet: Int32Array, escaped: boolean): Fields {
  const source = { bytes, packet, escaped };
  const fields: Fields = {};
  if ((packet[P.LINE_HAS]! & P.HAS_OUT) === 0) return fields;
  addLine(source, fields);
  if (packet[P.LINE_HAS]! & P.HAS_EBTABLES) addEbtables(source, fields);
  else addPacket(source, fields, P.OUTER);
  addTail(source, fields);
  return fields;
}

function text(source: Source, start: number, end: number): string {
  return rangeText(source.bytes, start, end, source.escaped);
}

function slotText(source: Source, startSlot: number, endSlot: number): string {
  return text(source, source.packet[startSlot]!, source.packet[endSlot]!);
}

function macText(source: Source, slot: number): string {
  return text(source, source.packet[slot]!, source.packet[slot]! + 17);
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function hex8(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

function addLine(source: Source, fields: Fields): void {
  const { packet } = source;
  const line = packet[P.LINE_HAS]!;
  fields.prefix = prefixText(source);
  fields.in = slotText(source, P.IN_START, P.IN_END);
  fields.out = slotText(source, P.OUT_START, P.OUT_END);
  if (line & P.HAS_PHYSIN) fields.physin = slotText(source, P.PHYSIN_START, P.PHYSIN_END);
  if (line & P.HAS_PHYSOUT) fields.physout = slotText(source, P.PHYSOUT_START, P.PHYSOUT_END);
  if (line & P.HAS_MAC) fields.mac = slotText(source, P.MAC_START, P.MAC_END);
  if (line & P.HAS_TUNNEL) fields.tunnel = slotText(source, P.TUNNEL_START, P.TUNNEL_END);
  if (line & P.HAS_MACDECODE) {
    fields.macsrc = macText(source, P.MACSRC_START);
    fields.macdst = macText(source, P.MACDST_START);
    if (line & P.HAS_VLAN) {
      fields.vproto = hex4(packet[P.VPROTO]!);
      fields.vid = packet[P.VID]!;
    }
    fields.macproto = hex4(packet[P.MACPROTO]!);
  }
  if (line & P.HAS_ARP) addArp(source, fields);
}

/** ebtables puts a blank of its own between prefix and body. */
function prefixText(source: Source): string {
  const prefix = slotText(source, P.TEXT_START, P.BODY_START);
  return source.packet[P.LINE_HAS]! & P.HAS_EBTABLES ? prefix.replace(/ $/, '') : prefix;
}

function addArp(source: Source, fields: Fields): void {
  const { packet } = source;
  const line = packet[P.LINE_HAS]!;
  fields.htype = packet[P.HTYPE]!;
  fields.ptype = hex4(packet[P.PTYPE]!);
  fields.opcode = packet[P.OPCODE]!;
  if (line & P.HAS_ARP_ADDRESSES) {
    fields.arp_macsrc = macText(source, P.ARP_MACSRC_START);
    fields.ipsrc = slotText(source, P.ARP_IPSRC_START, P.ARP_IPSRC_END);
    fields.arp_macdst = macText(source, P.ARP_MACDST_START);
    fields.ipdst = slotText(source, P.ARP_IPDST_START, P.ARP_IPDST_END);
  }
  if (line & P.HAS_ARP_INCOMPLETE) fields.arp_incomplete = packet[P.ARP_INCOMPLETE]! >>> 0;
}

function addTail(source: Source, fields: Fields): void {
  const { packet } = source;
  const line = packet[P.LINE_HAS]!;
  if (line & P.HAS_OWNER) fields.uid = packet[P.UID]! >>> 0;
  if (line & P.HAS_OWNER && !(line & P.HAS_UID_ONLY)) fields.gid = packet[P.GID]! >>> 0;
  if (line & P.HAS_MARK) fields.mark = packet[P.MARK]! >>> 0;
  if (line & P.HAS_TRUNCATED) fields.truncated = true;
  if (packet[P.UNKNOWN_TOKENS]! > 0) fields.unknown_tokens = packet[P.UNKNOWN_TOKENS]!;
}

/** ebtables prints the protocol as a number and has fields of its own. */
function addEbtables(source: Source, fields: Fields): void {
  const { packet } = source;
  const has = packet[P.OUTER + P.HAS]!;
  if (!(has & P.HAS_ADDRESSES)) return;
  addAddresses(source, fields, P.OUTER);
  if (has & P.HAS_TOS) fields.tos = packet[P.OUTER + P.TOS]!;
  if (has & P.HAS_PROTO) fields.proto = packet[P.OUTER + P.PROTO]!;
  if (packet[P.OUTER + P.FAMILY] === 6) {
    fields.priority = packet[P.PRIORITY]!;
    fields.nexthdr = packet[P.NEXTHDR]!;
  }
  if (has & P.HAS_PORTS) addPorts(source, fields, P.OUTER);
}

function addAddresses(source: Source, fields: Fields, base: number): void {
  const key = base === P.INNER ? 'inner_' : '';
  fields[`${key}src`] = slotText(source, base + P.SRC_START, base + P.SRC_END);
  fields[`${key}dst`] = slotText(source, base + P.DST_START, base + P.DST_END);
}

function addPorts(source: Source, fields: Fields, base: number): void {
  const key = base === P.INNER ? 'inner_' : '';
  fields[`${key}spt`] = source.packet[base + P.SPT]!;
  fields[`${key}dpt`] = source.packet[base + P.DPT]!;
}

type Read = (source: Source, base: number) => string | number | boolean;

const number =
  (slot: number): Read =>
  ({ packet }, base) =>
    packet[base + slot]! >>> 0;
const yes: Read = () => true;
const range =
  (startSlot: number, endSlot: number): Read =>
  (source, base) =>
    slotText(source, base + startSlot, base + endSlot);

/** Name, presence bit and reading of every field whose bit stands in HAS, in printed order. */
const PACKET_FIELDS: readonly (readonly [name: string, bit: number, read: Read])[] = [
  ['len', P.HAS_LEN, number(P.LEN)],
  ['tos', P.HAS_TOS, number(P.TOS)],
  ['prec', P.HAS_PREC, number(P.PREC)],
  ['ttl', P.HAS_TTL, number(P.TTL)],
  ['id', P.HAS_ID, number(P.ID)],
  ['ce', P.HAS_CE, yes],
  ['df', P.HAS_DF, yes],
  ['mf', P.HAS_MF, yes],
  ['frag', P.HAS_FRAG, number(P.FRAG)],
  ['ipopt', P.HAS_IPOPT, range(P.IPOPT_START, P.IPOPT_END)],
  ['tc', P.HAS_TC, number(P.TC)],
  ['hoplimit', P.HAS_HOPLIMIT, number(P.HOPLIMIT)],
  ['flowlbl', P.HAS_FLOWLBL, number(P.FLOWLBL)],
  ['ext', P.HAS_EXT, extensionNames],
  ['frag6', P.HAS_FRAG6, number(P.FRAG6)],
  ['frag6_more', P.HAS_FRAG6, ({ packet }, at) => (packet[at + P.HAS]! & P.HAS_FRAG6_MORE) !== 0],
  ['frag6_id', P.HAS_FRAG6, ({ packet }, at) => hex8(packet[at + P.FRAG6_ID]!)],
  ['ext_incomplete', P.HAS_EXT_INCOMPLETE, number(P.EXT_INCOMPLETE)],
  ['truncated', P.HAS_PACKET_TRUNCATED, yes],
  ['proto', P.HAS_PROTO, range(P.PROTO_START, P.PROTO_END)],
  ['spt', P.HAS_PORTS, number(P.SPT)],
  ['dpt', P.HAS_PORTS, number(P.DPT)],
  ['seq', P.HAS_SEQ_ACK, number(P.SEQ)],
  ['ack', P.HAS_SEQ_ACK, number(P.ACK)],
  ['window', P.HAS_WINDOW, number(P.WINDOW)],
  ['res', P.HAS_RES, number(P.RES)],
  ['flags', P.HAS_FLAGS, ({ packet }, at) => formatTcpFlags(packet[at + P.FLAGS]!)],
  ['urgp', P.HAS_URGP, number(P.URGP)],
  ['tcpopt', P.HAS_TCPOPT, range(P.TCPOPT_START, P.TCPOPT_END)],
  ['udplen', P.HAS_UDPLEN, number(P.UDPLEN)],
  ['type', P.HAS_TYPE_CODE, number(P.TYPE)],
  ['code', P.HAS_TYPE_CODE, number(P.CODE)],
  ['icmpid', P.HAS_ICMPID, number(P.ICMPID)],
  ['icmpseq', P.HAS_ICMPID, number(P.ICMPSEQ)],
  ['incomplete', P.HAS_INCOMPLETE, number(P.INCOMPLETE)],
];

/** The same for HAS_MORE. */
const MORE_FIELDS: readonly (readonly [name: string, bit: number, read: Read])[] = [
  ['tcpopt_truncated', P.HAS_TCPOPT_TRUNCATED, yes],
  ['parameter', P.HAS_PARAMETER, number(P.PARAMETER)],
  ['pointer', P.HAS_POINTER, ({ packet }, base) => hex8(packet[base + P.POINTER]!)],
  ['gateway', P.HAS_GATEWAY, range(P.GATEWAY_START, P.GATEWAY_END)],
  ['mtu', P.HAS_MTU, number(P.MTU)],
  ['spi', P.HAS_SPI, number(P.SPI)],
];

function addPacket(source: Source, fields: Fields, base: number): void {
  const key = base === P.INNER ? 'inner_' : '';
  const has = source.packet[base + P.HAS]!;
  const more = source.packet[base + P.HAS_MORE]!;
  if (has & P.HAS_ADDRESSES) addAddresses(source, fields, base);
  for (const [name, bit, read] of PACKET_FIELDS) {
    if (has & bit) fields[key + name] = read(source, base);
  }
  for (const [name, bit, read] of MORE_FIELDS) {
    if (more & bit) fields[key + name] = read(source, base);
  }
  if (more & P.HAS_INNER) addPacket(source, fields, P.INNER);
}

/**
 * Extension headers as far as the line shows them; `OPT`: one that it does not name (hop-by-hop,
 * routing, destination).
 */
function extensionNames(source: Source, base: number): string {
  const shown = slotText(source, base + P.EXT_START, base + P.EXT_END);
  const names = shown.match(/FRAG:|\bAH\b|\bESP\b|OPT \( \)/g) ?? [];
  return names.map((name) => (name.startsWith('OPT') ? 'OPT' : name.replace(':', ''))).join(' ');
}
