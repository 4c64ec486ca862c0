import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EDGES } from './cli-edges.ts';
import { runDropcast } from './fake-aggregator.ts';

const GOLDEN = new URL('../fixtures/cli/observe-lines.txt', import.meta.url);
const aggregator = { edges: EDGES };

test('without -f the last seen come, oldest first', async () => {
  const { stdout } = await runDropcast(['observe', '--last', '2', '-o', 'json'], { aggregator });
  const ports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).port);
  expect(ports).toEqual([443, 5432]);
});

test('with -f every edge is a line as it comes', async () => {
  const { stdout } = await runDropcast(['observe', '-f'], { aggregator });
  expect(stdout).toBe(readFileSync(GOLDEN, 'utf8'));
});

test('with -f -o json outcomes are learnt as edges pass', async () => {
  const { stdout } = await runDropcast(['observe', '-f', '-o', 'json'], { aggregator });
  const outcomes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).outcome);
  expect(outcomes).toEqual(['answered', 'unanswered', 'unknown', 'unknown', 'unanswered']);
});

test('a stream that the aggregator ends is a failure', async () => {
  const { exit, stderr } = await runDropcast(['observe', '-f'], { aggregator });
  expect(exit).toBe(1);
  expect(stderr).toContain('dropcast: the aggregator at 127.0.0.1:50051 ended the stream');
});

test('an interrupted stream is none', async () => {
  const signal = AbortSignal.abort();
  const { exit, stderr } = await runDropcast(['observe', '-f'], { aggregator, signal });
  expect([exit, stderr]).toEqual([0, '']);
});
