/**
 * HOT: the packet part of the usual lines: IP header, protocol, and the packet that an ICMP error
 * quotes (scan-values.ts says how the scanner reads).
 */
import * as slots from './packet.ts';
import { scanIp } from './scan-ip.ts';
import { scanTcp, scanUdp } from './scan-transport.ts';
import { key, scanByte, scanShort, threeBytes } from './scan-values.ts';

// Copies: see scan-ip.ts.
const { CODE, FAMILY, HAS, HAS_ICMPID, HAS_INNER, HAS_MORE, HAS_TYPE_CODE } = slots;
const { ICMPID, ICMPSEQ, INNER, OUTER, PROTO, PROTO_END, PROTO_START, TYPE } = slots;

const BLANK = 0x20;
const EQUALS = 0x3d;
const OPEN_QUOTE = 0x5b;
const CLOSE_QUOTE = 0x5d;

const K_PROT = key('PROT');
const K_O = key('O=') >>> 16;
const K_TCP = key('TCP ');
const K_UDP = key('UDP ');
const K_ICMP = key('ICMP');
const K_V6 = key('v6 ');
const K_TYPE = key('TYPE');
const K_CODE = key('CODE');
const K_ID = key('ID=');
const K_SEQ = key('SEQ=');

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const ICMPV6 = 58;

/** From `SRC=` to behind the protocol's last field. */
export function scanPacket(
  view: DataView,
  start: number,
  packet: Int32Array,
  base: number,
): number {
  const at = scanIp(view, start, packet, base);
  if (at < 0 || view.getInt32(at) !== K_PROT || view.getUint16(at + 4) !== K_O) return -1;
  const name = view.getInt32(at + 6);
  packet[base + PROTO_START] = at + 6;
  packet[base + PROTO_END] = at + 9;
  if (name === K_TCP) {
    packet[base + PROTO] = TCP;
    return scanTcp(view, at + 10, packet, base);
  }
  if (name === K_UDP) {
    packet[base + PROTO] = UDP;
    return scanUdp(view, at + 10, packet, base);
  }
  return name === K_ICMP ? scanIcmp(view, at + 10, packet, base) : -1;
}

/** Behind `ICMP`: the rest of the name, type and code. */
function scanIcmp(view: DataView, start: number, packet: Int32Array, base: number): number {
  const isV6 = packet[base + FAMILY] === 6;
  const nameEnd = isV6 ? start + 2 : start;
  if (isV6 ? threeBytes(view, start) !== K_V6 : view.getUint8(start) !== BLANK) return -1;
  packet[base + PROTO] = isV6 ? ICMPV6 : ICMP;
  packet[base + PROTO_END] = nameEnd;
  let at = nameEnd + 1;
  if (view.getInt32(at) !== K_TYPE || view.getUint8(at + 4) !== EQUALS) return -1;
  at = scanByte(view, at + 5, packet, base + TYPE);
  if (at < 0 || view.getInt32(at) !== K_CODE || view.getUint8(at + 4) !== EQUALS) return -1;
  at = scanByte(view, at + 5, packet, base + CODE);
  if (at < 0) return -1;
  packet[base + HAS]! |= HAS_TYPE_CODE;
  return isV6 ? scanIcmpv6Rest(view, at, packet, base) : scanIcmpv4Rest(view, at, packet, base);
}

/**
 * Echo and the errors that quote a packet and tell nothing else; other types are for the grammar.
 */
function scanIcmpv4Rest(view: DataView, at: number, packet: Int32Array, base: number): number {
  const type = packet[base + TYPE]!;
  if (type === 8 || type === 0) return scanEcho(view, at, packet, base);
  const isPlainError = type === 11 || (type === 3 && packet[base + CODE] !== 4);
  return isPlainError && base === OUTER ? scanQuoted(view, at, packet) : -1;
}

function scanIcmpv6Rest(view: DataView, at: number, packet: Int32Array, base: number): number {
  const type = packet[base + TYPE]!;
  if (type === 128 || type === 129) return scanEcho(view, at, packet, base);
  return (type === 1 || type === 3) && base === OUTER ? scanQuoted(view, at, packet) : -1;
}

function scanEcho(view: DataView, start: number, packet: Int32Array, base: number): number {
  if (threeBytes(view, start) !== K_ID) return -1;
  const at = scanShort(view, start + 3, packet, base + ICMPID);
  if (at < 0 || view.getInt32(at) !== K_SEQ) return -1;
  packet[base + HAS]! |= HAS_ICMPID;
  return scanShort(view, at + 4, packet, base + ICMPSEQ);
}

/** `[packet] `: the packet that an error is about. */
function scanQuoted(view: DataView, start: number, packet: Int32Array): number {
  if (view.getUint8(start) !== OPEN_QUOTE) return -1;
  const at = scanPacket(view, start + 1, packet, INNER);
  if (at < 0 || view.getUint8(at) !== CLOSE_QUOTE || view.getUint8(at + 1) !== BLANK) return -1;
  packet[OUTER + HAS_MORE] = HAS_INNER;
  return at + 2;
}
