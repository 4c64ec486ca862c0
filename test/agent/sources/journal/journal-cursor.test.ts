import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  formatJournalCursor,
  parseJournalCursor,
} from '../../../../src/agent/sources/journal/journal-cursor.ts';

const id = fc.stringMatching(/^[0-9a-f]{32}$/);
const count = fc.integer({ min: 0, max: 2 ** 49 });
const cursor = fc.record({
  bootId: fc.oneof(id, fc.constant('')),
  entries: count,
  monotonicUs: count,
  sourceUs: count,
  realtimeUs: count,
  floorUs: fc.option(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { nil: undefined }),
  streams: fc.array(fc.record({ seqnumId: id, readTo: count }), { maxLength: 64 }),
});

it('is read as it was written', () => {
  fc.assert(
    fc.property(cursor, (given) => {
      expect(parseJournalCursor(formatJournalCursor(given))).toEqual(given);
    }),
  );
});

it('stays short, whatever the number of streams', () => {
  const streams = Array.from({ length: 1_000 }, () => ({ seqnumId: 'a'.repeat(32), readTo: 1 }));
  const text = formatJournalCursor({
    bootId: '',
    entries: 0,
    monotonicUs: 0,
    sourceUs: 0,
    realtimeUs: 0,
    floorUs: undefined,
    streams,
  });
  expect(text.length).toBeLessThan(3_000);
});

it('of another source, or another version, is none', () => {
  const uuid = '11111111-2222-3333-4444-555555555555';
  for (const text of ['', 's=1;i=2', `${uuid}:7`, '2;,0,0,0,0,', '1;,0,0,0,0,;abc:1']) {
    expect(parseJournalCursor(text)).toBeUndefined();
  }
});
