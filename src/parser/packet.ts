/**
 * The reused structure that a parse fills: one Int32Array whose slots hold offsets into the record
 * and numbers. Plain constants instead of an object: hot modules keep copies, which the
 * compiler folds (see scan-ip.ts).
 *
 *   0 ………………… LINE_SLOTS ………………… + PACKET_SLOTS ………… + PACKET_SLOTS
 *   │ the line │ OUTER: the logged packet │ INNER: the packet that an ICMP error quotes │
 *
 * A `_START`/`_END` pair is a byte range of the record. Unsigned 32-bit values are kept as their
 * bits: read with `>>> 0`. A slot means something only if its bit is set in LINE_HAS, or in the
 * packet's HAS.
 */

// --- outcome -------------------------------------------------------------------------------------

export const OUTCOME = 0;
/** Index into REASONS, for partial and rejected lines. */
export const REASON = 1;

export const IGNORED = 0;
export const FLOW = 1;
export const PARTIAL = 2;
export const REJECTED = 3;
export const OUTCOMES = ['ignore', 'flow', 'partial', 'reject'] as const;

/** Why a line is partial or rejected: the fixed list of DESIGN 3.1, also a metric label. */
export const REASONS = [
  'none',
  // rejected
  'arp',
  'ebtables',
  'not_ip',
  'truncated',
  'no_body',
  'head_lost',
  'two_records',
  'bad_interface',
  'bad_mac',
  'bad_address',
  'bad_protocol',
  'bad_port',
  'bad_icmp',
  'missing_field',
  'repeated_field',
  'unexpected_token',
  'control_byte',
  'too_long',
  'bad_escape',
  'forged',
  // partial
  'cut',
  'incomplete',
  'protocol_hidden',
  'protocol_by_number',
  'bad_number',
  'open_bracket',
  'continued',
] as const;
export type Reason = (typeof REASONS)[number];

// --- the line ------------------------------------------------------------------------------------

/** Presence bits of the line's own fields. */
export const LINE_HAS = 2;
/** Text of the record (header stripped) and its body: the prefix is [TEXT_START, BODY_START). */
export const TEXT_START = 3;
export const TEXT_END = 4;
export const BODY_START = 5;
/** Where parsing stopped: TEXT_END after a whole line. */
export const PARSED_END = 6;
export const IN_START = 7;
export const IN_END = 8;
export const OUT_START = 9;
export const OUT_END = 10;
export const PHYSIN_START = 11;
export const PHYSIN_END = 12;
export const PHYSOUT_START = 13;
export const PHYSOUT_END = 14;
export const MAC_START = 15;
export const MAC_END = 16;
export const MACSRC_START = 17;
export const MACDST_START = 18;
export const MACPROTO = 19;
export const VPROTO = 20;
export const VID = 21;
export const TUNNEL_START = 22;
export const TUNNEL_END = 23;
export const UID = 24;
export const GID = 25;
export const MARK = 26;
/** Tokens after the known ones that a newer kernel may print: tolerated in trusted framings. */
export const UNKNOWN_TOKENS = 27;
export const HTYPE = 28;
export const PTYPE = 29;
export const OPCODE = 30;
export const ARP_MACSRC_START = 31;
export const ARP_IPSRC_START = 32;
export const ARP_IPSRC_END = 33;
export const ARP_MACDST_START = 34;
export const ARP_IPDST_START = 35;
export const ARP_IPDST_END = 36;
export const ARP_INCOMPLETE = 37;
/** ebtables' own fields. */
export const PRIORITY = 38;
export const NEXTHDR = 39;
const LINE_SLOTS = 40;

export const HAS_PHYSIN = 1 << 0;
export const HAS_PHYSOUT = 1 << 1;
export const HAS_MAC = 1 << 2;
export const HAS_MACDECODE = 1 << 3;
export const HAS_VLAN = 1 << 4;
export const HAS_TUNNEL = 1 << 5;
export const HAS_OWNER = 1 << 6;
export const HAS_MARK = 1 << 7;
export const HAS_ARP = 1 << 8;
export const HAS_ARP_ADDRESSES = 1 << 9;
export const HAS_ARP_INCOMPLETE = 1 << 10;
export const HAS_TRUNCATED = 1 << 11;
export const HAS_EBTABLES = 1 << 12;
/** PHYSIN stood between IN and OUT (the bridge patch of Linux 2.4). */
export const HAS_PHYSIN_EARLY = 1 << 13;
export const HAS_OUT = 1 << 14;
export const HAS_UID_ONLY = 1 << 15;

