import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertHour, readHours, writeHours } from '../../../src/aggregator/store/hour-runs.ts';
import {
  addTally,
  COUNT_MAX,
  readTally,
  type Tally,
  tallyOf,
  writeTally,
} from '../../../src/aggregator/store/tally.ts';
import { ByteReader } from '../../../src/wire/byte-reader.ts';
import { ByteWriter } from '../../../src/wire/byte-writer.ts';
import { WireError } from '../../../src/wire/wire-error.ts';
import { flow } from '../../wire/arbitraries.ts';
import { flowOf } from '../examples.ts';

/** What `write` appends to a writer of its own. */
function written(write: (out: ByteWriter) => void): Uint8Array {
  const out = new ByteWriter(0);
  write(out);
  return out.written();
}

describe('a tally', () => {
  const bytesOf = (tally: Tally, hour: number) => written((out) => writeTally(out, tally, hour));

  it('comes back as it was, whatever its hour', () => {
    fc.assert(
      fc.property(flow, fc.nat({ max: 0xffff_ffff }), (of, hour) => {
        const tally = tallyOf(of);
        expect(readTally(new ByteReader(bytesOf(tally, hour)), hour)).toEqual(tally);
      }),
    );
  });

  it('takes some 25 bytes of an hour', () => {
    const of = flowOf({ sourcePorts: [40_000, 41_000] });
    expect(bytesOf(tallyOf(of), of.hour).length).toBeLessThan(25);
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

describe('a damaged tally', () => {
  it('takes no memory for ports that it has not', () => {
    const bytes = written((out) => {
      out.reserve(32);
      // Its marks say that it has ports; ten numbers; then how many ports.
      for (const number of [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10_000_000]) out.varint(number);
    });
    expect(() => readTally(new ByteReader(bytes), 0)).toThrow(WireError);
  });
});

describe('hours as runs', () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 400 }));
  const bytesOf = (all: readonly number[]) => written((out) => writeHours(out, all));

  it('come back as they were', () => {
    fc.assert(
      fc.property(hours, fc.nat({ max: 0xffff_0000 }), (chosen, from) => {
        const all = chosen.sort((a, b) => a - b).map((hour) => from + hour);
        expect(readHours(new ByteReader(bytesOf(all)))).toEqual(all);
      }),
    );
  });

  it('take a few bytes where an edge is always there', () => {
    const month = Array.from({ length: 720 }, (_, i) => 490_000 + i);
    expect(bytesOf(month).length).toBeLessThanOrEqual(7);
  });

  it('are never written where they could not be read again', () => {
    const all = Array.from({ length: 876_601 }, (_, hour) => hour);
    expect(() => bytesOf(all)).toThrow(/more hours than a century/);
    expect(readHours(new ByteReader(bytesOf(all.slice(1))))).toHaveLength(876_600);
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
