import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KmsgPosition } from '../../../../src/agent/sources/kmsg/kmsg-position.ts';

const bootId = 'b007';

function positionAt(cursor: string, fromRawUs = Number.NEGATIVE_INFINITY): KmsgPosition {
  return new KmsgPosition({ bootId, cursor, fromRawUs });
}

describe('KmsgPosition', () => {
  it('counts every sequence behind its cursor once, whatever the device leaves out', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.nat(1_000), steps, (start, skips) => {
        const position = positionAt(`${bootId}:${start}`);
        let [sequence, counted] = [start, 0];
        for (const skip of skips) {
          sequence += skip;
          if (position.advance(sequence, sequence)) counted += 1;
          if (position.advance(sequence, sequence)) counted += 1;
        }
        const lost = position.takeGaps().reduce((sum, { count }) => sum + (count ?? 0), 0);
        expect(counted + lost).toBe(sequence - start);
        expect(position.cursor).toBe(`${bootId}:${sequence}`);
      }),
    );
  });

  it('tells where a gap begins and ends by printk', () => {
    const position = positionAt('');
    position.advance(1, 100);
    position.advance(5, 250);
    const gap = { cause: 'kmsg_overrun', count: 3, firstRawUs: 100, lastRawUs: 250 };
    expect(position.takeGaps()).toEqual([gap]);
    expect(position.takeGaps()).toEqual([]);
  });

  describe('behind another source', () => {
    const behind = (cursor: string, countedRawUs: number) =>
      new KmsgPosition({ bootId, cursor, fromRawUs: Number.NEGATIVE_INFINITY, countedRawUs });

    it('passes over what that has counted, without a gap', () => {
      const position = behind('', 200);
      const counted = [100, 200, 201, 150].map((rawUs, i) => position.advance(70 + i, rawUs));
      expect(counted).toEqual([false, false, true, true]);
      expect(position.takeGaps()).toEqual([]);
    });

    it('tells that something is missing where the ring begins behind it', () => {
      const position = behind('', 200);
      expect(position.advance(70, 300)).toBe(true);
      const gap = { cause: 'restart_gap', count: undefined, firstRawUs: 200, lastRawUs: 300 };
      expect(position.takeGaps()).toEqual([gap]);
    });

    it('does not tell of its own gap what the other has counted', () => {
      const position = behind(`${bootId}:10`, 200);
      expect([position.advance(70, 150), position.advance(71, 250)]).toEqual([false, true]);
      expect(position.takeGaps()).toEqual([]);
    });

    it('misses nothing where its own cursor goes on', () => {
      const position = behind(`${bootId}:10`, 200);
      expect(position.advance(11, 250)).toBe(true);
      expect(position.takeGaps()).toEqual([]);
    });
  });

  it('starts anew in another boot, whose sequences begin at 0 again', () => {
    const position = positionAt('dead-0:70000');
    expect(position.advance(0, 10)).toBe(true);
    expect(position.advance(1, 20)).toBe(true);
    const gap = { cause: 'boot_gap', count: undefined, firstRawUs: 0, lastRawUs: 10 };
    expect(position.takeGaps()).toEqual([gap]);
    expect(position.cursor).toBe(`${bootId}:1`);
  });

  it('passes over the old once: what comes behind counts, whatever its stamp', () => {
    const position = positionAt('', 1_000);
    expect([999, 1_000, 500].map((rawUs, at) => position.advance(at, rawUs))).toEqual([
      false,
      true,
      true,
    ]);
    expect(position.takeGaps()).toEqual([]);
  });

  it('counts what comes after the end was reached once', () => {
    const position = positionAt('', Number.POSITIVE_INFINITY);
    expect(position.advance(1, 1)).toBe(false);
    position.reachEnd();
    expect(position.advance(2, 2)).toBe(true);
  });
});
