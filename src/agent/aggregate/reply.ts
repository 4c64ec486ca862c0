/**
 * Which packets travel from server to client. They are logged when conntrack did not see the
 * request (it began before the window, the path is asymmetric, the entry ended) and would otherwise
 * read as a client of an ephemeral port.
 */
import * as protocols from '../../flow/protocol.ts';
import * as flags from '../../flow/tcp-flags.ts';
import * as slots from '../../parser/packet.ts';

const { TCP, UDP } = protocols;
const { ACK, RST, SYN } = flags;
const { HAS_FLAGS, OUTER } = slots;

/** First ephemeral port of Linux (net.ipv4.ip_local_port_range begins at 32768). */
const EPHEMERAL_FIRST = 32_768;

/** Ports below are bound by servers only (RFC 6335, system ports). */
const WELL_KNOWN_END = 1024;

const HAS = OUTER + slots.HAS;
const PROTO = OUTER + slots.PROTO;
const SPT = OUTER + slots.SPT;
const DPT = OUTER + slots.DPT;
const FLAGS = OUTER + slots.FLAGS;
const TRANSPORT = slots.HAS_PROTO | slots.HAS_PORTS;

/**
 * Whether the logged packet answers a client.
 * - TCP SYN+ACK: only the side that was connected to sends it (RFC 9293, 3.5).
 * - TCP RST+ACK: what a closed port answers a SYN with; but a client's own abort looks alike, so it
 *   must go to an
 *   ephemeral port and come from one that is not.
 * - UDP has no handshake: a well-known port sending to an ephemeral one is a server. Higher ports
 *   are left alone, since a
 *   reply taken for a request costs a rule too many, a request taken for a reply costs a needed one.
 */
export function isReplyPacket(packet: Int32Array): boolean {
  if ((packet[HAS]! & TRANSPORT) !== TRANSPORT) return false;
  const protocol = packet[PROTO]!;
  if (protocol === TCP) return (packet[HAS]! & HAS_FLAGS) !== 0 && isTcpReply(packet);
  return protocol === UDP && packet[SPT]! < WELL_KNOWN_END && packet[DPT]! >= EPHEMERAL_FIRST;
}

function isTcpReply(packet: Int32Array): boolean {
  const set = packet[FLAGS]!;
  if ((set & ACK) === 0) return false;
  if ((set & SYN) !== 0) return true;
  const isFromServer = packet[DPT]! >= EPHEMERAL_FIRST && packet[SPT]! < EPHEMERAL_FIRST;
  return (set & RST) !== 0 && isFromServer;
}
