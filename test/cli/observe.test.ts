import { expect, test } from 'vitest';
import { EDGES } from './cli-edges.ts';
import { runDropcast } from './fake-aggregator.ts';

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
  await expect(stdout).toMatchFileSnapshot('../fixtures/cli/observe-lines.txt');
});

test('with -f -o json outcomes are learnt as edges pass', async () => {
  const { stdout } = await runDropcast(['observe', '-f', '-o', 'json'], { aggregator });
  const outcomes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).outcome);
  expect(outcomes).toEqual(['answered', 'unanswered', 'unknown', 'unknown', 'unanswered']);
});

test('a stream that the aggregator ends is asked for again', async () => {
  const run = await runDropcast(['observe', '-f'], { aggregator, pauses: 2 });
  expect(run.exit).toBe(0);
  expect(run.stdout.split('\n')).toHaveLength(2 * EDGES.length + 1);
  expect(run.stderr).toContain(
    'the aggregator at 127.0.0.1:50051 ended the stream; it is asked again',
  );
});

test.each([
  ['compact', 'observe-compact.txt'],
  ['dict', 'observe-dict.txt'],
])('-o %s looks as in hubble observe', async (format, golden) => {
  const args = ['observe', '-o', format, '--time-format', 'StampMilli'];
  const { stdout } = await runDropcast(args, { aggregator });
  await expect(stdout).toMatchFileSnapshot(`../fixtures/cli/${golden}`);
});

test('-o jsonpb is a GetFlowsResponse a line', async () => {
  const { stdout } = await runDropcast(['observe', '-f', '-o', 'jsonpb'], { aggregator });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(EDGES.length);
  expect(lines[0]).toMatchObject({
    flow: {
      verdict: 'AUDIT',
      source: { namespace: 'shop', pod_name: 'web-5d9c7b9f4-x2x7k' },
      l4: { TCP: { destination_port: 5432 } },
    },
  });
});

test('with -f -o table columns grow, and the titles come once', async () => {
  const { stdout } = await runDropcast(['observe', '-f', '-o', 'tab'], { aggregator });
  expect(stdout.match(/SOURCE/g)).toHaveLength(1);
  expect(stdout.split('\n')).toHaveLength(EDGES.length + 2);
});

test('what is left out of the last is said', async () => {
  const { stderr } = await runDropcast(['observe', '--last', '2'], { aggregator });
  expect(stderr).toBe('showing 2 of 5 flows\n');
});

test('an interrupted stream is none', async () => {
  const signal = AbortSignal.abort();
  const { exit, stderr } = await runDropcast(['observe', '-f'], { aggregator, signal });
  expect([exit, stderr]).toEqual([0, '']);
});
