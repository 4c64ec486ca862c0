import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BOOT_ID,
  BOOT_US,
  JournalBuilder,
  kernelEntry,
  missedEntry,
  otherEntry,
} from './journal-builder.ts';
import { build, buildOther, entries, inNumbers, NEXT_BOOT, Reading } from './reading.ts';

/** How that number and the time of its entry stand in the file. */
function entrySeqnum(seqnum: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt(seqnum), 0);
  bytes.writeBigUInt64LE(BigInt(BOOT_US + seqnum * 1_000), 8);
  return bytes;
}

/** How an entry names the object at that offset. */
function offsetBytes(offset: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(offset);
  return bytes;
}

const RUN = '1'.repeat(32);
const VAR = '2'.repeat(32);

describe('behind another source', () => {
  it('passes over what that has counted: by stamp in its boot, by time in others', () => {
    using reading = new Reading();
    build(1, 10).write(reading.path, 'a.journal');
    buildOther()
      .append(...entries(1, 3, { bootId: NEXT_BOOT, laterUs: 1e9 }))
      .write(reading.path, 'b.journal');
    reading.counted = { bootId: BOOT_ID, rawUs: 7 * 1_000 - 100, wallUs: BOOT_US + 7_000 };
    expect(reading.start().read()).toMatchObject({
      texts: [...inNumbers(8, 10), ...inNumbers(1, 3)],
      losses: [],
    });
  });
});

describe('order', () => {
  it('reads the files of a stream by their numbers, whatever they are called', () => {
    using reading = new Reading();
    build(21, 30).write(reading.path, 'a.journal');
    build(1, 10).write(reading.path, 'z.journal');
    build(11, 20).write(reading.path, 'm.journal~');
    expect(reading.start().read().texts).toEqual(inNumbers(1, 30));
  });

  it('reads an older boot before a newer one', () => {
    using reading = new Reading();
    buildOther()
      .append(...entries(1, 3, { bootId: NEXT_BOOT, laterUs: 1e9 }))
      .write(reading.path, 'a.journal');
    build(101, 103).write(reading.path, 'b.journal');
    const { texts } = reading.start().read();
    expect(texts).toEqual([...inNumbers(101, 103), ...inNumbers(1, 3)]);
  });
});

describe('many files', () => {
  it('are read in order though more than are held open', () => {
    using reading = new Reading();
    for (let n = 1; n <= 300; n += 1) {
      build(n, n)
        .archive()
        .write(reading.path, `${(n * 7) % 311}.journal`);
    }
    const { texts, losses } = reading.start().read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(1, 300), losses: [] });
  });
});

describe('following', () => {
  it('reads what a file grows by', () => {
    using reading = new Reading();
    const builder = build(1, 5);
    builder.write(reading.path, 'system.journal');
    expect(reading.start().read().texts).toEqual(inNumbers(1, 5));
    expect(reading.read().texts).toEqual([]);
    builder.append(...entries(6, 700)).write(reading.path, 'system.journal');
    expect(reading.read().texts).toEqual(inNumbers(6, 700));
  });

  it('reads a file that has no entry, and no kernel entry, at first', () => {
    using reading = new Reading();
    const builder = new JournalBuilder();
    builder.write(reading.path, 'system.journal');
    reading.start();
    expect(reading.read().read).toBe(0);
    builder.append(otherEntry(1), otherEntry(2)).write(reading.path, 'system.journal');
    expect(reading.read().read).toBe(0);
    builder.append(...entries(3, 4)).write(reading.path, 'system.journal');
    expect(reading.read().texts).toEqual(inNumbers(3, 4));
  });

  it('loses nothing over a rotation', () => {
    using reading = new Reading();
    const first = build(1, 5);
    first.write(reading.path, 'system.journal');
    reading.start().read();
    first
      .append(...entries(6, 8))
      .archive()
      .write(reading.path, 'system.journal');
    reading.rename('system.journal', 'system@1.journal');
    build(9, 10).write(reading.path, 'system.journal');
    const { texts, losses } = reading.read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(6, 10), losses: [] });
  });

  it('reads a file to its end that was removed', () => {
    using reading = new Reading();
    const first = build(1, 5);
    first.write(reading.path, 'system.journal');
    reading.start();
    reading.remove('system.journal');
    build(6, 7).write(reading.path, 'system.journal');
    const { texts, losses } = reading.read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(1, 7), losses: [] });
  });

  it('counts what was removed before it was seen', () => {
    using reading = new Reading();
    build(1, 5).archive().write(reading.path, 'system@1.journal');
    reading.start().read();
    build(16, 20).write(reading.path, 'system.journal');
    const { texts, losses } = reading.read();
    expect(texts).toEqual(inNumbers(16, 20));
    expect(losses).toEqual([
      {
        source: 'journal',
        cause: 'rotation',
        count: 10,
        firstUs: BOOT_US + 5_000,
        lastUs: BOOT_US + 16_000,
      },
    ]);
  });

  it('does not count numbers that journals of users hold', () => {
    using reading = new Reading();
    build(1, 5).archive().write(reading.path, 'system@1.journal');
    const user = Array.from({ length: 8 }, (_, i) => otherEntry(i < 4 ? i + 2 : i + 4));
    new JournalBuilder().append(...user).write(reading.path, 'user-1000.journal');
    reading.start().read();
    build(16, 20).write(reading.path, 'system.journal');
    expect(reading.read().losses).toMatchObject([{ cause: 'rotation', count: 10 - 4 }]);
  });

  it('does not know how much is missing where a file cannot be read', () => {
    using reading = new Reading();
    build(1, 5).archive().write(reading.path, 'system@1.journal');
    reading.start().read();
    new JournalBuilder({ incompatibleFlags: 64 })
      .append(...entries(6, 15))
      .write(reading.path, 'b.journal');
    build(16, 20).write(reading.path, 'system.journal');
    expect(reading.read().losses).toMatchObject([
      { cause: 'parse_rejected', count: 10 },
      { cause: 'rotation', count: undefined },
    ]);
  });

  it('does not count entries again that are copied from /run to /var', () => {
    using reading = new Reading();
    mkdirSync(join(reading.path, RUN));
    mkdirSync(join(reading.path, VAR));
    const run = build(1, 5).append(missedEntry(6, 3));
    run.write(join(reading.path, RUN), 'system.journal');
    expect(reading.start().read()).toMatchObject({ read: 5, losses: [{ count: 3 }] });
    const copies = [...entries(1, 5), missedEntry(6, 3)].map((entry) => ({
      ...entry,
      seqnum: entry.seqnum + 70,
    }));
    const old = entries(50, 52, { bootId: NEXT_BOOT });
    buildOther()
      .append(...old, ...copies, ...entries(81, 82))
      .write(join(reading.path, VAR), 'system.journal');
    const { texts, losses } = reading.read();
    expect({ texts, losses }).toEqual({
      texts: [...inNumbers(50, 52), ...inNumbers(81, 82)],
      losses: [],
    });
  });

  it('does not count copies again that count on in the same sequence', () => {
    using reading = new Reading();
    for (const name of [RUN, VAR]) mkdirSync(join(reading.path, name));
    build(1, 5).write(join(reading.path, RUN), 'system.journal');
    reading.start().read();
    const copies = entries(1, 5).map((entry) => ({ ...entry, seqnum: entry.seqnum + 5 }));
    new JournalBuilder()
      .append(...copies, ...entries(11, 12))
      .write(join(reading.path, VAR), 'system.journal');
    reading.remove(`${RUN}/system.journal`);
    const { texts, losses } = reading.read();
    expect({ texts, losses }).toEqual({ texts: inNumbers(11, 12), losses: [] });
  });
});

