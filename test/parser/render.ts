/**
 * Prints a parsed packet the way nf_log_syslog.c does: the other direction of the grammar, for
 * round trips.
 */
import { formatTcpFlags } from '../../src/flow/tcp-flags.ts';
import * as P from '../../src/parser/packet.ts';

interface Line {
  readonly bytes: Uint8Array;
  readonly packet: Int32Array;
}

/** The whole text of a FLOW line, prefix included. */
export function renderLine(bytes: Uint8Array, packet: Int32Array): string {
  const line = { bytes, packet };
  return `${linkText(line)}${packetText(line, P.OUTER)}${tailText(line)}`;
}

function range(line: Line, start: number, end: number): string {
  return Buffer.from(line.bytes.subarray(start, end)).toString('latin1');
}

function slots(line: Line, startSlot: number, endSlot: number): string {
  return range(line, line.packet[startSlot]!, line.packet[endSlot]!);
}

function hex(value: number, digits: number): string {
  return (value >>> 0).toString(16).padStart(digits, '0');
}

function linkText(line: Line): string {
  const { packet } = line;
  const has = packet[P.LINE_HAS]!;
  let text = slots(line, P.TEXT_START, P.BODY_START);
  const isEarly = (has & P.HAS_PHYSIN_EARLY) !== 0;
  const physIn = `PHYSIN=${slots(line, P.PHYSIN_START, P.PHYSIN_END)} `;
  text += `IN=${slots(line, P.IN_START, P.IN_END)} ${isEarly ? physIn : ''}`;
  text += `OUT=${slots(line, P.OUT_START, P.OUT_END)} `;
  if (has & P.HAS_PHYSIN && !isEarly) text += physIn;
  if (has & P.HAS_PHYSOUT) text += `PHYSOUT=${slots(line, P.PHYSOUT_START, P.PHYSOUT_END)} `;
  if (has & P.HAS_MAC) text += `MAC=${slots(line, P.MAC_START, P.MAC_END)} `;
  if (has & P.HAS_TUNNEL) text += `TUNNEL=${slots(line, P.TUNNEL_START, P.TUNNEL_END)} `;
  if (!(has & P.HAS_MACDECODE)) return text;
  const source = packet[P.MACSRC_START]!;
  const target = packet[P.MACDST_START]!;
  text += `MACSRC=${range(line, source, source + 17)} MACDST=${range(line, target, target + 17)} `;
  if (has & P.HAS_VLAN) text += `VPROTO=${hex(packet[P.VPROTO]!, 4)} VID=${packet[P.VID]} `;
  return `${text}MACPROTO=${hex(packet[P.MACPROTO]!, 4)} `;
}

function tailText(line: Line): string {
  const { packet } = line;
  const has = packet[P.LINE_HAS]!;
  const group = has & P.HAS_UID_ONLY ? '' : `GID=${packet[P.GID]! >>> 0} `;
  const owner = `UID=${packet[P.UID]! >>> 0} ${group}`;
  const mark = `MARK=0x${hex(packet[P.MARK]!, 1)} `;
  return `${has & P.HAS_OWNER ? owner : ''}${has & P.HAS_MARK ? mark : ''}`;
}

/** Four words as the kernel prints them: dotted quad, or eight groups of four digits. */
function addressText(packet: Int32Array, at: number, family: number): string {
  const word = packet[at + 3]! >>> 0;
  if (family === 4) return [24, 16, 8, 0].map((shift) => (word >>> shift) & 255).join('.');
  const groups = [0, 1, 2, 3].flatMap((i) => {
    const value = packet[at + i]! >>> 0;
    return [hex(value >>> 16, 4), hex(value & 0xffff, 4)];
  });
  return groups.join(':');
}

function packetText(line: Line, base: number): string {
  const { packet } = line;
  const has = packet[base + P.HAS]!;
  const family = packet[base + P.FAMILY]!;
  if (!(has & P.HAS_ADDRESSES)) return 'TRUNCATED';
  const [source, target] = [P.SRC, P.DST].map((slot) => addressText(packet, base + slot, family));
  const ends = `SRC=${source} DST=${target}`;
  const ip = family === 4 ? ipv4Text(line, base) : ipv6Text(line, base);
  return `${ends} LEN=${packet[base + P.LEN]! >>> 0} ${ip}${protocolText(line, base)}`;
}