// --- a packet: slots relative to OUTER or INNER --------------------------------------------------

export const OUTER = LINE_SLOTS;

/** Presence bits, two words. */
export const HAS = 0;
export const HAS_MORE = 1;
/** 4, 6, or 0 when there is no packet. */
export const FAMILY = 2;
/** Addresses as four big-endian words; IPv4 as ::ffff:a.b.c.d. */
export const SRC = 3;
export const DST = 7;
export const SRC_START = 11;
export const SRC_END = 12;
export const DST_START = 13;
export const DST_END = 14;
export const LEN = 15;
export const TOS = 16;
export const PREC = 17;
export const TTL = 18;
export const ID = 19;
/** IPv4 fragment offset in units of 8 bytes. */
export const FRAG = 20;
export const IPOPT_START = 21;
export const IPOPT_END = 22;
export const TC = 23;
export const HOPLIMIT = 24;
export const FLOWLBL = 25;
/** Text of the IPv6 extension headers. */
export const EXT_START = 26;
export const EXT_END = 27;
/** First fragment header's offset in bytes. */
export const FRAG6 = 28;
export const FRAG6_ID = 29;
export const EXT_INCOMPLETE = 30;
/** IANA number; valid with HAS_PROTO. */
export const PROTO = 31;
export const PROTO_START = 32;
export const PROTO_END = 33;
export const SPT = 34;
export const DPT = 35;
export const SEQ = 36;
export const ACK = 37;
export const WINDOW = 38;
export const RES = 39;
/** TCP flags as in the TCP header: FIN 1 … CWR 128, AE 256. */
export const FLAGS = 40;
export const URGP = 41;
export const TCPOPT_START = 42;
export const TCPOPT_END = 43;
export const UDPLEN = 44;
export const TYPE = 45;
export const CODE = 46;
export const ICMPID = 47;
export const ICMPSEQ = 48;
export const PARAMETER = 49;
export const POINTER = 50;
export const GATEWAY_START = 51;
export const GATEWAY_END = 52;
export const MTU = 53;
export const SPI = 54;
export const INCOMPLETE = 55;
export const PACKET_SLOTS = 56;

export const INNER = OUTER + PACKET_SLOTS;
export const SLOTS = INNER + PACKET_SLOTS;

// Bits of HAS.
export const HAS_ADDRESSES = 1 << 0;
export const HAS_LEN = 1 << 1;
export const HAS_TOS = 1 << 2;
export const HAS_PREC = 1 << 3;
export const HAS_TTL = 1 << 4;
export const HAS_ID = 1 << 5;
export const HAS_CE = 1 << 6;
export const HAS_DF = 1 << 7;
export const HAS_MF = 1 << 8;
export const HAS_FRAG = 1 << 9;
export const HAS_IPOPT = 1 << 10;
export const HAS_TC = 1 << 11;
export const HAS_HOPLIMIT = 1 << 12;
export const HAS_FLOWLBL = 1 << 13;
export const HAS_EXT = 1 << 14;
export const HAS_FRAG6 = 1 << 15;
export const HAS_FRAG6_MORE = 1 << 16;
export const HAS_EXT_INCOMPLETE = 1 << 17;
export const HAS_PROTO = 1 << 18;
export const HAS_PORTS = 1 << 19;
export const HAS_SEQ_ACK = 1 << 20;
export const HAS_WINDOW = 1 << 21;
export const HAS_RES = 1 << 22;
export const HAS_FLAGS = 1 << 23;
export const HAS_URGP = 1 << 24;
export const HAS_TCPOPT = 1 << 25;
export const HAS_UDPLEN = 1 << 26;
export const HAS_TYPE_CODE = 1 << 27;
export const HAS_ICMPID = 1 << 28;
export const HAS_INCOMPLETE = 1 << 29;
export const HAS_PACKET_TRUNCATED = 1 << 30;

// Bits of HAS_MORE.
export const HAS_PARAMETER = 1 << 0;
export const HAS_POINTER = 1 << 1;
export const HAS_GATEWAY = 1 << 2;
export const HAS_MTU = 1 << 3;
export const HAS_SPI = 1 << 4;
export const HAS_TCPOPT_TRUNCATED = 1 << 5;
export const HAS_INNER = 1 << 6;

/** A structure for `parseLine` and `scanLine` to fill, again and again. */
export function createPacket(): Int32Array {
  return new Int32Array(SLOTS);
}
