/** Flags of how answers are printed, over the commands that have them. */
import { expect, test, vi } from 'vitest';
import { EDGES } from './cli-edges.ts';
import { runDropcast } from './fake-aggregator.ts';

const aggregator = { edges: EDGES };
const flows = (args: string, options = {}) =>
  runDropcast(['flows', ...args.split(' ').filter(Boolean)], { aggregator, ...options });

test('--color is above what the terminal says', async () => {
  const escapes = async (args: string, hasColours: boolean) =>
    (await flows(args, { hasColours })).stdout.includes('\u001b[');
  expect(await escapes('', true)).toBe(true);
  expect(await escapes('--color never', true)).toBe(false);
  expect(await escapes('--color always', false)).toBe(true);
  expect(await escapes('-o compact --color always', false)).toBe(true);
});

test('--no-headers leaves the titles out, and its variable may say no', async () => {
  const lines = async (args: string) => (await flows(args)).stdout.split('\n').length;
  expect(await lines('--no-headers')).toBe((await lines('')) - 1);
  vi.stubEnv('DROPCAST_NO_HEADERS', 'false');
  expect((await flows('')).stdout).toMatch(/^SOURCE/);
  vi.stubEnv('DROPCAST_NO_HEADERS', '1');
  expect((await flows('')).stdout).not.toMatch(/^SOURCE/);
  vi.unstubAllEnvs();
});

test('a terminal has relative times, a file all digits', async () => {
  expect((await flows('', { width: 200 })).stdout).toMatch(/ 58m$/m);
  expect((await flows('')).stdout).toMatch(/ 2026-02-26T10:01:01\.000001Z$/m);
  expect((await flows('--time-format rfc3339', { width: 200 })).stdout).toMatch(/10:01:01Z$/m);
});

test('-o wide is all there is, whatever the width', async () => {
  expect((await flows('-o wide', { width: 60 })).stdout).toContain('NAMED BY');
});

test('-o name gives the values of groups, once each', async () => {
  const { stdout } = await flows('--group-by source_namespace -o name');
  expect(stdout.split('\n')).toContain('shop');
  expect(new Set(stdout.split('\n')).size).toBe(stdout.split('\n').length);
});

test.each([
  ['-o name', '-o name: flows have none: write one of table,'],
  ['--group-by port -o dict', '-o dict: sums are no flows: write one of table,'],
  ['--nodes-now --group-by port -o compact', '-o compact: sums are no flows'],
  ['--time-format iso', 'Write one of relative,'],
  ['--request-timeout soon', 'Write a span such as 10s'],
])('flows %s is wrong usage', async (args, message) => {
  const { exit, stderr, requests } = await flows(args);
  expect([exit, requests]).toEqual([2, []]);
  expect(stderr).toContain(message);
});

test('--limit says of how many, wherever it is read', async () => {
  const first = { edges: EDGES.slice(0, 5) };
  const { stderr } = await runDropcast(['flows', '--limit', '5'], { aggregator: first });
  expect(stderr).toBe('');
});

test('a terminal is told how much of the cluster was observed', async () => {
  const { stderr } = await flows('', { isAttended: true });
  expect(stderr).toBe('0 of 0 nodes observed: see dropcast status\n');
});
