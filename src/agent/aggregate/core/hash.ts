/** The hashes of hash.ts, flow-key.ts and hyperloglog.ts once more. */
import * as key from '../key-layout.ts';
import { get } from './memory.ts';

const SALT_STEP: i32 = 0x9e3779b9;

function finishHash(hash: u32): u32 {
  let spread: u32 = (hash ^ (hash >> 16)) * 0x85ebca6b;
  spread = (spread ^ (spread >> 13)) * 0xc2b2ae35;
  return spread ^ (spread >> 16);
}

export function scrambleWord(word: i32, i: i32, seed: i32): u32 {
  const salted: u32 = (word ^ ((i + seed) * SALT_STEP)) * seed;
  return (salted ^ (salted >> 15)) * 0x846ca68b;
}

export function hashKey(line: usize, addresses: u32, seed: i32): u32 {
  const what = get(line, key.SHAPE) | (get(line, key.PORT) << 16);
  const where = (get(line, key.HOUR) << 16) ^ get(line, key.POINT);
  const hash = scrambleWord(what, key.SHAPE, seed) + scrambleWord(where, key.POINT, seed);
  return finishHash(addresses + hash);
}

export function hashTuple(addresses: u32, protocol: i32, ports: i32, seed: i32): u32 {
  return finishHash(addresses + scrambleWord(ports ^ (protocol * seed), key.PORTS, seed));
}

/** Of one word, for the registers of an estimate. */
export function hashWord(word: u32): u32 {
  let hash: u32 = (word ^ (word >> 16)) * 0x7feb352d;
  hash = (hash ^ (hash >> 15)) * 0x846ca68b;
  return hash ^ (hash >> 16);
}
