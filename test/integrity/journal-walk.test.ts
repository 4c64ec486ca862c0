/**
 * The promise: whatever happens to journald, the machine and the reader, in any order, every kernel
 * entry that journald stored is given once, and nothing is lost but what journald missed, and what
 * was removed before it was read: that is counted.
 */
import { describe, expect } from 'vitest';
import { Random } from '../../bench/random.ts';
import { inLab } from '../journald/in-lab.ts';
import { Walk } from '../journald/walk.ts';

const SEEDS = [10];
const STEPS = 14;
/** Small files, so that journald rotates by itself too. */
const OPTIONS = { conf: ['SystemMaxFileSize=512K', 'SystemMaxFiles=1000'] };

describe('over any walk of events', () => {
  for (const seed of SEEDS) {
    inLab(
      `every stored entry is given once (seed ${seed})`,
      async (lab) => {
        const walk = new Walk(lab, new Random(seed));
        await walk.begin();
        for (let step = 0; step < STEPS; step++) await walk.step();
        const stored = await walk.finish();
        expect(walk.messages).toEqual(stored);
        const missed = await lab.missed();
        expect(walk.lost).toBeGreaterThanOrEqual(missed);
        expect(walk.lost).toBeLessThanOrEqual(missed + walk.kills);
      },
      OPTIONS,
    );

    inLab(
      `with vacuums every stored entry is given once or counted (seed ${seed})`,
      async (lab) => {
        const random = new Random(seed);
        const walk = new Walk(lab, random);
        await walk.begin();
        for (let step = 0; step < STEPS; step++) {
          await (random.chance(0.3) ? walk.vacuum() : walk.step());
        }
        const stored = await walk.finish();
        const given = new Set(walk.messages);
        expect(walk.messages).toEqual(stored.filter((message) => given.has(message)));
        expect(walk.lost).toBeGreaterThanOrEqual(stored.length - given.size);
      },
      OPTIONS,
    );
  }
});
