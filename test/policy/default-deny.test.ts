import { describe, expect, test } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { ICMP, TCP, UDP } from '../../src/flow/protocol.ts';
import { describeEdge, forecastDefaultDeny } from '../../src/policy/default-deny.ts';

function pod(namespace: string, workload: string, over: Partial<Endpoint> = {}): Endpoint {
  return {
    ...unnamedEndpoint('10.0.0.1'),
    kind: 'pod',
    namespace,
    name: `${workload}-7c9d8b6f5-x2x8p`,
    workload: { kind: 'Deployment', name: workload },
    node: 'node-1',
    attribution: 'veth_hash',
    confidence: 'certain',
    ...over,
  };
}

function outside(ip: string): Endpoint {
  return { ...unnamedEndpoint(ip), kind: 'outside' };
}

function node(name: string): Endpoint {
  const address = unnamedEndpoint('192.0.2.7');
  return { ...address, kind: 'node', name, node: name, confidence: 'certain' };
}

function edge(source: Endpoint, destination: Endpoint, over: Partial<Edge> = {}): Edge {
  return {
    origin: 'kernel',
    source,
    destination,
    protocol: TCP,
    port: 8080,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    direction: 'both',
    verdict: 'audit',
    lines: 1,
    connections: 1,
    bytes: 60,
    tcpFlags: 2,
    firstSeenUs: 1,
    lastSeenUs: 2,
    prefixes: ['calico-packet'],
    seenBy: 'both',
    answered: 0,
    refused: 0,
    unreachable: 0,
    nodes: ['node-1'],
    sourcePortsDistinct: 1,
    hours: [0],
    services: [],
    ...over,
  };
}

const shop = new Set(['shop']);

const frontend = pod('shop', 'frontend');
const api = pod('shop', 'api');
const coredns = pod('kube-system', 'coredns');

function only(seen: Edge, namespaces = shop) {
  const dropped = forecastDefaultDeny([seen], namespaces);
  expect(dropped).toHaveLength(1);
  return dropped[0]!;
}

describe('sides', () => {
  test('both sides drop what stays inside the namespace', () => {
    const dropped = only(edge(frontend, api));
    expect(dropped.sides).toEqual(['egress', 'ingress']);
    expect(dropped.blindSpot).toBe('none');
    expect(dropped.sentence).toBe(
      'shop/frontend → shop/api:8080/TCP would be dropped ' +
        "at frontend's egress and at api's ingress",
    );
  });

  test('only the isolated side drops', () => {
    expect(only(edge(frontend, pod('billing', 'ledger'))).sides).toEqual(['egress']);
    expect(only(edge(pod('billing', 'ledger'), api)).sides).toEqual(['ingress']);
  });

  test('what touches no isolated namespace is left alone', () => {
    expect(forecastDefaultDeny([edge(coredns, outside('192.0.2.1'))], shop)).toEqual([]);
    expect(forecastDefaultDeny([edge(frontend, api)], new Set())).toEqual([]);
  });

  test('a node reaches its own pods, not those of another node', () => {
    expect(forecastDefaultDeny([edge(node('node-1'), api)], shop)).toEqual([]);
    const dropped = only(edge(node('node-2'), api));
    expect(dropped.sides).toEqual(['ingress']);
    expect(dropped.blindSpot).toBe('node');
  });

  test('replies are never dropped for themselves', () => {
    expect(forecastDefaultDeny([edge(api, frontend, { isReply: true })], shop)).toEqual([]);
  });

  test('keeps the order in which the edges came', () => {
    const edges = [edge(api, coredns), edge(frontend, api), edge(frontend, coredns)];
    expect(forecastDefaultDeny(edges, shop).map((drop) => drop.edge)).toEqual(edges);
  });
});

describe('blind spots', () => {
  test.each([
    ['dns', edge(frontend, coredns, { protocol: UDP, port: 53 })],
    ['dns', edge(frontend, coredns, { port: 53 })],
    ['dns', edge(frontend, outside('192.0.2.53'), { protocol: UDP, port: 53 })],
    ['metadata', edge(api, outside('169.254.169.254'), { port: 80 })],
    ['time', edge(api, outside('192.0.2.123'), { protocol: UDP, port: 123 })],
    ['icmp', edge(frontend, api, { protocol: ICMP, port: undefined, icmpType: 8 })],
    ['node', edge(api, node('node-2'), { port: 10250 })],
    ['outside', edge(api, outside('203.0.113.10'), { port: 443 })],
    ['outside', edge(api, unnamedEndpoint('203.0.113.10'), { port: 443 })],
  ])('%s', (kind, seen) => {
    expect(only(seen).blindSpot).toBe(kind);
  });

  test('an ambiguous end may be dropped when one candidate would be', () => {
    const either: Endpoint = {
      ...unnamedEndpoint('10.0.0.9'),
      confidence: 'ambiguous',
      candidates: [api, coredns],
    };
    const dropped = only(edge(coredns, either));
    expect(dropped.blindSpot).toBe('ambiguous');
    expect(dropped.sentence).toContain('may be dropped');
    expect(forecastDefaultDeny([edge(coredns, either)], new Set(['billing']))).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    [edge(api, outside('203.0.113.10'), { port: 443 }), 'shop/api → outside 203.0.113.10:443/TCP'],
    [
      edge(frontend, api, { protocol: ICMP, port: undefined, icmpType: 8 }),
      'shop/frontend → shop/api ICMP type 8',
    ],
    [
      edge(pod('shop', 'x', { workload: undefined, name: 'job' }), api, { port: undefined }),
      'shop/job → shop/api TCP',
    ],
    [
      edge(frontend, unnamedEndpoint(''), { protocol: undefined, port: undefined }),
      'shop/frontend → an address not kept (protocol not shown)',
    ],
  ])('%#', (seen, text) => {
    expect(describeEdge(seen)).toBe(text);
  });
});
