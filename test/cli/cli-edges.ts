/** Fixed edges whose printed form is compared to the letter. */
import type { Edge } from '../../src/flow/edge.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { ICMP, UDP } from '../../src/flow/protocol.ts';
import { edgeOf, HOUR_US, outsideEndpoint, podEndpoint } from '../flow/edge-fixtures.ts';

const web = {
  ...podEndpoint('shop', 'web-5d9c7b9f4-x2x7k', '10.244.1.5', 'web'),
  labels: { app: 'web' },
  node: 'node-1',
};
const replicas = { ...web, name: '', ip: '' };
const dns = podEndpoint('kube-system', 'coredns-0', '10.244.0.2');
const node = {
  ...unnamedEndpoint('192.0.2.11'),
  kind: 'node',
  name: 'node-1',
  node: 'node-1',
  attribution: 'node_address',
  confidence: 'probable',
} as const;
const service = {
  ...unnamedEndpoint('10.96.0.10'),
  kind: 'service',
  namespace: 'shop',
  name: 'api',
  attribution: 'service',
  confidence: 'probable',
} as const;
const either = {
  ...unnamedEndpoint('10.244.1.9'),
  kind: 'pod',
  attribution: 'ip_time',
  confidence: 'ambiguous',
  candidates: [
    podEndpoint('blog', 'cms-0', '10.244.1.9'),
    podEndpoint('shop', 'job-1', '10.244.1.9'),
  ],
} as const;

export const EDGES: readonly Edge[] = [
  edgeOf({
    source: web,
    destination: podEndpoint('shop', 'db-0', '10.244.2.7'),
    lines: 12,
    connections: 6,
    bytes: 360,
    answered: 5,
    direction: 'both',
    seenBy: 'both',
    verdict: 'audit',
    prefixes: ['calico-packet', 'observe'],
    nodes: ['node-1', 'node-2'],
    lastSeenUs: HOUR_US + 61_000_001,
    sourcePortsDistinct: 6,
  }),
  edgeOf({ source: replicas, destination: dns, protocol: UDP, port: 53, lines: 4 }),
  edgeOf({
    source: node,
    destination: either,
    protocol: ICMP,
    port: undefined,
    icmpType: 8,
    icmpCode: 0,
    direction: 'ingress',
    seenBy: 'ingress',
    sourcePortsDistinct: 0,
    prefixes: ['other'],
  }),
  edgeOf({
    source: outsideEndpoint('2001:db8::7'),
    destination: service,
    port: 443,
    verdict: 'dropped',
    prefixes: [''],
  }),
  edgeOf({
    source: { ...unnamedEndpoint('10.244.1.77'), kind: 'pod' },
    destination: unnamedEndpoint(''),
    overflow: 'address',
    protocol: 132,
    port: undefined,
    firstSeenUs: 0,
    lastSeenUs: 0,
    hours: [0],
  }),
];
