/**
 * Fills and hashes flow keys (key-layout.ts). The seed of hashes is random for each table: who
 * sends packets cannot aim many keys at one place of an index.
 */
import * as slots from '../../parser/packet.ts';
import { finishHash, scrambleWord } from './hash.ts';
import * as layout from './key-layout.ts';
import { copyQuad } from './quads.ts';

// A module's own constants are folded into compiled code, imported ones are not: hence copies, here
// and in other hot files.
const { HAS, HAS_ADDRESSES, HAS_ICMPID, HAS_PORTS, HAS_PROTO, HAS_TYPE_CODE } = slots;
const CODE_SLOT = slots.CODE;
const DPT_SLOT = slots.DPT;
const DST_SLOT = slots.DST;
const ICMPID_SLOT = slots.ICMPID;
const PROTO_SLOT = slots.PROTO;
const SPT_SLOT = slots.SPT;
const SRC_SLOT = slots.SRC;
const TYPE_SLOT = slots.TYPE;
const {
  SRC,
  DST,
  SHAPE,
  PORT,
  POINT,
  HOUR,
  PORTS,
  PROTOCOL_MASK,
  PROTOCOL_HIDDEN,
  WITH_PORT,
  WITH_TYPE_CODE,
  IS_REPLY,
  WITH_SOURCE,
  WITH_DESTINATION,
} = layout;

/**
 * Fills addresses, PORTS and SHAPE of the key that begins at `at` from the packet whose slots begin
 * at `from` (OUTER or INNER). SHAPE is complete but for IS_REPLY; PORT, POINT and HOUR are left
 * alone.
 */
export function fillTuple(words: Int32Array, at: number, packet: Int32Array, from: number): void {
  const has = packet[from + HAS]!;
  copyQuad(words, at + SRC, packet, from + SRC_SLOT);
  copyQuad(words, at + DST, packet, from + DST_SLOT);
  let shape = (has & HAS_PROTO) === 0 ? PROTOCOL_HIDDEN : packet[from + PROTO_SLOT]! & 0xff;
  let ports = 0;
  if ((has & HAS_PORTS) !== 0) {
    shape |= WITH_PORT;
    ports = (packet[from + SPT_SLOT]! << 16) | packet[from + DPT_SLOT]!;
  } else if ((has & HAS_TYPE_CODE) !== 0) {
    shape |= WITH_TYPE_CODE;
    ports = (packet[from + TYPE_SLOT]! << 8) | packet[from + CODE_SLOT]!;
    if ((has & HAS_ICMPID) !== 0) ports |= packet[from + ICMPID_SLOT]! << 16;
  }
  if ((has & HAS_ADDRESSES) === 0) words.fill(0, at + SRC, at + DST + 4);
  else shape |= WITH_SOURCE | WITH_DESTINATION;
  words[at + SHAPE] = shape;
  words[at + PORTS] = ports;
}

/** The PORT that belongs to SHAPE and PORTS: of a reply, the port that it comes from. */
export function portOf(shape: number, ports: number): number {
  return (shape & IS_REPLY) === 0 ? ports & 0xffff : ports >>> 16;
}

/** Hash of both addresses, the common part of both lookups; of IPv4, only of what can differ. */
export function hashAddresses(words: Int32Array, at: number, seed: number): number {
  const mapped =
    words[at]! |
    words[at + 1]! |
    (words[at + 2]! ^ 0xffff) |
    words[at + 4]! |
    words[at + 5]! |
    (words[at + 6]! ^ 0xffff);
  if (mapped === 0) {
    return (scrambleWord(words[at + 3]!, 3, seed) + scrambleWord(words[at + 7]!, 7, seed)) | 0;
  }
  let hash = 0;
  for (let i = SRC; i < DST + 4; i++) hash = (hash + scrambleWord(words[at + i]!, i, seed)) | 0;
  return hash;
}

/** Hash of the flow's key, given that of its addresses. */
export function hashKey(words: Int32Array, at: number, seed: number, addresses: number): number {
  const what = scrambleWord(words[at + SHAPE]! | (words[at + PORT]! << 16), SHAPE, seed);
  const where = scrambleWord((words[at + HOUR]! << 16) ^ words[at + POINT]!, POINT, seed);
  return finishHash((addresses + what + where) | 0);
}

/** Hash of the five-tuple, wherever and whenever it was seen, given that of its addresses. */
export function hashTuple(words: Int32Array, at: number, seed: number, addresses: number): number {
  const protocol = Math.imul(words[at + SHAPE]! & PROTOCOL_MASK, seed);
  return finishHash((addresses + scrambleWord(words[at + PORTS]! ^ protocol, PORTS, seed)) | 0);
}
