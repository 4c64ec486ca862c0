import { expect, test } from 'vitest';
import { listeningAt } from '../../../src/cli/demo/collection.ts';
import { describeAccount, describeForecast } from '../../../src/cli/demo/report.ts';
import type { Edge } from '../../../src/flow/edge.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { TCP, UDP } from '../../../src/flow/protocol.ts';

const EDGE = 'frontend → kube-system/coredns';

function edge(port: number, protocol: number, connections: number): Edge {
  const end = (namespace: string, name: string) => ({
    ...unnamedEndpoint('10.0.0.1'),
    kind: 'pod' as const,
    namespace,
    name,
  });
  return {
    origin: 'kernel',
    cluster: '',
    source: end('shop', 'frontend'),
    destination: end('kube-system', 'coredns'),
    protocol,
    port,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    direction: 'both',
    verdict: 'unknown',
    lines: connections,
    connections,
    bytes: 60,
    tcpFlags: 0,
    firstSeenUs: 1,
    lastSeenUs: 1,
    prefixes: [],
    seenBy: 'both',
    answered: 0,
    refused: 0,
    unreachable: 0,
    nodes: [],
    sourcePortsDistinct: 1,
    hours: [],
    services: [],
  };
}

test('tells each edge once, with the reason, what worked first', () => {
  const edges = [edge(53, UDP, 9), { ...edge(9153, TCP, 2), answered: 1 }, edge(53, UDP, 1)];
  const why = "would be dropped at frontend's egress: no rule of default-deny allows it";
  expect(describeForecast(edges, ['shop'])).toEqual([
    'A default deny in namespace shop would mean:',
    `  ${EDGE}:9153 ${why} (seen 2 times, answered)`,
    `  ${EDGE}:53/UDP ${why} (seen 10 times, unknown)`,
  ]);
});

test('says so when nothing would be dropped', () => {
  expect(describeForecast([edge(53, UDP, 1)], ['billing'])[1]).toContain('nothing');
});

test('an account that does not agree is not called equal', () => {
  expect(describeAccount(49, 49)).toMatch(/: equal$/);
  expect(describeAccount(49, 47)).toMatch(/: 2 apart$/);
});

test('addresses are read from the line that names them, and from no other', () => {
  expect(listeningAt('{"msg":"listening","grpc":"127.0.0.1:4","http":5}', 'grpc')).toBe(
    '127.0.0.1:4',
  );
  expect(listeningAt('{"msg":"agent started","http":5}', 'http')).toBe('127.0.0.1:5');
  expect(listeningAt('{"msg":"agent started"}', 'http')).toBeUndefined();
  expect(listeningAt('plain words', 'http')).toBeUndefined();
  expect(listeningAt('{broken', 'http')).toBeUndefined();
});
