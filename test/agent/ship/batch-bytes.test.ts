import { describe, expect, it } from 'vitest';
import {
  BARE_FLOW_BYTES_MAX,
  BATCH_FLOWS_MAX,
  encodeContent,
  type LeftOut,
} from '../../../src/agent/ship/batch-bytes.ts';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { MESSAGE_BYTES_MAX } from '../../../src/flow/limits.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import {
  type BatchContent,
  decodeAgentMessage,
  encodeBatchContent,
  frameBatch,
} from '../../../src/wire/ingest.ts';

const LARGE = Number.MAX_SAFE_INTEGER;

/** A flow of which every field is as long as it can be. */
function largestFlow(end: (ip: string) => Endpoint): Flow {
  return {
    origin: 'conntrack',
    point: { prefix: 'p'.repeat(127), inInterface: 'i'.repeat(15), outInterface: 'o'.repeat(15) },
    source: end('2001:db8:1111:2222:3333:4444:5555:6666'),
    destination: end('2001:db8:1111:2222:3333:4444:5555:7777'),
    protocol: 255,
    port: 65_535,
    icmpType: 255,
    icmpCode: 255,
    isReply: true,
    overflow: { level: 'all', addressRegisters: new Uint8Array(64).fill(9) },
    hour: 0xffff_ffff,
    lines: LARGE,
    duplicates: LARGE,
    connections: LARGE,
    bytes: LARGE,
    tcpFlags: 511,
    firstSeenUs: LARGE,
    lastSeenUs: LARGE,
    sourcePorts: new Array(8).fill(65_535),
    sourcePortRegisters: new Uint8Array(64).fill(9),
    answered: LARGE,
    refused: LARGE,
    unreachable: LARGE,
  };
}

/** Flows that share nothing. */
function contentOf(flows: number, end: (ip: string) => Endpoint): BatchContent {
  const account = { ...emptyAccount(), read: flows, parsed: flows };
  return {
    cursorAfter: 'c',
    flows: Array.from({ length: flows }, () => largestFlow(end)),
    losses: [],
    account,
    ruleCounters: [],
    readings: [],
  };
}

function named(letters: number, labels: number): (ip: string) => Endpoint {
  return (ip) => ({
    ...unnamedEndpoint(ip),
    kind: 'pod',
    name: 'n'.repeat(letters),
    labels: { app: 'l'.repeat(labels) },
  });
}

function encoded(given: BatchContent) {
  const leftOut: LeftOut[] = [];
  const content = encodeContent(given, (what) => leftOut.push(what));
  const bytes = frameBatch({ epoch: LARGE, sequence: LARGE }, content);
  const message = decodeAgentMessage(bytes);
  if (message.kind !== 'batch') throw new Error(message.kind);
  return { leftOut, size: bytes.length, batch: message.batch };
}

describe('an encoded batch', () => {
  it('is left alone while it fits', () => {
    const batch = contentOf(10, named(20, 20));
    expect(encoded(batch)).toMatchObject({ leftOut: [], batch: { flows: batch.flows } });
  });

  it('loses labels first', () => {
    const { leftOut, size, batch } = encoded(contentOf(8_000, named(20, 2_000)));
    expect([leftOut, size <= MESSAGE_BYTES_MAX]).toEqual([['labels'], true]);
    expect(batch.flows[0]?.source).toMatchObject({ name: 'n'.repeat(20), labels: {} });
  });

  it('loses nothing where its flows share what is long', () => {
    const content = contentOf(8_000, named(20, 2_000));
    const { source, destination } = content.flows[0]!;
    const flows = content.flows.map((flow) => ({ ...flow, source, destination }));
    expect(encoded({ ...content, flows }).leftOut).toEqual([]);
  });

  it('loses names when that is not enough, and fits with the largest flows there can be', () => {
    const { leftOut, size, batch } = encoded(contentOf(BATCH_FLOWS_MAX, named(253, 100)));
    expect([leftOut, size <= MESSAGE_BYTES_MAX]).toEqual([['labels', 'names'], true]);
    expect(batch.flows).toHaveLength(BATCH_FLOWS_MAX);
    expect(batch.flows[0]).toMatchObject({ lines: LARGE, source: { name: '' } });
  });

  it('loses observation points when they are longer than any that a kernel prints', () => {
    const whole = contentOf(BATCH_FLOWS_MAX, unnamedEndpoint);
    const point = { prefix: '\ufffd'.repeat(127), inInterface: '\ufffd', outInterface: '' };
    const flows = whole.flows.map((flow) => ({ ...flow, point: { ...point } }));
    const { leftOut, size, batch } = encoded({ ...whole, flows });
    expect([leftOut, size <= MESSAGE_BYTES_MAX]).toEqual([['labels', 'names', 'points'], true]);
    expect(batch.flows[0]).toMatchObject({ lines: LARGE, point: { prefix: '', inInterface: '' } });
  });

  it('has room for its flows: none without names is larger than we think', () => {
    const one = encodeBatchContent(contentOf(1, unnamedEndpoint));
    const two = encodeBatchContent(contentOf(2, unnamedEndpoint));
    expect(two.length - one.length).toBeLessThanOrEqual(BARE_FLOW_BYTES_MAX + 4);
  });
});
