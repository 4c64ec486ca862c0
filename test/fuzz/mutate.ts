/** Inputs out of inputs: one to four random changes, blind to what they reach. */
import type { Random } from '../../bench/random.ts';

/** Longest input in bytes. */
export const INPUT_BYTES_MAX = 64 * 1024;

/** Where arithmetic breaks: at and past every edge. */
export const EDGES: readonly bigint[] = [
  ...[0n, 1n, 7n, 8n, 15n, 16n, 17n, 63n, 64n, 72n, 127n, 128n, 255n, 256n, 65_535n, 65_536n],
  ...[2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n],
];

export interface Pool {
  readonly inputs: readonly Uint8Array[];
  readonly words: readonly string[];
}

type Change = (input: Buffer, pool: Pool, random: Random) => Buffer;

const CHANGES: readonly Change[] = [
  (input, _pool, random) => replaced(input, place(input, random), 1, byte(random)),
  (input, _pool, random) => replaced(input, place(input, random), 0, byte(random)),
  (input, _pool, random) => replaced(input, place(input, random), random.between(1, 32), EMPTY),
  (input, _pool, random) => input.subarray(0, place(input, random)),
  turnBit,
  repeat,
  putWord,
  putWord,
  putEdge,
  splice,
];

const EMPTY = Buffer.alloc(0);

export function mutate(pool: Pool, random: Random): Uint8Array {
  let input: Buffer = Buffer.from(random.pick(pool.inputs));
  for (let changes = random.between(1, 4); changes > 0; changes -= 1) {
    input = random.pick(CHANGES)(input, pool, random);
  }
  return input.subarray(0, INPUT_BYTES_MAX);
}

function turnBit(input: Buffer, _pool: Pool, random: Random): Buffer {
  const at = place(input, random);
  if (at < input.length) input[at]! ^= 1 << random.below(8);
  return input;
}

function repeat(input: Buffer, _pool: Pool, random: Random): Buffer {
  const at = place(input, random);
  const piece = input.subarray(at, at + random.between(1, 64));
  const times = random.chance(0.05) ? random.below(400) : random.below(4);
  return replaced(input, at, 0, Buffer.concat(Array.from({ length: times }, () => piece)));
}

function putWord(input: Buffer, { words }: Pool, random: Random): Buffer {
  if (words.length === 0) return input;
  const word = Buffer.from(random.pick(words), 'latin1');
  return replaced(input, place(input, random), random.chance(0.5) ? word.length : 0, word);
}

function putEdge(input: Buffer, _pool: Pool, random: Random): Buffer {
  const edge = random.pick(EDGES);
  const digits = Buffer.from(String(edge));
  if (random.chance(0.5)) return replaced(input, place(input, random), random.below(4), digits);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(edge);
  const length = random.pick([1, 2, 4, 8]);
  return replaced(input, place(input, random), length, bytes.subarray(0, length));
}

/** The beginning of one, and the end of another. */
function splice(input: Buffer, { inputs }: Pool, random: Random): Buffer {
  const other = Buffer.from(random.pick(inputs));
  return Buffer.concat([
    input.subarray(0, place(input, random)),
    other.subarray(place(other, random)),
  ]);
}

function replaced(input: Buffer, at: number, length: number, by: Buffer): Buffer {
  return Buffer.concat([input.subarray(0, at), by, input.subarray(at + length)]);
}

function place(input: Buffer, random: Random): number {
  return random.below(input.length + 1);
}

function byte(random: Random): Buffer {
  return Buffer.from([random.below(256)]);
}
