import { describe, expect, test, vi } from 'vitest';
import type { ExportRecord } from '../../../src/cli/export/export-record.ts';
import { OTLP_ENCODINGS, otlpSink } from '../../../src/cli/export/otlp-sink.ts';
import type { OtlpTarget } from '../../../src/cli/export/otlp-target.ts';
import { persist } from '../../../src/cli/persist.ts';
import { outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';
import { openAuthority } from '../../kube/api-server/certificates.ts';
import { type Answer, Collector } from './collector.ts';
import { edgeIn } from './inventory.ts';

const HOUR = 492_250;

function record(n: number, overrides: Parameters<typeof edgeIn>[2] = {}): ExportRecord {
  return { edge: edgeIn(HOUR, n, { cluster: 'east', ...overrides }), hour: HOUR, revision: 3 };
}

interface SinkOptions {
  readonly target?: Partial<OtlpTarget>;
  readonly encoding?: (typeof OTLP_ENCODINGS)[number];
}

function sinkTo(collector: Collector, { target, encoding = 'protobuf' }: SinkOptions = {}) {
  const pauses: number[] = [];
  const onRejected = vi.fn();
  const { signal } = new AbortController();
  const patience = {
    ...{ giveUpMs: 600_000, signal, random: () => 1, nowMs: () => 0, onFailure: () => {} },
    pause: async (ms: number) => void pauses.push(ms),
  };
  const sink = otlpSink({
    target: {
      url: new URL(`http://127.0.0.1:${collector.port}/v1/logs`),
      ...{ headers: {}, tls: {}, ...target },
    },
    ...{ encoding, version: '1.2.3', signal, onRejected, nowUs: () => HOUR * 3_600_000_000 },
    persist: (attempt) => persist(attempt, patience),
  });
  return { sink, pauses, onRejected };
}

describe.each(OTLP_ENCODINGS)('a collector that reads %s', (encoding) => {
  test('has the flows with attributes by the conventions', async () => {
    await using collector = await Collector.open();
    const { sink } = sinkTo(collector, { encoding });
    const node = { ...outsideEndpoint('192.0.2.9'), kind: 'node' as const, name: 'node-9' };
    const source = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
    await sink.write([
      record(1, { source, verdict: 'dropped', lines: 7, services: ['shop/web'] }),
      record(2, { source: node, port: undefined, cluster: 'west' }),
    ]);
    const [first, second] = collector.records;
    expect(first).toMatchObject({
      resource: { 'service.name': 'dropcast', 'k8s.cluster.name': 'east' },
      scope: 'dropcast 1.2.3',
      ...{ severity: 13, eventName: 'dropcast.flow', body: 'shop/web -> 203.0.0.1 tcp/5432' },
      timeUnixNano: `${HOUR * 3_600}000001000`,
    });
    expect(first!.attributes).toMatchObject({
      'source.address': '10.244.1.5',
      'source.k8s.namespace.name': 'shop',
      'source.k8s.deployment.name': 'web',
      'destination.address': '203.0.0.1',
      'destination.port': 5432,
      'network.transport': 'tcp',
      'network.type': 'ipv4',
      'dropcast.record.revision': 3,
      'dropcast.lines': 7,
      'dropcast.verdict': 'dropped',
      'dropcast.is_reply': false,
      'dropcast.services': ['shop/web'],
    });
    const { attributes } = first!;
    expect(attributes['log.record.uid']).toBe(`${attributes['dropcast.record.id']}.3`);
    expect(second).toMatchObject({ severity: 9, resource: { 'k8s.cluster.name': 'west' } });
    expect(second!.attributes).toMatchObject({ 'source.k8s.node.name': 'node-9' });
    expect(second!.attributes).not.toHaveProperty('destination.port');
    expect(Object.values(second!.attributes)).not.toContain('');
  });

  test('says of which records it took none', async () => {
    await using collector = await Collector.open();
    collector.answers.push({ status: 200, rejected: 2, why: 'too old' });
    const { sink, onRejected } = sinkTo(collector, { encoding });
    await sink.write([record(1), record(2)]);
    await sink.write([record(3)]);
    expect(onRejected.mock.calls).toEqual([[2, 'too old']]);
  });
});

describe('a collector', () => {
  const LATER: [string, Answer, number][] = [
    ['busy for seconds', { status: 429, headers: { 'retry-after': '7' } }, 7_000],
    ['away until a date', { status: 503, headers: { 'retry-after': inSeconds(5) } }, 5_000],
    ['behind a broken proxy', { status: 502 }, 500],
    ['slow', { status: 504, headers: { 'retry-after': 'soon' } }, 500],
  ];
  test.each(LATER)('that is %s hears the same again', async (_, answer, pauseMs) => {
    await using collector = await Collector.open();
    collector.answers.push(answer);
    const { sink, pauses } = sinkTo(collector);
    await sink.write([record(1)]);
    expect([pauses, collector.records.length]).toEqual([[pauseMs], 1]);
  });

  test.each([
    [400, 'it does not want the records'],
    [401, 'see --otlp-headers-file'],
    [404, 'does --otlp name its address'],
    [413, 'raise its limit'],
    [415, 'see --otlp-encoding'],
    [302, 'it does not want'],
  ])('that answers %i is not asked again', async (status, words) => {
    await using collector = await Collector.open();
    collector.answers.push({ status, headers: { location: 'http://127.0.0.1:1/' } });
    const { sink } = sinkTo(collector);
    await expect(sink.write([record(1)])).rejects.toThrow(words);
    expect(collector.requests).toHaveLength(1);
  });

  test('that cannot be reached may come back', async () => {
    const collector = await Collector.open();
    const { sink, pauses } = sinkTo(collector);
    await collector[Symbol.asyncDispose]();
    pauses.push = () => {
      throw new Error('paused');
    };
    await expect(sink.write([record(1)])).rejects.toThrow('paused');
  });

  test('over TLS gets certificate and headers, and has to be the right one', async () => {
    const authority = openAuthority();
    const own = authority.issue({ commonName: 'collector', hosts: ['127.0.0.1'] });
    const mine = authority.issue({ commonName: 'exporter' });
    const { certificate: ca } = authority;
    await using collector = await Collector.open({ key: own.key, cert: own.certificate, ca });
    const url = new URL(`https://127.0.0.1:${collector.port}/v1/logs`);
    const headers = { authorization: 'Bearer secret' };
    const tls = { ca, cert: mine.certificate, key: mine.key };
    await sinkTo(collector, { target: { url, headers, tls } }).sink.write([record(1)]);
    expect(collector.requests[0]!.headers).toMatchObject(headers);
    const other = sinkTo(collector, { target: { url, headers, tls: {} } });
    const error: Error = await other.sink.write([record(1)]).then(
      () => expect.fail('it was trusted'),
      (reason) => reason,
    );
    expect(error.message).toContain('see --otlp-ca');
    expect(error.message).not.toContain('secret');
  });
});

function inSeconds(seconds: number): string {
  return new Date(HOUR * 3_600_000 + seconds * 1_000).toUTCString();
}
