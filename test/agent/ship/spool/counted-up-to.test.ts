import { describe, expect, it } from 'vitest';
import { countedUpTo } from '../../../../src/agent/ship/spool/counted-up-to.ts';
import type { Binding } from '../../../../src/agent/ship/spool/segment-format.ts';
import type { Welcome } from '../../../../src/wire/ingest.ts';

const BOUND: Binding = {
  store: 's',
  epoch: 7,
  base: 100,
  end: 120,
  previous: { epoch: 5, sequence: 9 },
};
const HELD = { binding: BOUND, released: 104, last: 120, isReading: false };
const WELCOME: Welcome = { epoch: 8, sequence: 0, cursor: 'c', store: 's' };
const READING = { bootId: 'b', rawUs: 5, wallUs: 6 };

describe('how much of a spool is counted', () => {
  it.each([
    { what: 'what the epoch had applied', previous: { epoch: 7, sequence: 12 }, counted: 112 },
    { what: 'no more than was acknowledged', previous: { epoch: 7, sequence: 4 }, counted: 104 },
    { what: 'all of it', previous: { epoch: 7, sequence: 20 }, counted: 120 },
    {
      what: 'more than the disk kept of it',
      previous: { epoch: 7, sequence: 21 },
      counted: 'overtaken',
    },
    {
      what: 'less than was acknowledged: the store went back',
      previous: { epoch: 7, sequence: 3 },
      counted: 'overtaken',
    },
    {
      what: 'something that we do not know',
      previous: { epoch: 6, sequence: 1 },
      counted: 'overtaken',
    },
    { what: 'nothing any more', previous: undefined, counted: 'overtaken' },
  ])('by an aggregator that has counted $what', ({ previous, counted }) => {
    const welcome = previous ? { ...WELCOME, previous } : WELCOME;
    expect(countedUpTo(HELD, welcome)).toBe(counted);
  });

  it('is nothing of an epoch in which nothing was applied', () => {
    const { previous } = BOUND;
    expect(countedUpTo({ ...HELD, released: 100 }, { ...WELCOME, previous: previous! })).toBe(100);
  });

  it('is nothing by a store that never heard of the node, and unknown by one that did', () => {
    const other = { ...WELCOME, store: 'other' };
    expect(countedUpTo(HELD, other)).toBe(104);
    expect(countedUpTo(HELD, { ...other, previous: { epoch: 7, sequence: 12 } })).toBe('overtaken');
  });

  it('is unknown where another source has counted the same lines since', () => {
    const previous = { epoch: 7, sequence: 20 };
    const welcome = { ...WELCOME, previous, counted: READING };
    expect(countedUpTo(HELD, welcome)).toBe('overtaken');
    const unread = { ...HELD, released: 120 };
    expect(countedUpTo(unread, welcome)).toBe(120);
    expect(countedUpTo({ ...unread, isReading: true }, welcome)).toBe('overtaken');
    const binding = { ...BOUND, counted: READING };
    expect(countedUpTo({ ...HELD, binding }, welcome)).toBe(120);
  });
});
