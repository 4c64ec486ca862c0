import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { JournalSource } from '../../../../src/agent/sources/journal/journal.ts';
import { SourceError } from '../../../../src/agent/sources/source.ts';
import {
  BOOT_US,
  type BuildOptions,
  JournalBuilder,
  kernelEntry,
  missedEntry,
  otherEntry,
} from './journal-builder.ts';
import { readJournal, temporaryDirectory } from './read-journal.ts';

/** What is read of one file with these entries. */
async function readBuilt(builder: JournalBuilder) {
  using folder = temporaryDirectory();
  builder.write(folder.path, 'system.journal');
  return await readJournal(folder.path);
}

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => kernelEntry(from + i, `a IN=x n=${from + i}`));

describe.each<[string, BuildOptions]>([
  ['a usual file', {}],
  ['a compact file', { isCompact: true }],
])('%s', (_, options) => {
  it('gives the messages of kernel entries with the time of their packets', async () => {
    const builder = new JournalBuilder(options).append(...lines(3));
    const { texts, timesUs, read, losses } = await readBuilt(builder);
    expect(texts).toEqual(['a IN=x n=1', 'a IN=x n=2', 'a IN=x n=3']);
    expect(timesUs).toEqual([1, 2, 3].map((n) => BOOT_US + n * 1_000));
    expect({ read, losses }).toEqual({ read: 3, losses: [] });
  });

  it('reads more entries than a block or an array holds', async () => {
    const { texts } = await readBuilt(new JournalBuilder(options).append(...lines(3_000)));
    expect(texts).toHaveLength(3_000);
    expect(texts.at(-1)).toBe('a IN=x n=3000');
  });

  it('passes over entries of others', async () => {
    const builder = new JournalBuilder(options);
    for (let n = 1; n <= 30; n += 3) {
      builder.append(otherEntry(n, 'fake IN=x'), otherEntry(n + 1), kernelEntry(n + 2, 'IN=y'));
    }
    const { texts, read } = await readBuilt(builder);
    expect(texts).toEqual(Array(10).fill('IN=y'));
    expect(read).toBe(10);
  });

  it('gives a message that many entries share', async () => {
    const entries = Array.from({ length: 2_000 }, (_, i) => kernelEntry(i + 1, 'same IN=x'));
    expect((await readBuilt(new JournalBuilder(options).append(...entries))).texts).toEqual(
      Array(2_000).fill('same IN=x'),
    );
  });

  it('counts what journald says it missed', async () => {
    const builder = new JournalBuilder(options)
      .append(missedEntry(1, 50_000), ...lines(10, 2), missedEntry(12, 5), ...lines(3, 13))
      .append(missedEntry(16, 7, 8), kernelEntry(17, 'IN='));
    const { losses } = await readBuilt(builder);
    expect(losses).toMatchObject([
      { cause: 'journal_missed', count: undefined },
      { cause: 'journal_missed', count: 12 },
    ]);
  });

  it('does not believe a program that says that records were missed', async () => {
    const { fields, ...entry } = missedEntry(2, 99);
    const forged = { ...entry, fields: ['_TRANSPORT=journal', ...fields.slice(1)] };
    const builder = new JournalBuilder(options).append(kernelEntry(1, 'IN='), forged);
    expect((await readBuilt(builder)).losses).toEqual([]);
  });

  it('finds an entry that a killed journald had not put into the chain', async () => {
    const last = kernelEntry(4, 'last IN=x', { isDangling: true });
    const builder = new JournalBuilder(options).append(...lines(2), otherEntry(3), last);
    const { texts, read } = await readBuilt(builder);
    expect(texts.at(-1)).toBe('last IN=x');
    expect(read).toBe(3);
  });
});

const MACHINE = '0123456789abcdef'.repeat(2);