describe('start', () => {
  it('begins behind the newest entry, and goes on from there', () => {
    using reading = new Reading();
    build(1, 50).archive().write(reading.path, 'system@1.journal');
    const builder = build(51, 60);
    builder.write(reading.path, 'system.journal');
    expect(reading.start('now').read()).toMatchObject({ read: 0, losses: [] });
    builder.append(...entries(61, 62)).write(reading.path, 'system.journal');
    expect(reading.read().texts).toEqual(inNumbers(61, 62));
  });

  it('knows how much there was when journald says later what it missed', () => {
    using reading = new Reading();
    const builder = build(1, 50);
    builder.write(reading.path, 'system.journal');
    reading.start('now').read();
    builder.append(missedEntry(51, 40), ...entries(52, 53)).write(reading.path, 'system.journal');
    expect(reading.read().losses).toMatchObject([{ cause: 'journal_missed', count: 40 }]);
  });

  it('begins at the first entry that is young enough', () => {
    using reading = new Reading();
    build(1, 5).archive().write(reading.path, 'system@1.journal');
    build(6, 10).write(reading.path, 'system.journal');
    reading.nowMs += 11;
    expect(reading.start(3_000).read().texts).toEqual(inNumbers(8, 10));
  });
});

describe('a damaged file', () => {
  it('is told once with what of it is lost, and the next one is read', () => {
    using reading = new Reading();
    const damaged = build(1, 600).archive();
    const chain = damaged.bytes.readBigUInt64LE(damaged.offsetOf('_TRANSPORT=kernel') + 48);
    // The second array of the chain, behind 1 + 4 entries, is not where the first one says.
    damaged.bytes.writeBigUInt64LE(8n, Number(chain) + 16);
    damaged.write(reading.path, 'a.journal');
    build(601, 603).write(reading.path, 'b.journal');
    const { texts, losses } = reading.start().read();
    expect(texts).toEqual([...inNumbers(1, 5), ...inNumbers(601, 603)]);
    expect(losses).toMatchObject([{ cause: 'parse_rejected', count: 595 }]);
    expect(reading.read()).toMatchObject({ texts: [], losses: [] });
  });

  it.each([false, true])(
    'does not give the message of another record (compact: %s)',
    (isCompact) => {
      using reading = new Reading();
      const damaged = new JournalBuilder({ isCompact });
      damaged.append(kernelEntry(1, 'IN=1'), otherEntry(2, 'IN=evil'), kernelEntry(3, 'IN=3'));
      const { bytes } = damaged.archive();
      const [own, evil] = ['IN=1', 'IN=evil'].map((text) => damaged.offsetOf(`MESSAGE=${text}`));
      bytes.writeUInt32LE(evil!, bytes.indexOf(offsetBytes(own!), bytes.indexOf(entrySeqnum(1))));
      damaged.write(reading.path, 'a.journal');
      const { texts, rejected } = reading.start().read();
      expect({ texts, rejected }).toEqual({ texts: ['IN=3'], rejected: { damaged: 1 } });
    },
  );

  it('with an impossible number in it does not hide what comes behind', () => {
    using reading = new Reading();
    const damaged = build(1, 9).archive();
    const fifth = damaged.bytes.indexOf(entrySeqnum(5));
    damaged.bytes.writeUInt8(1, fifth + 5);
    damaged.write(reading.path, 'a.journal');
    build(10, 12).write(reading.path, 'b.journal');
    const { texts, rejected, losses } = reading.start().read();
    expect(texts).toEqual([...inNumbers(1, 4), ...inNumbers(6, 12)]);
    expect({ rejected, losses }).toEqual({ rejected: { damaged: 1 }, losses: [] });
  });
});
