import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FOLLOWED_LINE_BYTES_MAX,
  fingerprint,
  formatCursor,
  type Position,
  parseCursor,
} from '../../../../src/agent/sources/file/position.ts';

const print = fc.uint8Array({ maxLength: 8 }).map(fingerprint);
const position: fc.Arbitrary<Position> = fc
  .record({
    inode: fc.nat(),
    offset: fc.nat({ max: 1e12 }),
    half: fc.nat({ max: FOLLOWED_LINE_BYTES_MAX }),
    head: print,
    tail: print,
    mtimeUs: fc.nat({ max: 2e15 }),
    inLongLine: fc.boolean(),
  })
  .map(({ half, ...rest }) => ({ ...rest, end: rest.offset + half }));

describe('a cursor', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 16 }), (positions) => {
        expect(parseCursor(formatCursor(positions))).toEqual(positions);
      }),
    );
  });

  it('tells of the newest generations when there are too many', () => {
    const positions = fc.sample(position, { numRuns: 20, seed: 1 });
    expect(parseCursor(formatCursor(positions))).toEqual(positions.slice(4));
  });

  it('may be of a file that was read to its end: then nothing is proven or newer', () => {
    expect(parseCursor('12:345')).toEqual([
      {
        ...{ inode: 12, offset: 345, end: 345, head: '', tail: '' },
        mtimeUs: Number.POSITIVE_INFINITY,
        inLongLine: false,
      },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['words', 'nonsense'],
    ['half a position', '1:2:3'],
    ['an end before the offset', `1:20:10:${'0'.repeat(16)}:${'0'.repeat(16)}:1`],
    ['a half line of any length', `1:1:999999999:${'0'.repeat(16)}:${'0'.repeat(16)}:1`],
    ['a number that is none', `1:1e3:1000:${'0'.repeat(16)}:${'0'.repeat(16)}:1`],
    ['one good and one bad position', '1:2,x'],
    ['more than could be open', Array.from({ length: 17 }, () => '1:2').join(',')],
  ])('is refused when it is %s', (_name, cursor) => {
    expect(parseCursor(cursor)).toBeUndefined();
  });

  it('of whatever text is read or refused', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789:,+af-') });
    fc.assert(
      fc.property(text, (cursor) => {
        const positions = parseCursor(cursor);
        expect(positions === undefined || positions.length > 0).toBe(true);
      }),
    );
  });
});