describe('what counts', () => {
  it('ignores kernel entries that are no LOG lines', async () => {
    const builder = new JournalBuilder().append(kernelEntry(1, 'usb 1-1: new'), ...lines(1, 2));
    const { texts, read, ignored, spoofed } = await readBuilt(builder);
    expect({ texts, read, ignored, spoofed }).toEqual({
      texts: ['a IN=x n=2'],
      read: 2,
      ignored: 1,
      spoofed: 0,
    });
  });

  it('ignores what user space wrote to /dev/kmsg, and counts it as spoofed', async () => {
    const { fields, ...entry } = kernelEntry(1, 'calico-packet: IN=evil OUT= ');
    const forged = { ...entry, fields: fields.with(1, 'SYSLOG_FACILITY=1') };
    const result = await readBuilt(new JournalBuilder().append(forged));
    expect(result).toMatchObject({ texts: [], read: 1, ignored: 1, spoofed: 1 });
  });

  it('takes entries without a facility, as older versions of journald write them', async () => {
    const { fields, ...entry } = kernelEntry(1, 'IN=x');
    const old = { ...entry, fields: fields.toSpliced(1, 1) };
    expect((await readBuilt(new JournalBuilder().append(old))).texts).toEqual(['IN=x']);
  });

  it('does not take a program for the kernel that names itself so', async () => {
    const { fields, ...entry } = kernelEntry(1, 'IN=evil');
    for (const transport of ['journal', 'syslog', 'stdout', 'kernel ']) {
      const forged = { ...entry, fields: fields.with(0, `_TRANSPORT=${transport}`) };
      expect((await readBuilt(new JournalBuilder().append(forged))).read).toBe(0);
    }
  });

  it('keeps a message whole, line ends and all', async () => {
    const message = 'IN=x\nIN=y OUT=\tz\xff';
    const builder = new JournalBuilder().append(kernelEntry(1, message));
    expect((await readBuilt(builder)).texts).toEqual([message]);
  });

  it('rejects messages longer than a record can be', async () => {
    const builder = new JournalBuilder().append(
      kernelEntry(1, `IN=${'x'.repeat(8_189)}`),
      kernelEntry(2, `IN=${'x'.repeat(8_190)}`),
      kernelEntry(3, `IN=${'x'.repeat(100_000)}`),
      kernelEntry(4, 'IN=x'),
    );
    const { texts, rejected } = await readBuilt(builder);
    expect(texts.map(({ length }) => length)).toEqual([8_192, 4]);
    expect(rejected).toEqual({ too_long: 2 });
  });

  it('ignores entries without a message', async () => {
    const { fields, ...entry } = kernelEntry(1, '');
    const silent = { ...entry, fields: fields.slice(0, 4) };
    const result = await readBuilt(new JournalBuilder().append(silent));
    expect(result).toMatchObject({ read: 1, ignored: 1 });
  });
});

describe('compressed messages', () => {
  const text = `MESSAGE=IN=x ${'0123456789'.repeat(60)}`;

  async function readCompressed(flags: number, payload: Uint8Array) {
    const { fields, ...entry } = kernelEntry(2, '');
    const data = { name: 'MESSAGE', flags, payload };
    const builder = new JournalBuilder().append(kernelEntry(1, 'IN=1'), {
      ...entry,
      fields: [...fields.slice(0, 4), data],
    });
    return await readBuilt(builder.append(kernelEntry(3, 'IN=3')));
  }

  it('are read with zstd', async () => {
    const { texts } = await readCompressed(4, zstdCompressSync(text));
    expect(texts).toEqual(['IN=1', text.slice(8), 'IN=3']);
  });

  it('are read with lz4', async () => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const literals = Buffer.from(text.slice(0, 23), 'latin1');
    const rest = text.length - 23 - 5;
    // 23 literals, a match ten bytes back that covers all but the last five, which are literals.
    const block = [0xff, 23 - 15, ...literals, 10, 0, 255, 255, rest - 4 - 15 - 510];
    const end = [0x50, ...Buffer.from(text.slice(-5), 'latin1')];
    const { texts } = await readCompressed(2, Buffer.from([...length, ...block, ...end]));
    expect(texts).toEqual(['IN=1', text.slice(8), 'IN=3']);
  });

  it('are rejected with xz, which nothing here reads', async () => {
    const { texts, rejected, read } = await readCompressed(1, Buffer.from('\xfd7zXZ'));
    expect({ texts, rejected, read }).toEqual({
      texts: ['IN=1', 'IN=3'],
      rejected: { unreadable: 1 },
      read: 3,
    });
  });

  it('are rejected when they would become too long', async () => {
    const bomb = zstdCompressSync(`MESSAGE=IN=${'x'.repeat(50_000_000)}`);
    expect((await readCompressed(4, bomb)).rejected).toEqual({ too_long: 1 });
  });

  it('are rejected when they are damaged', async () => {
    for (const flags of [2, 4, 6]) {
      const { texts, rejected } = await readCompressed(flags, Buffer.from('no such thing at all'));
      expect(texts).toEqual(['IN=1', 'IN=3']);
      expect(rejected).toMatchObject(flags === 2 ? { too_long: 1 } : { damaged: 1 });
    }
  });
});

describe('check', () => {
  const check = (directory: string) => new JournalSource({ directories: [directory] }).check();

  it('says what to do when there is no journal', () => {
    using folder = temporaryDirectory();
    expect(() => check(join(folder.path, 'gone'))).toThrow(/no journal in .*gone: mount/);
    expect(() => check(folder.path)).toThrow(SourceError);
  });

  it('is content with one file that can be read, in a sub-folder too', () => {
    using folder = temporaryDirectory();
    mkdirSync(join(folder.path, MACHINE));
    new JournalBuilder().append(...lines(1)).write(join(folder.path, MACHINE), 'system.journal');
    new JournalBuilder({ incompatibleFlags: 128 }).write(folder.path, 'newer.journal');
    expect(check(folder.path)).toBeUndefined();
  });

  it('names the flags of a format that is not known', () => {
    using folder = temporaryDirectory();
    new JournalBuilder({ incompatibleFlags: 128 }).write(folder.path, 'newer.journal');
    expect(() => check(folder.path)).toThrow(/newer\.journal: .*0x80/);
  });
});
