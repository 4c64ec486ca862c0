/** Damaged files: never a wrong record, never an error or a hang, whatever is damaged. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type HealthyJournal, healthyJournal } from './healthy-journal.ts';
import { readJournal, temporaryDirectory } from './read-journal.ts';

/** Enough to meet every check, and quick enough for every run. */
const MUTANTS = 400;

/** Values that break arithmetic: sizes, offsets and counts at and past every edge. */
const EDGES = [
  0,
  1,
  7,
  8,
  15,
  16,
  17,
  63,
  64,
  72,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 53,
  2 ** 63,
];

type Random = (below: number) => number;

/** Numbers below `below` that depend on the seed alone (a linear congruence, its upper bits). */
function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One fault somewhere in the file. */
function damage(bytes: Buffer, random: Random): Buffer {
  const kind = random(6);
  const at = random(bytes.length - 8);
  const word = at - (at % 8);
  if (kind === 0) bytes[at]! ^= 1 << random(8);
  else if (kind === 1) bytes.writeBigUInt64LE(BigInt(EDGES[random(EDGES.length)]!), word);
  else if (kind === 2) bytes.copy(bytes, word, random(bytes.length / 8) * 8, word + 8);
  else if (kind === 3) bytes.fill(0, at, Math.min(bytes.length, at + random(2_000)));
  else if (kind === 4) bytes.writeUInt32LE(random(bytes.length), word + 4 * random(2));
  else return bytes.subarray(0, at);
  return bytes;
}

/** Puts the messages back: a damaged text is what the file says, nothing can tell. */
function restoreTexts(bytes: Buffer, healthy: HealthyJournal): void {
  for (const message of healthy.messages) {
    const at = healthy.bytes.indexOf(`MESSAGE=${message}`);
    healthy.bytes.copy(bytes, at, at, at + `MESSAGE=${message}`.length);
  }
}

it.each([
  ['usual', false],
  ['compact', true],
])('a damaged %s file gives genuine records or none', async (_, isCompact) => {
  using folder = temporaryDirectory();
  const path = join(folder.path, 'system@1.journal');
  const healthy = healthyJournal(isCompact);
  const { messages } = healthy;
  let whole = 0;
  for (let seed = 1; seed <= MUTANTS; seed += 1) {
    const random = seeded(seed);
    const mutant = damage(Buffer.from(healthy.bytes), random);
    restoreTexts(mutant, healthy);
    writeFileSync(path, mutant);
    const { texts, read, ignored, rejected } = await readJournal(folder.path);
    const rejections = Object.values(rejected).reduce((sum, count) => sum + count, 0);
    expect(read, `seed ${seed}`).toBe(texts.length + ignored + rejections);
    expect(texts.length, `seed ${seed}`).toBeLessThanOrEqual(messages.length);
    for (const text of texts) expect(messages, `seed ${seed}`).toContain(text);
    if (texts.length === messages.length) whole += 1;
  }
  expect(whole).toBeGreaterThan(MUTANTS / 4);
  expect(whole).toBeLessThan(MUTANTS);
});
