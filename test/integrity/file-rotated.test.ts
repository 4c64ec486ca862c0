/**
 * The promise: no line is lost over rotation. A writer writes without a pause while its log is
 * rotated, the reader is stopped and started again, three rotations pass while nobody reads.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judge, lineText, logLine, textOf } from '../../bench/follow-line.ts';
import { type Rotation, type Writes, writeLog } from '../../bench/follow-writer.ts';
import { FollowReader } from '../agent/sources/file/follow-reader.ts';
import { hasLogDaemon, LogDaemon, type RotateMode } from './log-daemon.ts';

const LOOKS_MAX = 600;
const LOOK_MS = 20;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-rotated-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The texts of all lines in all generations. */
function textsOnDisk(path: string): string[] {
  const names = globSync('kern.log*', { cwd: dirname(path) });
  return names.flatMap((name) => {
    const bytes = readFileSync(join(dirname(path), name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    return text.split('\n').slice(0, -1).map(textOf);
  });
}

/** Reads until the line is there that was written last. */
async function readUpTo(reader: FollowReader, serial: number): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    await reader.take();
    if (reader.lines.includes(lineText(serial))) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`line ${serial} never came`);
}

/** Every line that stands in a file was read once, and none was made up. */
function expectAllRead(reader: FollowReader, path: string, written: number): void {
  const onDisk = textsOnDisk(path);
  const texts = reader.lines.map(textOf);
  const { lost, duplicated, invented } = judge(texts, written);
  const inNoFile = judge(onDisk, written).lost;
  expect({ duplicated, invented }).toEqual({ duplicated: 0, invented: 0 });
  expect(lost).toBeLessThanOrEqual(inNoFile);
  const read = new Set(texts);
  expect(onDisk.filter((text) => !read.has(text))).toEqual([]);
}

describe('a log under rotation', () => {
  it.each<[Rotation, Writes]>([
    ['rename', 'line'],
    ['rename', 'block'],
    ['copytruncate', 'line'],
    ['copytruncate', 'block'],
  ])(
    'by a writer that does so itself (%s, each write a %s) is read once',
    async (rotation, writes) => {
      const path = join(folder, 'kern.log');
      const lines = 6_000;
      using reader = new FollowReader(path);
      const writing = writeLog({ path, lines, rate: 5_000, rotation, writes });
      let isWritten = false;
      writing.then(() => {
        isWritten = true;
      });
      while (!isWritten) {
        await reader.take(3);
        await sleep(LOOK_MS);
      }
      await readUpTo(reader, lines - 1);
      expectAllRead(reader, path, lines);
      if (rotation === 'rename') expect(judge(reader.lines, lines).lost).toBe(0);
    },
  );

  const modes: RotateMode[] = hasLogDaemon() ? ['create', 'copytruncate'] : [];
  it.each(modes)('of rsyslog by logrotate (%s) is read once', async (mode) => {
    await using daemon = await LogDaemon.start(folder, mode);
    using reader = new FollowReader(daemon.path);
    const perRotation = 2_000;
    let serial = 0;
    for (let rotation = 0; rotation < 8; rotation++) {
      let lines = '';
      for (let i = 0; i < perRotation; i++) lines += `<4>${logLine(serial++)}`;
      await daemon.send(lines);
      // From the second to the fourth nobody reads.
      if (rotation < 2 || rotation > 4) await reader.take(rotation + 1);
      daemon.rotate();
      if (rotation < 2 || rotation > 4) await reader.take();
    }
    await daemon.send(`<4>${logLine(serial)}`);
    await readUpTo(reader, serial);
    expectAllRead(reader, daemon.path, serial + 1);
    if (mode === 'create') expect(judge(reader.lines, serial + 1).lost).toBe(0);
  });
});
