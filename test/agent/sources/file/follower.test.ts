/** One case each of what can become of a log; follower-model.test.ts draws the rest. */
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLLOWED_LINE_BYTES_MAX } from '../../../../src/agent/sources/file/position.ts';
import { FollowReader } from './follow-reader.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-follower-'));
  path = join(folder, 'kern.log');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes at another second, as rotations are apart. */
let seconds = 1_700_000_000;
function write(text: string, to = path): void {
  appendFileSync(to, text);
  seconds += 10;
  utimesSync(to, seconds, seconds);
}

function pack(at: string, extension: 'gz' | 'zst' | 'xz'): void {
  const { atime, mtime } = statSync(at);
  const packers = { gz: gzipSync, zst: zstdCompressSync, xz: Buffer.from };
  writeFileSync(`${at}.${extension}`, packers[extension](readFileSync(at)));
  utimesSync(`${at}.${extension}`, atime, mtime);
  unlinkSync(at);
}

describe('a log that is renamed', () => {
  it('is read to its end before the new one', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    write('two\nthree\n');
    renameSync(path, `${path}.1`);
    write('four\n');
    expect(await reader.take()).toEqual(['two', 'three', 'four']);
    expect(reader.losses).toEqual([]);
  });

  it('is read on while its writer has not reopened the new one', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    renameSync(path, `${path}.1`);
    write('');
    await reader.take();
    write('late\n', `${path}.1`);
    expect(await reader.take()).toEqual(['late']);
    write('two\n');
    await reader.take();
    write('later\n', `${path}.1`);
    reader.restart();
    expect(await reader.take()).toEqual(['later']);
  });

  it('loses half a line at its end, which is counted and meets no other line', async () => {
    using reader = new FollowReader(path);
    write('one\ntw');
    await reader.take();
    renameSync(path, `${path}.1`);
    write('three\n');
    expect(await reader.take()).toEqual(['three']);
    reader.aheadMs = 11_000;
    await reader.take();
    expect({ lines: reader.lines, rejected: reader.rejected, read: reader.read }).toEqual({
      lines: ['one', 'three'],
      rejected: { truncated: 1 },
      read: 3,
    });
  });

  it.each([
    ['numbers', ['.3', '.2', '.1']],
    ['dates', ['-20261123', '-20261124', '-20261125']],
    ['dates and seconds', ['-20261123-1732300000', '-20261123-1732400000', '-20261124-1732500000']],
  ])('three times while nobody reads, by %s, is read once', async (_name, suffixes) => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    write('two\n');
    renameSync(path, `${path}${suffixes[0]}`);
    pack(`${path}${suffixes[0]}`, 'gz');
    write('three\n', `${path}${suffixes[1]}`);
    pack(`${path}${suffixes[1]}`, 'zst');
    write('four\n', `${path}${suffixes[2]}`);
    write('five\n');
    reader.restart();
    expect(await reader.take()).toEqual(['two', 'three', 'four', 'five']);
    expect(reader.losses).toEqual([]);
  });

  it('may be gone when we come back: a loss, and on with what was written later', async () => {
    write('old\n', `${path}.3`);
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    unlinkSync(path);
    write('two\n', `${path}.1`);
    write('three\n');
    reader.restart();
    expect(await reader.take()).toEqual(['two', 'three']);
    expect(reader.losses).toMatchObject([{ source: 'file', cause: 'rotation', count: undefined }]);
  });

  it('tells a generation that it cannot unpack as a loss', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    renameSync(path, `${path}.2`);
    write('two\n', `${path}.1`);
    pack(`${path}.1`, 'xz');
    write('three\n');
    expect(await reader.take()).toEqual(['three']);
    expect(reader.losses).toMatchObject([{ cause: 'rotation', count: undefined }]);
  });

  it('tells a packed generation that is damaged as a loss behind its last line', async () => {
    write(Array.from({ length: 40_000 }, (_, i) => `line ${i}\n`).join(''), `${path}.1`);
    pack(`${path}.1`, 'gz');
    truncateSync(`${path}.1.gz`, statSync(`${path}.1.gz`).size >> 1);
    write('last\n');
    using reader = new FollowReader(path);
    const lines = await reader.take();
    expect(lines.length).toBeGreaterThan(1_000);
    expect(lines.at(-1)).toBe('last');
    expect(reader.losses).toHaveLength(1);
  });
});

