import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countFlows } from '../../bench/stages.ts';
import { readTruth } from '../../bench/truth.ts';
import { generateVariety } from '../../bench/variety.ts';

const LINES = 5_000;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-variety-'));
  for (const name of ['one', 'two']) generateVariety(join(folder, name), LINES);
});
afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (name: string) => readFileSync(join(folder, name), 'latin1');

it('is the same each time and has as many lines as asked for', () => {
  expect(textOf('one')).toBe(textOf('two'));
  expect(textOf('one').trimEnd().split('\n')).toHaveLength(LINES);
});

it('has lines of every kind that a kernel printed', () => {
  const kinds = [
    ...['OPT (', 'FRAG:', 'INCOMPLETE', 'ARP ', 'PHYSIN=', '[UFW BLOCK]', 'MACPROTO=', '\\x1b'],
    ...['PROTO=ICMPv6', 'PROTO=47', 'SYN', 'ACK FIN', 'UID=', 'MARK=', '\\xff'],
  ];
  expect(kinds.filter((kind) => !textOf('one').includes(kind))).toEqual([]);
  expect(textOf('one')).not.toMatch(/undefined/);
});

it('has a truth that counts every line of a flow, and only those', async () => {
  const truth = readTruth(join(folder, 'one.truth'));
  const lines = [...truth.values()].reduce((sum, count) => sum + count, 0);
  const account = await countFlows(join(folder, 'one'));
  expect(account.read).toBe(LINES);
  expect(account.parsed).toBe(lines);
});
