import { describe, expect, it } from 'vitest';
import { Random } from '../../bench/random.ts';
import { compare, differenceOf, sumOf } from './count.ts';
import { Packets } from './packets.ts';

describe('a comparison', () => {
  it('tells keys with too few lines, too many, and none on either side', () => {
    const written = new Map(Object.entries({ same: 1, fewer: 4, more: 2, missing: 3 }));
    const counted = new Map(Object.entries({ same: 1, fewer: 1, more: 7, invented: 2 }));
    const unequal = compare(written, counted);
    expect(unequal.map(({ key }) => key)).toEqual(['fewer', 'more', 'missing', 'invented']);
    expect(differenceOf(unequal)).toBe(3 + 5 + 3 + 2);
    expect(compare(written, written)).toEqual([]);
  });
});

describe('packets', () => {
  it('are counted as they are written', () => {
    const packets = new Packets(1, new Random(1));
    const texts = Array.from({ length: 500 }, () => packets.next());
    expect(sumOf(packets.written)).toBe(500);
    expect(packets.lines).toBe(500);
    for (const key of packets.written.keys()) {
      const [, source, destination, protocol, port, prefix] =
        /^(\S+) > (\S+) (\w+)\/(\d+) (\S+)$/.exec(key) ?? [];
      const of = texts.filter(
        (text) =>
          text.startsWith(`${prefix}: `) &&
          text.includes(`SRC=${source} DST=${destination} `) &&
          text.includes(`PROTO=${protocol} `) &&
          text.includes(`DPT=${port} `),
      );
      expect(of).toHaveLength(packets.written.get(key)!);
    }
  });
});
