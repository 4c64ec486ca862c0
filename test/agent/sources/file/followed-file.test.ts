import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FollowedFileSource } from '../../../../src/agent/sources/file/followed-file.ts';
import type { RecordBlock } from '../../../../src/agent/sources/source.ts';
import { FakeClock } from '../../fake-clock.ts';
import { makeFifo } from '../fifo.ts';
import { FollowReader, textsOf } from './follow-reader.ts';

const LINE = 'calico-packet: IN=eth0 OUT= SRC=10.0.0.1 DST=10.0.0.2 PROTO=UDP SPT=1 DPT=2';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-followed-'));
  path = join(folder, 'kern.log');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A syslog line so many minutes ago, in this process's zone. */
function syslog(minutesAgo: number, text: string): string {
  const [, month, day, , time] = new Date(Date.now() - minutesAgo * 60_000).toString().split(' ');
  return `${month} ${day} ${time} vm kernel: [ 4138.048967] ${text}\n`;
}

describe('FollowedFileSource', () => {
  it('goes on over a rotation until it is told to end', async () => {
    const abort = new AbortController();
    const lines: string[] = [];
    writeFileSync(path, `${LINE} one\n`);
    for await (const block of new FollowedFileSource({ path, pollMs: 5 }).blocks(
      '',
      abort.signal,
    )) {
      lines.push(...textsOf(block).map((text) => text.split(' ').at(-1)!));
      if (lines.length === 1) {
        appendFileSync(path, `${LINE} two\n`);
        renameSync(path, `${path}.1`);
        writeFileSync(path, `${LINE} three\n`);
      }
      if (lines.length === 3) abort.abort();
    }
    expect(lines).toEqual(['one', 'two', 'three']);
  });

  it('ends while it waits', async () => {
    const abort = new AbortController();
    const next = new FollowedFileSource({ path }).blocks('', abort.signal).next();
    abort.abort();
    expect((await next).done).toBe(true);
  });

  it('looks again after its pause', async () => {
    const clock = new FakeClock(Date.now());
    const abort = new AbortController();
    const source = new FollowedFileSource({ path, pollMs: 100, clock });
    const next = source.blocks('', abort.signal).next();
    await clock.advance(1_000);
    writeFileSync(path, `${LINE}\n`);
    await clock.advance(100);
    expect(textsOf((await next).value as RecordBlock)).toEqual([LINE]);
    abort.abort();
  });

  it('names a file that it waits for, until that is there', () => {
    const source = new FollowedFileSource({ path });
    const [missing] = source.checks();
    expect(missing).toMatchObject({ name: 'log_file', state: 'warn' });
    expect(missing?.detail).toContain(`${path} is not there: it is waited for`);
    writeFileSync(path, '');
    expect(source.checks()).toEqual([{ name: 'log_file', state: 'ok', detail: '' }]);
  });

  it('says what it is', () => {
    const { kind, trust, escaped, underPressure } = new FollowedFileSource({ path });
    expect({ kind, trust, escaped, underPressure }).toEqual({
      kind: `file:${path}`,
      trust: 'text',
      escaped: false,
      underPressure: 'wait',
    });
  });

  it('trusts no line, also where it looks like the kernel’s own record', async () => {
    writeFileSync(path, `4,1,2,-;${LINE}\n`);
    const abort = new AbortController();
    const block = await new FollowedFileSource({ path }).blocks('', abort.signal).next();
    expect(block.value).toMatchObject({ trust: 'text' });
    expect(textsOf(block.value as RecordBlock)).toEqual([LINE]);
    abort.abort();
  });
});

describe('without a cursor', () => {
  beforeEach(() => {
    writeFileSync(`${path}.1`, syslog(120, 'two hours'));
    const secondsAgo = Date.now() / 1_000 - 7_200;
    utimesSync(`${path}.1`, secondsAgo, secondsAgo);
    writeFileSync(path, syslog(30, 'half an hour') + syslog(1, 'a minute'));
  });

  it.each([
    ['oldest' as const, ['two hours', 'half an hour', 'a minute', 'new']],
    ['now' as const, ['new']],
    [600e6, ['a minute', 'new']],
    [3_600e6, ['half an hour', 'a minute', 'new']],
  ])('begins %s', async (from, expected) => {
    using reader = new FollowReader(path, { from });
    await reader.take();
    appendFileSync(path, syslog(0, 'new'));
    await reader.take();
    expect(reader.lines).toEqual(expected);
  });

  it('keeps to now over a restart that comes before the first line', async () => {
    using reader = new FollowReader(path, { from: 'now' });
    await reader.take();
    appendFileSync(path, syslog(0, 'while down'));
    reader.restart();
    expect(await reader.take()).toEqual(['while down']);
  });

  it('begins now with a file that is not there yet', async () => {
    using reader = new FollowReader(join(folder, 'other.log'), { from: 'now' });
    await reader.take();
    writeFileSync(join(folder, 'other.log'), 'one\n');
    expect(await reader.take()).toEqual(['one']);
  });
});

describe('the cursor of a file read to its end', () => {
  it('goes on', async () => {
    writeFileSync(path, 'one\ntwo\n');
    using reader = new FollowReader(path);
    await reader.take();
    const inode = reader.cursor.split(':')[0];
    using next = new FollowReader(path, { cursor: `${inode}:4` });
    expect(await next.take()).toEqual(['two']);
    expect(next.losses).toEqual([]);
  });

  it.each([
    ['of another file', '1:4'],
    ['that tells nothing', 'nonsense'],
    ['of too many files', Array.from({ length: 20 }, () => '1:4').join(',')],
  ])('%s begins with the log, and says so', async (_name, cursor) => {
    writeFileSync(`${path}.1`, 'older\n');
    writeFileSync(path, 'one\ntwo\n');
    using reader = new FollowReader(path, { cursor });
    expect(await reader.take()).toEqual(['one', 'two']);
    expect(reader.losses).toMatchObject([{ source: 'file', cause: 'rotation', count: undefined }]);
  });
});

describe('the check', () => {
  const check = (at: string) => () => new FollowedFileSource({ path: at }).check();

  it('waits for a file that is not there yet', () => {
    expect(check(path)).not.toThrow();
    writeFileSync(path, '');
    expect(check(path)).not.toThrow();
  });

  it.each([
    ['a directory', (at: string) => mkdirSync(at), 'unreadable', /no regular file/],
    ['a pipe', makeFifo, 'unreadable', /no regular file/],
    ['a link', (at: string) => symlinkSync('/dev/null', at), 'unreadable', /is a link/],
  ])('refuses %s', (_name, make, code, message) => {
    make(path);
    expect(check(path)).toThrow(expect.objectContaining({ name: 'SourceError', code }));
    expect(check(path)).toThrow(message);
  });

  it('refuses a path whose directory is not there', () => {
    expect(check(join(folder, 'none', 'kern.log'))).toThrow(
      expect.objectContaining({ code: 'not_found', message: expect.stringContaining('/none: no') }),
    );
    writeFileSync(path, '');
    expect(check(join(path, 'kern.log'))).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