function ipv4Text(line: Line, base: number): string {
  const { packet } = line;
  const has = packet[base + P.HAS]!;
  const byte = (slot: number) => hex(packet[base + slot]!, 2).toUpperCase();
  let text = `TOS=0x${byte(P.TOS)} PREC=0x${byte(P.PREC)} `;
  text += `TTL=${packet[base + P.TTL]} ID=${packet[base + P.ID]} `;
  for (const [bit, word] of [
    [P.HAS_CE, 'CE '],
    [P.HAS_DF, 'DF '],
    [P.HAS_MF, 'MF '],
  ] as const) {
    if (has & bit) text += word;
  }
  if (has & P.HAS_FRAG) text += `FRAG:${packet[base + P.FRAG]} `;
  if (has & P.HAS_PACKET_TRUNCATED) return `${text}TRUNCATED`;
  if (has & P.HAS_IPOPT) text += `OPT (${slots(line, base + P.IPOPT_START, base + P.IPOPT_END)}) `;
  return text;
}

function ipv6Text(line: Line, base: number): string {
  const { packet } = line;
  const limits = `TC=${packet[base + P.TC]} HOPLIMIT=${packet[base + P.HOPLIMIT]} `;
  const label = `FLOWLBL=${packet[base + P.FLOWLBL]} `;
  return limits + label + slots(line, base + P.EXT_START, base + P.EXT_END);
}

function protocolText(line: Line, base: number): string {
  const { packet } = line;
  const has = packet[base + P.HAS]!;
  const more = packet[base + P.HAS_MORE]!;
  if (!(has & P.HAS_PROTO)) return '';
  let text = `PROTO=${slots(line, base + P.PROTO_START, base + P.PROTO_END)} `;
  if (has & P.HAS_PORTS) text += `SPT=${packet[base + P.SPT]} DPT=${packet[base + P.DPT]} `;
  if (has & P.HAS_WINDOW) text += tcpText(line, base);
  if (has & P.HAS_UDPLEN) text += `LEN=${packet[base + P.UDPLEN]} `;
  if (has & P.HAS_TYPE_CODE) text += icmpText(line, base);
  if (more & P.HAS_SPI) text += `SPI=0x${hex(packet[base + P.SPI]!, 1)} `;
  if (has & P.HAS_INCOMPLETE) text += `INCOMPLETE [${packet[base + P.INCOMPLETE]! >>> 0} bytes] `;
  return text;
}

function tcpText(line: Line, base: number): string {
  const { packet } = line;
  const has = packet[base + P.HAS]!;
  const number = (slot: number) => packet[base + slot]! >>> 0;
  const numbers = has & P.HAS_SEQ_ACK ? `SEQ=${number(P.SEQ)} ACK=${number(P.ACK)} ` : '';
  const flags = formatTcpFlags(number(P.FLAGS));
  const window = `WINDOW=${number(P.WINDOW)} RES=0x${hex(number(P.RES), 2)} `;
  const options = slots(line, base + P.TCPOPT_START, base + P.TCPOPT_END);
  return `${numbers}${window}${flags}${flags ? ' ' : ''}URGP=${number(P.URGP)} ${
    has & P.HAS_TCPOPT ? `OPT (${options}) ` : ''
  }`;
}

function icmpText(line: Line, base: number): string {
  const { packet } = line;
  const has = packet[base + P.HAS]!;
  const more = packet[base + P.HAS_MORE]!;
  const number = (slot: number) => packet[base + slot]! >>> 0;
  let text = `TYPE=${number(P.TYPE)} CODE=${number(P.CODE)} `;
  if (has & P.HAS_ICMPID) text += `ID=${number(P.ICMPID)} SEQ=${number(P.ICMPSEQ)} `;
  if (more & P.HAS_PARAMETER) text += `PARAMETER=${number(P.PARAMETER)} `;
  if (more & P.HAS_GATEWAY) {
    text += `GATEWAY=${slots(line, base + P.GATEWAY_START, base + P.GATEWAY_END)} `;
  }
  if (more & P.HAS_POINTER) text += `POINTER=${hex(number(P.POINTER), 8)} `;
  if (more & P.HAS_INNER) text += `[${packetText(line, P.INNER)}] `;
  if (more & P.HAS_MTU) text += `MTU=${number(P.MTU)} `;
  return text;
}
