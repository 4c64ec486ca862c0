/**
 * The flow key as words: what the hot path fills for each line, hashes, and compares, instead of
 * making text. One scratch record serves both lookups of a line: the flow's key and the
 * connection's five-tuple.
 *
 *   0 … 3   4 … 7   8      9      10     11   │ 12      13            14
 *   SRC     DST     SHAPE  PORT   POINT  HOUR │ PORTS   ADDRESS_HASH  SEED
 *   └──────────── the flow's key ────────────┘
 *
 * SHAPE: the protocol and which fields the line had, so that "port 0" and "no port" are different
 * keys. The seed is random for each table: who sends packets cannot aim many keys at one place of
 * the index.
 */
import { randomInt } from 'node:crypto';
import * as slots from '../../parser/packet.ts';
import { finishHash, scrambleWord } from './hash.ts';

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

export const SRC = 0;
export const DST = 4;
export const SHAPE = 8;
/** Port, or ICMP type and code as `type << 8 | code`. */
export const PORT = 9;
export const POINT = 10;
/** Hours since the epoch. */
export const HOUR = 11;
export const KEY_WORDS = 12;
/** Both ports as `source << 16 | destination`; of ICMP the identifier, and type and code. */
export const PORTS = 12;
export const ADDRESS_HASH = 13;
export const SEED = 14;
const SCRATCH_WORDS = 15;

/** Low bits of SHAPE: the IANA number, or PROTOCOL_HIDDEN. */
export const PROTOCOL_MASK = 0x1ff;
export const PROTOCOL_HIDDEN = 0x100;
export const WITH_PORT = 1 << 9;
export const WITH_TYPE_CODE = 1 << 10;
export const IS_REPLY = 1 << 11;
export const WITH_SOURCE = 1 << 12;
export const WITH_DESTINATION = 1 << 13;
/** Two bits: 0 exact, else 1 + the index into OVERFLOW_LEVELS. */
export const LEVEL_SHIFT = 14;

export const HOUR_US = 3_600_000_000;

/** A scratch record with a seed of its own. */
export function createKey(): Int32Array {
  const key = new Int32Array(SCRATCH_WORDS);
  key[SEED] = randomInt(2 ** 30) * 2 + 1;
  return key;
}

/**
 * Fills addresses, PORTS and SHAPE from the packet whose slots begin at `at` (OUTER or INNER).
 * SHAPE is complete but for IS_REPLY; PORT, POINT and HOUR are left alone.
 */
export function fillTuple(key: Int32Array, packet: Int32Array, at: number): void {
  const has = packet[at + HAS]!;
  for (let i = 0; i < 4; i++) {
    key[SRC + i] = packet[at + SRC_SLOT + i]!;
    key[DST + i] = packet[at + DST_SLOT + i]!;
  }
  let shape = (has & HAS_PROTO) === 0 ? PROTOCOL_HIDDEN : packet[at + PROTO_SLOT]! & 0xff;
  let ports = 0;
  if ((has & HAS_PORTS) !== 0) {
    shape |= WITH_PORT;
    ports = (packet[at + SPT_SLOT]! << 16) | packet[at + DPT_SLOT]!;
  } else if ((has & HAS_TYPE_CODE) !== 0) {
    shape |= WITH_TYPE_CODE;
    ports = (packet[at + TYPE_SLOT]! << 8) | packet[at + CODE_SLOT]!;
    if ((has & HAS_ICMPID) !== 0) ports |= packet[at + ICMPID_SLOT]! << 16;
  }
  if ((has & HAS_ADDRESSES) === 0) clearAddresses(key);
  else shape |= WITH_SOURCE | WITH_DESTINATION;
  key[SHAPE] = shape;
  key[PORTS] = ports;
  hashAddresses(key);
}

function clearAddresses(key: Int32Array): void {
  key.fill(0, SRC, DST + 4);
}

/** Keeps the hash of both addresses in ADDRESS_HASH: the common part of both lookups. */
export function hashAddresses(key: Int32Array): void {
  const seed = key[SEED]!;
  let hash = 0;
  for (let i = SRC; i < DST + 4; i++) hash = (hash + scrambleWord(key[i]!, i, seed)) | 0;
  key[ADDRESS_HASH] = hash;
}

/** Hash of the flow's key. */
export function hashKey(key: Int32Array): number {
  const seed = key[SEED]!;
  let hash = key[ADDRESS_HASH]!;
  for (let i = SHAPE; i < KEY_WORDS; i++) hash = (hash + scrambleWord(key[i]!, i, seed)) | 0;
  return finishHash(hash);
}

/** Hash of the five-tuple, wherever and whenever it was seen. */
export function hashTuple(key: Int32Array): number {
  const seed = key[SEED]!;
  const protocol = scrambleWord(key[SHAPE]! & PROTOCOL_MASK, SHAPE, seed);
  return finishHash((key[ADDRESS_HASH]! + protocol + scrambleWord(key[PORTS]!, PORTS, seed)) | 0);
}
