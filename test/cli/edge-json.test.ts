import { expect, test } from 'vitest';
import { edgeJson } from '../../src/cli/edge-json.ts';
import { edgeOf } from '../flow/edge-fixtures.ts';
import { EDGES } from './cli-edges.ts';

const nobody = new Set<string>();

test('the format of a flow is this, to the letter and in this order', () => {
  expect(JSON.stringify(edgeJson(EDGES[0]!, nobody), undefined, 1)).toBe(
    JSON.stringify(
      {
        source: {
          kind: 'pod',
          namespace: 'shop',
          pod: 'web-5d9c7b9f4-x2x7k',
          workload: { kind: 'Deployment', name: 'web' },
          labels: { app: 'web' },
          ip: '10.244.1.5',
          node: 'node-1',
          attribution: 'veth_hash',
          confidence: 'certain',
        },
        destination: {
          kind: 'pod',
          namespace: 'shop',
          pod: 'db-0',
          workload: null,
          labels: {},
          ip: '10.244.2.7',
          node: '',
          attribution: 'veth_hash',
          confidence: 'certain',
        },
        protocol: 'TCP',
        port: 5432,
        direction: 'both',
        verdict: 'audit',
        lines: 12,
        connections: 6,
        bytes: 360,
        first_seen: '2026-02-26T10:00:00.000000Z',
        last_seen: '2026-02-26T10:01:01.000001Z',
        prefix: 'calico-packet',
        prefixes: ['calico-packet', 'observe'],
        seen_by: 'both',
        outcome: 'answered',
        outcomes: { answered: 5, refused: 0, unreachable: 0 },
        nodes: ['node-1', 'node-2'],
        source_ports_distinct: 6,
        hours: ['2026-02-26T10:00:00.000000Z'],
      },
      undefined,
      1,
    ),
  );
});

test('fields that do not apply are absent, and times that nobody knows are null', () => {
  const json = edgeJson(EDGES[4]!, nobody);
  expect(json).toMatchObject({
    port: null,
    first_seen: null,
    last_seen: null,
    overflow: 'address',
  });
  for (const field of ['icmp_type', 'icmp_code', 'is_reply', 'prefixes', 'hours']) {
    expect(json).not.toHaveProperty(field);
  }
});

test('ICMP has type and code in place of a port', () => {
  expect(edgeJson(EDGES[2]!, nobody)).toMatchObject({ port: null, icmp_type: 8, icmp_code: 0 });
});

test('a protocol is a name where it has one, and null where the line hid it', () => {
  expect(edgeJson(edgeOf({ protocol: 89 }), nobody).protocol).toBe('89');
  expect(edgeJson(edgeOf({ protocol: undefined }), nobody).protocol).toBeNull();
});

test('a reply says so', () => {
  expect(edgeJson(edgeOf({ isReply: true }), nobody).is_reply).toBe(true);
});

test('an ambiguous end has its candidates, a service its name', () => {
  expect(edgeJson(EDGES[2]!, nobody).destination.candidates).toMatchObject([
    { namespace: 'blog', pod: 'cms-0' },
    { namespace: 'shop', pod: 'job-1' },
  ]);
  expect(edgeJson(EDGES[3]!, nobody).destination).toMatchObject({ pod: '', service: 'api' });
});
