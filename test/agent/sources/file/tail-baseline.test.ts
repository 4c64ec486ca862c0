/**
 * Why the follower is our own: the same rotations, read by the npm package `tail` and by us. What
 * `tail` does here it does every time: all is done before its event loop turns.
 */
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Tail } from 'tail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FollowReader } from './follow-reader.ts';

/** `tail` looks at a new file a second after the rotation. */
const LOOKS_MAX = 600;
const LOOK_MS = 25;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-tail-'));
  path = join(folder, 'kern.log');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function until(isSo: () => boolean, meanwhile: () => void = () => {}): Promise<void> {
  for (let looks = 0; !isSo() && looks < LOOKS_MAX; looks++) {
    meanwhile();
    await sleep(LOOK_MS);
  }
  expect(isSo()).toBe(true);
}

/** Follows `before`, then `rotate` in one go; returns what either saw until `tail` is back. */
async function compare(before: string, rotate: () => void) {
  writeFileSync(path, before);
  const tailed: string[] = [];
  const tail = new Tail(path, { fromBeginning: true });
  tail.on('line', (line) => tailed.push(line));
  using reader = new FollowReader(path);
  const isBack = () => tailed.some((line) => line.endsWith('back'));
  try {
    await until(() => tailed.length > 0);
    await reader.take();
    rotate();
    await until(isBack, () => appendFileSync(path, 'we are back\n'));
    await reader.take();
  } finally {
    tail.unwatch();
  }
  const isNews = (line: string) => line !== 'we are back';
  return { tail: tailed.filter(isNews), ours: reader.lines.filter(isNews) };
}

describe('a rotation by renaming', () => {
  it('loses lines of both files for tail, and none for us', async () => {
    const seen = await compare('one\n', () => {
      appendFileSync(path, 'two\n');
      renameSync(path, `${path}.1`);
      writeFileSync(path, 'new\n');
    });
    expect(seen).toEqual({ tail: ['one'], ours: ['one', 'two', 'new'] });
  });

  it('makes tail glue two files’ bytes to a line that nobody wrote, and not us', async () => {
    const seen = await compare('one\nSRC=10.1.1.2 DST=10.', () => {
      renameSync(path, `${path}.1`);
      writeFileSync(path, 'calico-packet: SRC=10.1.9.9 DST=10.2.0.9\n');
    });
    expect(seen.tail).toEqual(['one', 'SRC=10.1.1.2 DST=10.9.9 DST=10.2.0.9']);
    expect(seen.ours).toEqual(['one', 'calico-packet: SRC=10.1.9.9 DST=10.2.0.9']);
  });
});
