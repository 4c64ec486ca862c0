/** Plain values for the aggregator's tests: one agent, one edge, and batches that count it. */
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { type Account, emptyAccount } from '../../src/flow/loss.ts';
import type { Batch, Hello } from '../../src/wire/ingest.ts';

/** 2026-03-01T00:00:00Z. */
export const START_US = 1_772_323_200_000_000;
export const HOUR_US = 3_600_000_000;
const START_HOUR = START_US / HOUR_US;

export function helloOf(changes: Partial<Hello> = {}): Hello {
  return {
    node: 'node-a',
    source: 'kmsg',
    instance: 'instance-1',
    cluster: 'blue',
    version: '0.1.0',
    bootId: 'boot-1',
    ...changes,
  };
}

export function podOf(namespace: string, name: string, ip: string): Endpoint {
  return {
    ...unnamedEndpoint(ip),
    kind: 'pod',
    namespace,
    name,
    workload: { kind: 'Deployment', name },
    labels: { app: name },
    attribution: 'ip_time',
    confidence: 'probable',
  };
}

export function flowOf(changes: Partial<Flow> = {}): Flow {
  return {
    origin: 'kernel',
    point: { prefix: 'calico-packet', inInterface: 'cali0123456789a', outInterface: 'eth0' },
    source: podOf('shop', 'cart', '10.0.1.2'),
    destination: podOf('bank', 'ledger', '10.0.2.3'),
    protocol: 6,
    port: 5432,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    hour: START_HOUR,
    lines: 3,
    duplicates: 1,
    connections: 2,
    bytes: 120,
    tcpFlags: 2,
    firstSeenUs: START_US,
    lastSeenUs: START_US + 5,
    sourcePorts: [40_000, 40_001],
    sourcePortRegisters: new Uint8Array(0),
    answered: 1,
    refused: 0,
    unreachable: 0,
    ...changes,
  };
}

/** An account in which every record was a LOG line. */
export function accountOf(lines: number): Account {
  return { ...emptyAccount(), read: lines, parsed: lines };
}

export function batchOf(sequence: number, changes: Partial<Batch> = {}): Batch {
  const flows = changes.flows ?? [flowOf()];
  return {
    epoch: 1,
    sequence,
    cursorAfter: `cursor-${sequence}`,
    flows,
    losses: [],
    ruleCounters: [],
    readings: [],
    account: accountOf(flows.reduce((lines, flow) => lines + flow.lines, 0)),
    ...changes,
  };
}
