/**
 * Which packets travel from server to client. They are logged when conntrack did not see the request (it began before
 * the window, the path is asymmetric, the entry ended) and would otherwise read as a client of an ephemeral port.
 */
import { TCP, UDP } from '../../flow/protocol.ts';
import { ACK, RST, SYN } from '../../flow/tcp-flags.ts';
import {
  DPT as DPT_SLOT,
  FLAGS as FLAGS_SLOT,
  HAS_FLAGS,
  HAS_PORTS,
  HAS_PROTO,
  HAS as HAS_SLOT,
  OUTER,
  PROTO as PROTO_SLOT,
  SPT as SPT_SLOT,
} from '../../parser/packet.ts';

/** First ephemeral port of Linux (net.ipv4.ip_local_port_range begins at 32768). */
const EPHEMERAL_FIRST = 32_768;

/** Ports below are bound by servers only (RFC 6335, system ports). */
const WELL_KNOWN_END = 1024;

const HAS = OUTER + HAS_SLOT;
const PROTO = OUTER + PROTO_SLOT;
const SPT = OUTER + SPT_SLOT;
const DPT = OUTER + DPT_SLOT;
const FLAGS = OUTER + FLAGS_SLOT;
const TRANSPORT = HAS_PROTO | HAS_PORTS;

/**
 * Whether the logged packet answers a client.
 * - TCP SYN+ACK: only the side that was connected to sends it (RFC 9293, 3.5).
 * - TCP RST+ACK: what a closed port answers a SYN with; but a client's own abort looks alike, so it must go to an
 *   ephemeral port and come from one that is not.
 * - UDP has no handshake: a well-known port sending to an ephemeral one is a server. Higher ports are left alone, since a
 *   reply taken for a request costs a rule too many, a request taken for a reply costs a needed one.
 */
export function isReplyPacket(packet: Int32Array): boolean {
  if ((packet[HAS]! & TRANSPORT) !== TRANSPORT) return false;
  const protocol = packet[PROTO]!;
  if (protocol === TCP) return (packet[HAS]! & HAS_FLAGS) !== 0 && isTcpReply(packet);
  return protocol === UDP && packet[SPT]! < WELL_KNOWN_END && packet[DPT]! >= EPHEMERAL_FIRST;
}

function isTcpReply(packet: Int32Array): boolean {
  const flags = packet[FLAGS]!;
  if ((flags & ACK) === 0) return false;
  if ((flags & SYN) !== 0) return true;
  const isFromServer = packet[DPT]! >= EPHEMERAL_FIRST && packet[SPT]! < EPHEMERAL_FIRST;
  return (flags & RST) !== 0 && isFromServer;
}
