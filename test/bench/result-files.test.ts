import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeJson, writeSection } from '../../bench/result-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-results-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('replaces what stands between the marks, and nothing else', () => {
  const path = join(folder, 'page.md');
  writeFileSync(path, 'before\n<!-- parse: begin -->\nold\n<!-- parse: end -->\nafter\n');
  writeSection(path, 'parse', '\na table\n');
  writeSection(path, 'parse', '\na newer $& table\n');
  const expected = '```\n\na newer $& table\n```';
  expect(readFileSync(path, 'utf8')).toBe(
    `before\n<!-- parse: begin -->\n${expected}\n<!-- parse: end -->\nafter\n`,
  );
});

it('leaves a page without the marks alone', () => {
  const path = join(folder, 'other.md');
  writeFileSync(path, 'nothing\n');
  expect(() => writeSection(path, 'parse', 'text')).toThrow('has no section parse');
  expect(readFileSync(path, 'utf8')).toBe('nothing\n');
});

it('has a section for the bench of parse in the README of the benches', () => {
  const readme = join(folder, 'README.md');
  writeFileSync(readme, readFileSync(join(import.meta.dirname, '../../bench/README.md')));
  expect(() => writeSection(readme, 'parse', 'text')).not.toThrow();
});

it('puts the machine and the date before figures', () => {
  const path = join(folder, 'figures.json');
  writeJson(path, { rows: [1] });
  const { machine, rows } = JSON.parse(readFileSync(path, 'utf8'));
  expect(rows).toEqual([1]);
  expect(machine.node).toBe(process.versions.node);
  expect(machine.date).toMatch(/^\d{4}-\d\d-\d\d$/);
});
