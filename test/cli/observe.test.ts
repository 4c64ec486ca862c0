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
  expect(stdout).toBe(`\
2026-02-26T10:01:01.000001Z  shop/web-5d9c7b9f4-x2x7k -> shop/db-0  TCP 5432  both  6 connections, 12 lines
2026-02-26T10:00:00.000000Z  shop/web (Deployment) -> kube-system/coredns-0  UDP 53  egress  1 connection, 4 lines
2026-02-26T10:00:00.000000Z  node-1 (node) -> 10.244.1.9 (blog/cms-0 or shop/job-1)  ICMP 8/0  ingress  1 connection, 1 line
2026-02-26T10:00:00.000000Z  2001:db8::7 -> shop/api (service)  TCP 443  egress  1 connection, 1 line
-  10.244.1.77 (pod) -> (many addresses)  SCTP  egress  1 connection, 1 line
`);
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
  expect(stderr).toContain('dropcast: the aggregator at 127.0.0.1:9443 ended the stream');
});

test('an interrupted stream is none', async () => {
  const signal = AbortSignal.abort();
  const { exit, stderr } = await runDropcast(['observe', '-f'], { aggregator, signal });
  expect([exit, stderr]).toEqual([0, '']);
});
