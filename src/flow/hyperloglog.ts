/**
 * HyperLogLog of 64 one-byte registers: how many distinct values were seen, within about 13 % (1.04
 * / √64). Agents fill registers, the aggregator merges them: the hash is therefore part of the wire
 * contract and never changes. Allocation-free: registers are a range of a caller-owned array.
 * Flajolet et al., "HyperLogLog", 2007.
 */

/** Registers of one estimate, one byte each. */
export const REGISTERS = 64;

/** Bits of a hash that choose the register; the remaining ones give the rank. */
const REGISTER_BITS = 6;

/** By rank, of which registers hold bytes: what it adds to the sum. */
const SHARES = Float64Array.from({ length: 256 }, (_, rank) => 2 ** -rank);

/** Bias correction for 64 registers (figure 3 of the paper). */
const ALPHA = 0.709;

/** Hash of one 32-bit value: a bijection, so distinct values never collide. */
export function hashWord(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

/** Hash of an address in four words. */
export function hashAddress(words: Int32Array, at: number): number {
  let hash = 0;
  for (let i = 0; i < 4; i++) hash = hashWord(Math.imul(hash, 31) ^ words[at + i]!);
  return hash;
}

/** Adds a hashed value to the registers that begin at `at`. */
export function addHash(registers: Uint8Array, at: number, hash: number): void {
  const register = at + (hash >>> (32 - REGISTER_BITS));
  const rank = Math.clz32((hash << REGISTER_BITS) | (1 << (REGISTER_BITS - 1))) + 1;
  if (rank > registers[register]!) registers[register] = rank;
}

/** Makes `into` stand for the union of both. */
export function mergeRegisters(into: Uint8Array, from: Uint8Array): void {
  for (let i = 0; i < REGISTERS; i++) {
    if (from[i]! > into[i]!) into[i] = from[i]!;
  }
}

/** About how many distinct values were added; 0 for empty registers. */
export function estimateDistinct(registers: Uint8Array): number {
  let sum = 0;
  let zeros = 0;
  for (let i = 0; i < registers.length; i++) {
    sum += SHARES[registers[i]!]!;
    if (registers[i] === 0) zeros++;
  }
  if (registers.length === 0 || zeros === registers.length) return 0;
  const raw = (ALPHA * REGISTERS * REGISTERS) / sum;
  // Linear counting is the better estimate while some registers are untouched.
  const isSmall = raw <= 2.5 * REGISTERS && zeros > 0;
  return Math.round(isSmall ? REGISTERS * Math.log(REGISTERS / zeros) : raw);
}
