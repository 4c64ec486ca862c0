import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileSource } from '../../../../src/agent/sources/file/file.ts';
import { LINE_BYTES_MAX } from '../../../../src/agent/sources/file/file-blocks.ts';
import type { RecordBlock } from '../../../../src/agent/sources/source.ts';

const LINE = 'calico-packet: IN=eth0 OUT= SRC=10.0.0.1 DST=10.0.0.2 PROTO=UDP SPT=1 DPT=2';
const SYSLOG = `Nov 21 10:11:36 vm kernel: [ 4138.048967] ${LINE}\n`;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-file-source-'));
  path = join(folder, 'kern.log');
});

afterEach(() => rmSync(folder, { recursive: true }));

function texts({ bytes, index }: RecordBlock): string[] {
  const text = (at: number) => Buffer.from(bytes.subarray(index.starts[at], index.ends[at]));
  return Array.from({ length: index.count }, (_, at) => text(at).toString('latin1'));
}

async function readAll(cursor = '') {
  const result = { texts: [] as string[], read: 0, ignored: 0, spoofed: 0, rejected: 0 };
  const losses: RecordBlock['losses'][number][] = [];
  const cursors: string[] = [];
  const framings = new Set<string>();
  const nowUs = Date.UTC(2026, 10, 22) * 1_000;
  const signal = new AbortController().signal;
  for await (const block of new FileSource({ path, nowUs }).blocks(cursor, signal)) {
    result.texts.push(...texts(block));
    result.read += block.read;
    result.ignored += block.ignored;
    result.spoofed += block.spoofed;
    for (const count of Object.values(block.rejectedByReason)) result.rejected += count;
    losses.push(...block.losses);
    cursors.push(block.cursorAfter);
    framings.add(`${block.trust} ${block.escaped}`);
  }
  return { ...result, losses, cursors, framings: [...framings] };
}

describe('FileSource', () => {
  it('takes the headers off and leaves the cursor behind the last line', async () => {
    writeFileSync(path, SYSLOG.repeat(3));
    const { cursors, ...read } = await readAll();
    expect(read).toMatchObject({ texts: [LINE, LINE, LINE], read: 3, framings: ['text false'] });
    const { ino, size } = statSync(path);
    expect(cursors.at(-1)).toBe(`${ino}:${size}`);
  });

  it('accounts for every line over many blocks', async () => {
    writeFileSync(path, SYSLOG.repeat(20_000));
    const read = await readAll();
    expect(read.read).toBe(20_000);
    expect(read.texts.length + read.ignored + read.rejected).toBe(20_000);
    expect(read.texts.every((text) => text === LINE)).toBe(true);
  });

  it('resumes from each of its cursors without a line lost or seen twice', async () => {
    writeFileSync(path, SYSLOG.repeat(9_000));
    const signal = new AbortController().signal;
    const rests: number[] = [];
    let seen = 0;
    for await (const block of new FileSource({ path }).blocks('', signal)) {
      seen += block.read;
      rests.push(seen + (await readAll(block.cursorAfter)).read);
    }
    expect(rests.length).toBeGreaterThan(3);
    expect(new Set(rests)).toEqual(new Set([9_000]));
  });

  it('reads what was appended behind its cursor', async () => {
    writeFileSync(path, SYSLOG);
    const { cursors } = await readAll();
    appendFileSync(path, SYSLOG.replace('IN=eth0', 'IN=eth1'));
    const read = await readAll(cursors.at(-1));
    expect(read).toMatchObject({ read: 1, losses: [] });
    expect(read.texts[0]).toContain('IN=eth1');
  });

  it.each([
    ['another file', (inode: number) => `${inode + 1}:0`],
    ['a file that was longer', (inode: number) => `${inode}:100000`],
    ['nothing it knows', () => 'nonsense'],
  ])('begins anew after the cursor of %s, and says so', async (_name, cursorOf) => {
    writeFileSync(path, SYSLOG.repeat(2));
    const read = await readAll(cursorOf(statSync(path).ino));
    expect(read.read).toBe(2);
    expect(read.losses).toMatchObject([{ source: 'file', cause: 'rotation', count: undefined }]);
  });

  it('counts a line that is too long as read and rejected', async () => {
    writeFileSync(path, `${SYSLOG}${'x'.repeat(LINE_BYTES_MAX + 1)}\n${SYSLOG}`);
    expect(await readAll()).toMatchObject({ texts: [LINE, LINE], read: 3, rejected: 1 });
  });

  it('tells where the framing is the kernel’s own', async () => {
    writeFileSync(path, `4,1,2,-;${LINE}\n12,2,3,-;${LINE}\n`);
    expect(await readAll()).toMatchObject({
      texts: [LINE],
      read: 2,
      ignored: 1,
      spoofed: 1,
      framings: ['kernel true'],
    });
  });

  it('hands over a record that only the end of the file completes', async () => {
    writeFileSync(
      path,
      `__REALTIME_TIMESTAMP=1700000000000000\n_TRANSPORT=kernel\nMESSAGE=${LINE}`,
    );
    expect(await readAll()).toMatchObject({ texts: [LINE], read: 1 });
  });

  it('ends when told to, between two blocks', async () => {
    writeFileSync(path, SYSLOG.repeat(9_000));
    const abort = new AbortController();
    let read = 0;
    for await (const block of new FileSource({ path }).blocks('', abort.signal)) {
      read += block.read;
      abort.abort();
    }
    expect(read).toBeLessThan(9_000);
  });
});
