/**
 * Endpoints and flows to build tests from: each with the fields that matter, the rest as dull as
 * can be.
 */
import type { Edge } from '../../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { TCP } from '../../src/flow/protocol.ts';

/** Hour of the first fixture flow: 2026-02-26T10:00:00Z. */
export const HOUR = 492_250;
export const HOUR_US = HOUR * 3_600_000_000;

/** A pod named by its interface; of a Deployment when `workload` names one. */
export function podEndpoint(
  namespace: string,
  name: string,
  ip: string,
  workload?: string,
): Endpoint {
  return {
    ...unnamedEndpoint(ip),
    kind: 'pod',
    namespace,
    name,
    workload: workload === undefined ? undefined : { kind: 'Deployment', name: workload },
    attribution: 'veth_hash',
    confidence: 'certain',
  };
}

export function outsideEndpoint(ip: string): Endpoint {
  return { ...unnamedEndpoint(ip), kind: 'outside' };
}

/** One TCP line from a pod of its node to port 80 elsewhere, with `overrides`. */
export function flowOf(overrides: Partial<Flow> = {}): Flow {
  return {
    point: { prefix: 'calico-packet', inInterface: 'cali0123456789a', outInterface: 'eth0' },
    origin: 'kernel',
    source: unnamedEndpoint('10.244.1.5'),
    destination: unnamedEndpoint('10.244.2.7'),
    protocol: TCP,
    port: 80,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    hour: HOUR,
    lines: 1,
    duplicates: 0,
    connections: 1,
    bytes: 60,
    tcpFlags: 2,
    firstSeenUs: HOUR_US,
    lastSeenUs: HOUR_US,
    sourcePorts: [],
    sourcePortRegisters: new Uint8Array(0),
    answered: 0,
    refused: 0,
    unreachable: 0,
    ...overrides,
  };
}

/** An edge seen once, from the pod's side, with `overrides`. */
export function edgeOf(overrides: Partial<Edge> = {}): Edge {
  return {
    origin: 'kernel',
    cluster: '',
    source: podEndpoint('shop', 'web-5d9c7b9f4-x2x7k', '10.244.1.5', 'web'),
    destination: podEndpoint('shop', 'db-0', '10.244.2.7'),
    protocol: TCP,
    port: 5432,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    direction: 'egress',
    verdict: 'unknown',
    lines: 1,
    connections: 1,
    bytes: 60,
    tcpFlags: 2,
    firstSeenUs: HOUR_US,
    lastSeenUs: HOUR_US,
    prefixes: ['calico-packet'],
    seenBy: 'egress',
    answered: 0,
    refused: 0,
    unreachable: 0,
    nodes: ['node-1'],
    sourcePortsDistinct: 1,
    hours: [HOUR],
    services: [],
    ...overrides,
  };
}
