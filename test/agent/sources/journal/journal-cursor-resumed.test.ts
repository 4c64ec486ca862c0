import { describe, expect, it } from 'vitest';
import { JournalBuilder, otherEntry } from './journal-builder.ts';
import { build, buildOther, entries, inNumbers, NEXT_BOOT, Reading } from './reading.ts';

describe('a cursor', () => {
  it('leads to the next entry, in the same file or in the next one', () => {
    using reading = new Reading();
    const builder = build(1, 700);
    builder.write(reading.path, 'system.journal');
    reading.start().read();
    builder.append(...entries(701, 702)).write(reading.path, 'system.journal');
    expect(reading.start().read().texts).toEqual(inNumbers(701, 702));
    build(703, 704).write(reading.path, 'a.journal');
    const { texts, losses } = reading.start().read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(703, 704), losses: [] });
  });

  it('of an old boot leads through its tail to the next boot', () => {
    using reading = new Reading();
    const builder = build(1, 5);
    builder.write(reading.path, 'system.journal');
    reading.start().read();
    builder
      .append(...entries(6, 9), ...entries(10, 12, { bootId: NEXT_BOOT, laterUs: -9_000 }))
      .write(reading.path, 'system.journal');
    const { texts, losses } = reading.start().read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(6, 12), losses: [] });
  });

  it('whose entry is gone leads to the next one there is, with a loss', () => {
    using reading = new Reading();
    build(1, 5).write(reading.path, 'system.journal');
    reading.start().read();
    reading.remove('system.journal');
    build(9, 12).write(reading.path, 'system.journal');
    const { texts, losses } = reading.start().read();
    expect(texts).toEqual(inNumbers(9, 12));
    expect(losses).toMatchObject([{ cause: 'restart_gap', count: 3 }]);
  });

  it('of a wiped disk leads to what is newer, with a loss of unknown size', () => {
    using reading = new Reading();
    build(1, 5).write(reading.path, 'system.journal');
    reading.start().read();
    reading.remove('system.journal');
    buildOther()
      .append(...entries(60, 61, { bootId: NEXT_BOOT }))
      .write(reading.path, 'system.journal');
    const { texts, losses } = reading.start().read();
    expect(texts).toEqual(inNumbers(60, 61));
    expect(losses).toMatchObject([{ cause: 'boot_gap', count: undefined }]);
  });

  it('of a journal that moved to /var while nobody read leads behind the copies', () => {
    using reading = new Reading();
    build(1, 5).write(reading.path, 'system.journal');
    reading.start().read();
    reading.remove('system.journal');
    buildOther()
      .append(...entries(1, 9).map((entry) => ({ ...entry, seqnum: entry.seqnum + 100 })))
      .write(reading.path, 'system.journal');
    const { texts, losses } = reading.start().read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(6, 9), losses: [] });
  });

  it('of two streams leads on in both', () => {
    using reading = new Reading();
    const first = build(1, 5);
    const second = buildOther().append(...entries(21, 25, { bootId: NEXT_BOOT }));
    first.write(reading.path, 'a.journal');
    second.write(reading.path, 'b.journal');
    reading.start().read();
    first.append(...entries(6, 7)).write(reading.path, 'a.journal');
    second.append(...entries(26, 26, { bootId: NEXT_BOOT })).write(reading.path, 'b.journal');
    const { texts, losses } = reading.start().read();
    expect({ texts, losses }).toEqual({ texts: ['IN=6', 'IN=7', 'IN=26'], losses: [] });
  });

  it('after each entry leads to the next: none is lost, none comes twice', () => {
    using reading = new Reading();
    reading.follow = false;
    const seen: string[] = [];
    const builder = new JournalBuilder();
    for (let n = 1; n <= 40; n += 2) {
      builder.append(...entries(n, n), otherEntry(n + 1)).write(reading.path, 'system.journal');
      const { texts, losses } = reading.start().read();
      seen.push(...texts);
      expect(losses).toEqual([]);
    }
    expect(seen).toEqual(inNumbers(1, 40).filter((_, i) => i % 2 === 0));
  });
});
