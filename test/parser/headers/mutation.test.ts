import { describe, expect, it } from 'vitest';
import { createLineFramer } from '../../../src/parser/headers/framer.ts';
import { createRecordIndex } from '../../../src/parser/records.ts';
import { fixtureBytes, fixtureNames } from '../../fixtures.ts';
import { frameAll, NOW_US } from './frame-all.ts';

const ROUNDS = 12;
/** Bytes that mean something to some header. */
const MEANINGFUL = Buffer.from(' []<>{}"\\:;,=.+-T Z1\n\r\0\x1b_kPF');

/** A linear congruential generator: the same mutants in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(input: Buffer, random: (below: number) => number): Buffer {
  const bytes = Buffer.from(input);
  for (let i = 0; i < 20; i++) {
    const at = random(bytes.length);
    const kind = random(4);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes[at] = MEANINGFUL[random(MEANINGFUL.length)]!;
    else if (kind === 2) bytes.copy(bytes, at, random(bytes.length), bytes.length);
    else bytes.fill(bytes[at]!, at, Math.min(bytes.length, at + random(64)));
  }
  return bytes.subarray(0, 1 + random(bytes.length));
}

describe('mutated headers', () => {
  it.each(fixtureNames('formats'))('%s: nothing throws, loops or is miscounted', (file) => {
    const random = createRandom(file.length * 7919);
    const input = fixtureBytes(`formats/${file}`);
    for (let round = 0; round < ROUNDS; round++) {
      const framed = frameAll(mutate(input, random), { capacity: 1 + random(8) });
      expect(framed.read).toBe(framed.texts.length + framed.ignored + framed.rejected);
    }
  });

  it.each([
    'Nov 21 10:04:23 vm kern.notice kernel: [ 3763.246096] [   C0] text',
    '<5>1 2026-11-21T10:04:23.430731+00:00 vm kernel - - [meta a="\\]"] [ 3763.246096] text',
    'kern  :notice: [ 3863.722099 <    0.578443>] text',
    '6,14828395,5866941435,-,caller=T1;text',
    'Nov 21 10:04:23 vm kernel: message repeated 2 times: [ text]',
    '2026-11-21T10:06:03.722099123Z stdout F [Sat Nov 21 10:06:03 2026] text',
  ])('reads nothing behind the end of %s', (line) => {
    const bytes = Buffer.from(line);
    const index = createRecordIndex(4);
    for (let end = 0; end <= bytes.length; end++) {
      const framer = createLineFramer({ nowUs: NOW_US });
      framer.frame(bytes, 0, end, index);
      const texts = Array.from({ length: index.count }, (_, i) =>
        bytes.toString('utf8', index.starts[i], index.ends[i]),
      );
      expect(texts).toEqual(frameAll(line.slice(0, end)).texts);
    }
  });
});
