import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHours, encodeHours, insertHour } from '../../../src/aggregator/store/hour-runs.ts';
import {
  addTally,
  COUNT_MAX,
  decodeTally,
  encodeTally,
  tallyOf,
} from '../../../src/aggregator/store/tally.ts';
import { ByteWriter } from '../../../src/wire/byte-writer.ts';
import { flow } from '../../wire/arbitraries.ts';
import { flowOf } from '../examples.ts';

describe('a tally', () => {
  const out = new ByteWriter(0);

  it('comes back as it was, whatever its hour', () => {
    fc.assert(
      fc.property(flow, fc.nat({ max: 0xffff_ffff }), (of, hour) => {
        const tally = tallyOf(of);
        expect(decodeTally(encodeTally(out, tally, hour), hour)).toEqual(tally);
      }),
    );
  });

  it('takes some 25 bytes of an hour', () => {
    const of = flowOf({ sourcePorts: [40_000, 41_000] });
    expect(encodeTally(out, tallyOf(of), of.hour).length).toBeLessThan(25);
  });

  it('keeps a known first time before an unknown one', () => {
    const sum = tallyOf(flowOf({ firstSeenUs: 0 }));
    addTally(sum, tallyOf(flowOf({ firstSeenUs: 7 })), false);
    addTally(sum, tallyOf(flowOf({ firstSeenUs: 0 })), false);
    expect(sum.firstSeenUs).toBe(7);
  });

  it('stops at what a number holds exactly', () => {
    const sum = tallyOf(flowOf({ lines: COUNT_MAX }));
    addTally(sum, tallyOf(flowOf({ lines: 5 })), false);
    expect(sum.lines).toBe(COUNT_MAX);
  });

  it.each([0.5, -1, Number.NaN, 2 ** 53])('is never made of %d lines', (lines) => {
    expect(() => tallyOf(flowOf({ lines }))).toThrow(/is no count/);
  });
});

describe('hours as runs', () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 400 }));
  const out = new ByteWriter(0);

  it('come back as they were', () => {
    fc.assert(
      fc.property(hours, fc.nat({ max: 0xffff_0000 }), (chosen, from) => {
        const all = chosen.sort((a, b) => a - b).map((hour) => from + hour);
        expect(decodeHours(encodeHours(out, all))).toEqual(all);
      }),
    );
  });

  it('take a few bytes where an edge is always there', () => {
    const month = Array.from({ length: 720 }, (_, i) => 490_000 + i);
    expect(encodeHours(out, month).length).toBeLessThanOrEqual(6);
  });

  it('are put in their place, each once, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 })), (chosen) => {
        const all: number[] = [];
        const isNew = chosen.map((hour) => insertHour(all, hour));
        expect(all).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        expect(isNew.filter(Boolean)).toHaveLength(all.length);
      }),
    );
  });
});
