import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fileSink, streamSink } from '../../../src/cli/export/json-lines-sink.ts';
import { edgeIn } from './inventory.ts';

const HOUR = 500_000;
const record = (n: number) => ({ edge: edgeIn(HOUR, n), hour: HOUR, revision: 1 });

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').slice(0, -1);
}

describe('lines of JSON', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-lines-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('are appended whole, with what tells copies and revisions apart', async () => {
    const path = join(folder, 'flows');
    const sink = fileSink(path, { fsync: true, onTorn: () => {} });
    await sink.write([record(1), record(2)]);
    await sink.write([record(3)]);
    const lines = (await linesOf(path)).map((line) => JSON.parse(line));
    expect(lines.map(({ destination }) => destination.ip)).toEqual([
      '203.0.0.1',
      '203.0.0.2',
      '203.0.0.3',
    ]);
    expect(lines[0]).toMatchObject({ revision: 1, hour: '2027-01-15T08:00:00.000000Z' });
    expect(lines[0].id).toMatch(/^[\da-f]{32}$/);
  });

  test('go to a new file once the old one was rotated away', async () => {
    const path = join(folder, 'rotated');
    const sink = fileSink(path, { fsync: false, onTorn: () => {} });
    await sink.write([record(1)]);
    await rename(path, `${path}.1`);
    await sink.write([record(2)]);
    expect([await linesOf(path), await linesOf(`${path}.1`)].map((all) => all.length)).toEqual([
      1, 1,
    ]);
  });

  test('begin behind the torn line of a crash, which is told', async () => {
    const path = join(folder, 'torn');
    await writeFile(path, '{"id":"half');
    const onTorn = vi.fn();
    await fileSink(path, { fsync: false, onTorn }).write([record(1)]);
    const [torn, whole] = await linesOf(path);
    expect([torn, JSON.parse(whole!).revision]).toEqual(['{"id":"half', 1]);
    expect(onTorn).toHaveBeenCalledOnce();
  });

  test('that cannot be written are said with their file', async () => {
    const sink = fileSink(folder, { fsync: false, onTorn: () => {} });
    await expect(sink.write([record(1)])).rejects.toThrow(`cannot write to ${folder}: EISDIR`);
  });

  test('wait for a pipe, and fail with it', async () => {
    const pipe = new PassThrough();
    await streamSink(pipe).write([record(1)]);
    expect(JSON.parse(pipe.read().toString()).revision).toBe(1);
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('broken')) });
    broken.on('error', () => {});
    await expect(streamSink(broken).write([record(1)])).rejects.toThrow('broken');
  });
});