describe('a log that is copied and truncated', () => {
  it('is read on in the copy, then from its start', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    write('two\n');
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
    write('three\nfour\n');
    expect(await reader.take()).toEqual(['two', 'three', 'four']);
    expect(reader.losses).toEqual([]);
  });

  it('is read once when it grows past where we were before we look', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    write('two\n');
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
    write('x'.repeat(500).concat('\nfive\n'));
    reader.restart();
    expect(await reader.take()).toEqual(['two', 'x'.repeat(500), 'five']);
  });

  it('does not join half a line to what comes after', async () => {
    using reader = new FollowReader(path);
    write('one\ntw');
    await reader.take();
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
    write('o\nthree\n');
    expect(await reader.take()).toEqual(['o', 'three']);
  });

  it('is a loss when there is no copy', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    truncateSync(path);
    write('two\n');
    expect(await reader.take()).toEqual(['two']);
    expect(reader.losses).toMatchObject([{ cause: 'rotation', count: undefined }]);
  });
});

describe('files that look alike', () => {
  const banner = `${'kernel log begins;'.repeat(20)}\n`;

  it('are told apart behind their first bytes', async () => {
    using reader = new FollowReader(path);
    write(`${banner}one\n`);
    await reader.take();
    renameSync(path, `${path}.1`);
    write(`${banner}other\n`);
    reader.restart();
    expect(await reader.take()).toEqual([banner.trimEnd(), 'other']);
  });

  it('are two files even when all their bytes are the same', async () => {
    using reader = new FollowReader(path);
    write('same\n'.repeat(100));
    await reader.take();
    renameSync(path, `${path}.1`);
    write('same\n'.repeat(100));
    expect(await reader.take()).toHaveLength(100);
  });

  it('may have the inode of one that is gone', async () => {
    using reader = new FollowReader(path);
    write('one\n');
    await reader.take();
    const cursor = reader.cursor.replace(/^\d+/, '');
    unlinkSync(path);
    write('a new file\n');
    const again = `${statSync(path).ino}${cursor}`;
    using next = new FollowReader(path, { cursor: again });
    expect(await next.take()).toEqual(['a new file']);
    expect(next.losses).toHaveLength(1);
  });
});

describe('a line', () => {
  it('waits until it has its end', async () => {
    using reader = new FollowReader(path);
    write('on');
    expect(await reader.take()).toEqual([]);
    reader.restart();
    write('e\ntwo\nthr');
    expect(await reader.take()).toEqual(['one', 'two']);
  });

  it('is counted, not delivered, when it is too long, also over a restart', async () => {
    using reader = new FollowReader(path);
    const longest = 'y'.repeat(FOLLOWED_LINE_BYTES_MAX - 1);
    write(`one\n${longest}\n${'x'.repeat(2 * FOLLOWED_LINE_BYTES_MAX)}`);
    await reader.take();
    reader.restart();
    write('x\ntwo\n');
    await reader.take();
    const lengths = reader.lines.map((line) => line.length);
    expect(lengths).toEqual([3, FOLLOWED_LINE_BYTES_MAX - 1, 3]);
    expect(reader.rejected).toEqual({ too_long: 1 });
  });
});

describe('a log that is not there', () => {
  it('is read from its start when it comes', async () => {
    using reader = new FollowReader(join(folder, 'later', 'kern.log'));
    expect(await reader.take()).toEqual([]);
    mkdirSync(join(folder, 'later'));
    write('one\n', join(folder, 'later', 'kern.log'));
    expect(await reader.take()).toEqual(['one']);
    expect(reader.losses).toEqual([]);
  });

  it('is read again when its directory was removed and made anew', async () => {
    const inner = join(folder, 'log', 'kern.log');
    mkdirSync(join(folder, 'log'));
    using reader = new FollowReader(inner);
    write('one\n', inner);
    await reader.take();
    rmSync(join(folder, 'log'), { recursive: true });
    expect(await reader.take()).toEqual([]);
    mkdirSync(join(folder, 'log'));
    write('two\n', inner);
    expect(await reader.take()).toEqual(['two']);
  });
});
