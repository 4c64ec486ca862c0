import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edgeJson } from '../../src/flow/edge-json.ts';
import { EdgeMerge } from '../../src/flow/edge-merge.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { EDGES } from '../cli/cli-edges.ts';
import { edgeOf, flowOf, HOUR_US, podEndpoint } from './edge-fixtures.ts';

const nobody = new Set<string>();

function jsonOf(changes: Partial<Flow>) {
  const merge = new EdgeMerge();
  merge.add('node-a', flowOf(changes));
  return edgeJson(merge.edges()[0]!, nobody);
}

describe('the JSON form of an edge', () => {
  it('has names and times instead of numbers', () => {
    expect(jsonOf({ lastSeenUs: HOUR_US + 1 })).toMatchObject({
      protocol: 'TCP',
      port: 80,
      icmp_type: null,
      tcp_flags: 'SYN',
      first_seen: '2026-02-26T10:00:00.000000Z',
      last_seen: '2026-02-26T10:00:00.000001Z',
      prefix: 'calico-packet',
      hours: ['2026-02-26T10:00:00.000000Z'],
      nodes: ['node-a'],
    });
  });

  it('names a pod, its workload and its address', () => {
    const { source } = jsonOf({ source: podEndpoint('shop', 'cart-1', '10.0.0.1', 'cart') });
    expect(source).toMatchObject({
      kind: 'pod',
      namespace: 'shop',
      pod: 'cart-1',
      workload: { kind: 'Deployment', name: 'cart' },
      ip: '10.0.0.1',
      attribution: 'veth_hash',
      confidence: 'certain',
    });
  });

  it('says null, never nothing, where something is not known', () => {
    const json = jsonOf({ protocol: undefined, port: undefined });
    expect(json).toMatchObject({ protocol: null, port: null, overflow: null });
    expect(json.source).toMatchObject({ pod: '', workload: null });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it('says null for times that no record told', () => {
    const json = jsonOf({ firstSeenUs: 0, lastSeenUs: 0, hour: 0 });
    expect(json).toMatchObject({ first_seen: null, last_seen: null, hours: [] });
  });

  it('calls silence unanswered only where answers are told', () => {
    expect(jsonOf({}).outcome).toBe('unknown');
    expect(edgeJson(edgeOf(), new Set(['calico-packet'])).outcome).toBe('unanswered');
  });

  it('is this, to the letter and in this order', () => {
    const golden = new URL('../fixtures/cli/flow.json', import.meta.url);
    const text = JSON.stringify(edgeJson(EDGES[2]!, nobody), undefined, 2);
    expect(`${text}\n`).toBe(readFileSync(golden, 'utf8'));
  });
});
