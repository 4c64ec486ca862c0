import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SwitchFiles, switchLogOn } from '../../../src/cli/demo/log-switch.ts';

let folder: string;
let alive: Set<number>;
let files: SwitchFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-switch-'));
  alive = new Set([11, 22]);
  const setting = join(folder, 'setting');
  files = { setting, notes: folder, isAlive: (run) => alive.has(run) };
  writeFileSync(setting, '0\n');
});

afterEach(() => rmSync(folder, { recursive: true }));

function setting(): string {
  return readFileSync(files.setting, 'utf8').trim();
}

test('restores what it found', () => {
  const run = switchLogOn(11, files);
  expect(setting()).toBe('1');
  run.restore();
  expect(setting()).toBe('0');
  run.restore();
  expect(existsSync(join(folder, 'dropcast-demo-11'))).toBe(false);
});

test('leaves it on where it was on', () => {
  writeFileSync(files.setting, '1\n');
  switchLogOn(11, files).restore();
  expect(setting()).toBe('1');
});

test('the last of two runs restores it', () => {
  const first = switchLogOn(11, files);
  const second = switchLogOn(22, files);
  first.restore();
  expect(setting()).toBe('1');
  second.restore();
  expect(setting()).toBe('0');
});

test('what a killed run has left is restored by the next', () => {
  switchLogOn(11, files);
  alive.delete(11);
  switchLogOn(22, files).restore();
  expect(setting()).toBe('0');
  expect(existsSync(join(folder, 'dropcast-demo-11'))).toBe(false);
});
