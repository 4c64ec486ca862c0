/** A followed log where times lie: of the machine's clock, and of files that somebody packed. */
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FollowReader } from './follow-reader.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-times-'));
  path = join(folder, 'kern.log');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Renames the log and its `older` generations; the writer begins a new one with `text`. */
function rotate(older: number, text: string): void {
  for (let at = older; at > 0; at--) renameSync(`${path}.${at}`, `${path}.${at + 1}`);
  renameSync(path, `${path}.1`);
  appendFileSync(path, text);
}

/** As `gzip -c` into a new file does it: with the time of the packing. */
function pack(at: number, seconds: number): void {
  const plain = `${path}.${at}`;
  writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)));
  utimesSync(`${plain}.gz`, seconds, seconds);
  rmSync(plain);
}

describe('a followed log', () => {
  it('is read on under its old name where the clock is ahead of the times of files', async () => {
    using reader = new FollowReader(path);
    reader.wallAheadMs = 3_600_000;
    appendFileSync(path, 'one\n');
    await reader.take();
    rotate(0, 'two\n');
    await reader.take();
    appendFileSync(`${path}.1`, 'late\n');
    expect(await reader.take()).toEqual(['late']);
  });

  it('is read once though whoever packed it did not keep its time', async () => {
    using reader = new FollowReader(path);
    appendFileSync(path, 'one\n');
    await reader.take();
    rotate(0, 'two\n');
    await reader.take();
    rotate(1, '');
    // Now the cursor stands in three generations, the newest one empty.
    await reader.take();
    appendFileSync(path, 'three\n');
    rotate(2, 'four\n');
    for (const at of [3, 2, 1]) pack(at, Date.now() / 1_000 + 60);
    reader.restart();
    expect(await reader.take()).toEqual(['three', 'four']);
    expect(reader.losses).toEqual([]);
  });
});
