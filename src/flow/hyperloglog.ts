/**
 * HyperLogLog with 64 registers of one byte: distinct counts in constant memory, about 13 % standard error.
 * Merging is the maximum per register, so neither order nor repetition matters.
 * Flajolet et al., "HyperLogLog: the analysis of a near-optimal cardinality estimation algorithm", 2007.
 */

/** Registers of one sketch, which is also its size in bytes. */
export const REGISTERS = 64;

/** Bias correction for 64 registers (2007, figure 3). */
const ALPHA = 0.709;

/** Counts a value, an integer of 32 bits, into `registers`. */
export function addToRegisters(registers: Uint8Array, value: number): void {
  const hash = mixBits(value);
  const register = hash >>> 26;
  const rank = Math.clz32((hash << 6) | 0x20) + 1;
  if (rank > registers[register]!) registers[register] = rank;
}

/** Spreads 32 bits over 32 bits (the finaliser of MurmurHash3). */
function mixBits(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Makes `into` the sketch of both sets. */
export function mergeRegisters(into: Uint8Array, from: Uint8Array): void {
  for (let i = 0; i < REGISTERS; i++) {
    if (from[i]! > into[i]!) into[i] = from[i]!;
  }
}

/** Estimate of how many distinct values were counted, rounded. */
export function estimateDistinct(registers: Uint8Array): number {
  let sum = 0;
  let empty = 0;
  for (let i = 0; i < REGISTERS; i++) {
    sum += 2 ** -registers[i]!;
    if (registers[i] === 0) empty++;
  }
  const raw = (ALPHA * REGISTERS * REGISTERS) / sum;
  if (raw > 2.5 * REGISTERS || empty === 0) return Math.round(raw);
  return Math.round(REGISTERS * Math.log(REGISTERS / empty));
}
