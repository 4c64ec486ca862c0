import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KmsgSource } from '../../../../src/agent/sources/kmsg/kmsg.ts';
import type { RecordBlock } from '../../../../src/agent/sources/source.ts';
import { makeFifo } from '../fifo.ts';
import { logRecord } from './scripted-device.ts';

const BOOT = '00000000-aaaa-4bbb-8ccc-000000000001';

/**
 * A FIFO stands in for the device: one write is one read as long as the next write waits for the
 * block.
 */
let folder: string;
let path: string;
let writer: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-kmsg-'));
  path = join(folder, 'kmsg');
  mkdirSync(join(folder, 'proc/sys/kernel/random'), { recursive: true });
  writeFileSync(join(folder, 'proc/sys/kernel/random/boot_id'), `${BOOT}\n`);
  makeFifo(path);
  writer = openSync(path, 'r+');
});

afterEach(() => {
  closeSync(writer);
  rmSync(folder, { recursive: true });
});

function openSource(): KmsgSource {
  return new KmsgSource({ path, procRoot: join(folder, 'proc') });
}

function firstText({ bytes, index }: RecordBlock): string {
  return Buffer.from(bytes.subarray(index.starts[0], index.ends[0])).toString('latin1');
}

describe('KmsgSource', () => {
  it('reads records through its worker, block after block, and ends when told to', async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    writeSync(writer, logRecord(1, 'IN=1'));
    for await (const block of openSource().blocks('', abort.signal)) {
      seen.push(firstText(block), block.cursorAfter);
      const sequence = seen.length / 2;
      if (sequence === 40) abort.abort();
      else writeSync(writer, logRecord(sequence + 1, `IN=${sequence + 1}`));
    }
    expect(seen.slice(0, 4)).toEqual(['IN=1', `${BOOT}:1`, 'IN=2', `${BOOT}:2`]);
    expect(seen.slice(-2)).toEqual(['IN=40', `${BOOT}:40`]);
  });

  it('takes a block back when the next one is asked for', async () => {
    const abort = new AbortController();
    const blocks = openSource().blocks('', abort.signal);
    writeSync(writer, logRecord(1));
    const first = await blocks.next();
    expect(first.value?.bytes.length).toBeGreaterThan(0);
    writeSync(writer, logRecord(2));
    await blocks.next();
    expect(first.value?.bytes.length).toBe(0);
    await blocks.return();
  });

  it('ends while its worker waits on an idle device', async () => {
    const abort = new AbortController();
    const next = openSource().blocks('', abort.signal).next();
    abort.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('leaves no thread behind when the reader breaks off', async () => {
    const threads = () =>
      process.getActiveResourcesInfo().filter((name) => /Worker|Port/.test(name));
    const before = threads();
    writeSync(writer, logRecord(1));
    for await (const block of openSource().blocks('', new AbortController().signal)) {
      expect(block.index.count).toBe(1);
      break;
    }
    expect(threads()).toEqual(before);
  });

  it('opens nothing when it is told to end before it begins', async () => {
    const source = new KmsgSource({ path: join(folder, 'missing'), procRoot: folder });
    expect(await source.blocks('', AbortSignal.abort()).next()).toEqual({
      done: true,
      value: undefined,
    });
  });

  it('resumes behind its cursor', async () => {
    writeSync(writer, logRecord(9));
    const blocks = openSource().blocks(`${BOOT}:3`, new AbortController().signal);
    const { value } = await blocks.next();
    expect(value).toMatchObject({ read: 1, losses: [{ cause: 'restart_gap', count: 5 }] });
    await blocks.return();
  });

  it('says that the device is missing', async () => {
    const source = new KmsgSource({
      path: join(folder, 'missing'),
      procRoot: join(folder, 'proc'),
    });
    await expect(source.blocks('', new AbortController().signal).next()).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('does not exist here'),
    });
  });

  it('says that what it opened cannot be read', async () => {
    const source = new KmsgSource({ path: folder, procRoot: join(folder, 'proc') });
    await expect(source.blocks('', new AbortController().signal).next()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('EISDIR'),
    });
  });

  it('refuses to read without a boot id', async () => {
    const source = new KmsgSource({ path, procRoot: folder });
    await expect(source.blocks('', new AbortController().signal).next()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('boot_id'),
    });
  });
});
