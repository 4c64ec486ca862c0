/** The hashes of hash.ts, hyperloglog.ts and flow-key.ts once more. AssemblyScript. */
import * as key from '../key-layout.ts';

const SALT_STEP: i32 = 0x9e3779b9;

export function finishHash(hash: u32): u32 {
  let spread: u32 = (hash ^ (hash >> 16)) * 0x85ebca6b;
  spread = (spread ^ (spread >> 13)) * 0xc2b2ae35;
  return spread ^ (spread >> 16);
}

function scrambleWord(word: i32, i: i32, seed: i32): u32 {
  const salted: u32 = (word ^ ((i + seed) * SALT_STEP)) * seed;
  return (salted ^ (salted >> 15)) * 0x846ca68b;
}

/** Both addresses of the pending line; of IPv4, only what can differ. */
export function hashAddresses(line: usize, seed: i32): u32 {
  const mapped = i32x4(0, 0, 0xffff, 0);
  const source = v128.xor(v128.load(line), mapped);
  const destination = v128.xor(v128.load(line, 16), mapped);
  const rest = v128.and(v128.or(source, destination), i32x4(-1, -1, -1, 0));
  if (!v128.any_true(rest)) {
    return scrambleWord(load<i32>(line, 12), 3, seed) + scrambleWord(load<i32>(line, 28), 7, seed);
  }
  let hash: u32 = 0;
  for (let i = 0; i < key.DST + 4; i++) {
    hash += scrambleWord(load<i32>(line + ((<usize>i) << 2)), i, seed);
  }
  return hash;
}

export function hashKey(line: usize, seed: i32, addresses: u32): u32 {
  const what = load<i32>(line, key.SHAPE << 2) | (load<i32>(line, key.PORT << 2) << 16);
  const where = (load<i32>(line, key.HOUR << 2) << 16) ^ load<i32>(line, key.POINT << 2);
  const hash = scrambleWord(what, key.SHAPE, seed) + scrambleWord(where, key.POINT, seed);
  return finishHash(addresses + hash);
}

export function hashTuple(line: usize, seed: i32, addresses: u32): u32 {
  const protocol = (load<i32>(line, key.SHAPE << 2) & key.PROTOCOL_MASK) * seed;
  const ports = load<i32>(line, key.PORTS << 2);
  return finishHash(addresses + scrambleWord(ports ^ protocol, key.PORTS, seed));
}

/** Of one word, for the registers of an estimate. */
export function hashWord(word: u32): u32 {
  let hash: u32 = (word ^ (word >> 16)) * 0x7feb352d;
  hash = (hash ^ (hash >> 15)) * 0x846ca68b;
  return hash ^ (hash >> 16);
}
