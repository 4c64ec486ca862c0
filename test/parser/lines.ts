/** Lines for parser tests: the genuine corpus, and mutations of it with a seed. */
import { readFileSync } from 'node:fs';

export interface GenuineLine {
  readonly case: string;
  readonly line: string;
  readonly family: string;
  readonly cut_at?: number;
  readonly [field: string]: unknown;
}

const fixtures = new URL('../fixtures/', import.meta.url);

export function readJsonLines<T>(name: string): T[] {
  const text = readFileSync(new URL(name, fixtures), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

export const GENUINE: readonly GenuineLine[] = readJsonLines<GenuineLine>('genuine/truth.jsonl');

/** Text of a kmsg record: what stands behind the header, escapes as they are. */
export function kmsgText(line: string): Buffer {
  return Buffer.from(line.slice(line.indexOf(';') + 1), 'latin1');
}

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TOKENS = [
  'IN=',
  ' OUT=',
  'SRC=',
  'DPT=',
  ' ',
  '  ',
  '[',
  '] ',
  'PROTO=TCP ',
  'OPT (',
  '\\x0a',
];

/**
 * One random damage: cut, flip, insert, delete, splice with another line, or a grammar token in the
 * wrong place.
 */
export function mutate(text: Buffer, other: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * (text.length + 1));
  const length = 1 + Math.floor(random() * 20);
  const rest = text.subarray(Math.min(text.length, at + length));
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.subarray(0, at);
    case 1:
      return Buffer.concat([
        text.subarray(0, at),
        Buffer.from([random() * 256]),
        text.subarray(at + 1),
      ]);
    case 2:
      return Buffer.concat([text.subarray(0, at), rest]);
    case 3: {
      const token = TOKENS[Math.floor(random() * TOKENS.length)]!;
      return Buffer.concat([text.subarray(0, at), Buffer.from(token), text.subarray(at)]);
    }
    case 4:
      return Buffer.concat([
        text.subarray(0, at),
        other.subarray(Math.floor(random() * other.length)),
      ]);
    case 5: {
      const digit = 0x30 + Math.floor(random() * 10);
      return Buffer.concat([text.subarray(0, at), Buffer.from([digit]), text.subarray(at)]);
    }
    default:
      return Buffer.concat([
        text.subarray(0, at),
        Buffer.from([random() * 256]),
        text.subarray(at),
      ]);
  }
}
