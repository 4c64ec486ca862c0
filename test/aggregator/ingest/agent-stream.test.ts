import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShipCall } from '../../../src/aggregator/ingest/agent-stream.ts';
import { Ingest, shipService } from '../../../src/aggregator/ingest/ingest.ts';
import { type AggregatorMetrics, createMetrics } from '../../../src/aggregator/metrics.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { type Applied, type Store, StoreError } from '../../../src/aggregator/store.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { MESSAGE_BYTES_MAX } from '../../../src/flow/limits.ts';
import { AccessRefusal, type Grant } from '../../../src/service/access.ts';
import { listenGrpc } from '../../../src/service/grpc-server.ts';
import { batchOf, flowOf, helloOf, podOf } from '../examples.ts';
import { TestAgent } from '../running.ts';

const NO_LIMITS = {
  flowsPerSecond: Number.POSITIVE_INFINITY,
  streamAgeMs: Number.POSITIVE_INFINITY,
  inboxBytesMax: MESSAGE_BYTES_MAX,
};

describe('a stream between agent and store', () => {
  let metrics: AggregatorMetrics;
  const published: Flow[][] = [];
  const lines: string[] = [];
  const streams: ShipCall[] = [];
  let apply: () => Promise<Applied>;
  let settled: () => Promise<boolean>;
  let applied: Flow[];
  let store: Store;
  let server: Server;
  let ingest: Ingest;
  let agent: TestAgent;
  let address: string;
  let grant: () => Promise<Grant>;

  beforeEach(async () => {
    metrics = createMetrics();
    published.length = 0;
    lines.length = 0;
    applied = [];
    streams.length = 0;
    apply = async () => 'applied';
    settled = async () => true;
    grant = async () => ({ who: 'agent', untilMs: Number.POSITIVE_INFINITY });
    store = openSqliteStore(':memory:');
    const stub: Store = {
      identity: () => store.identity(),
      welcome: (hello) => store.welcome(hello),
      apply: (batch) => {
        applied.push(...batch.flows);
        return apply();
      },
      report: (key, checks) => store.report(key, checks),
      observe: (key, observedUs) => store.observe(key, observedUs),
      flows: (filter) => store.flows(filter),
      nodes: () => store.nodes(),
      observed: (span) => store.observed(span),
      close: () => store.close(),
    };
    ingest = new Ingest({
      store: stub,
      names: {
        nameFlow: (flow) => ({ ...flow, source: podOf('named', 'by-cluster', flow.source.ip) }),
        settled: () => settled(),
      },
      access: { agent: () => grant() },
      peerOf: (call) => {
        streams.push(call);
        return {};
      },
      publish: (_node, flows) => published.push([...flows]),
      metrics,
      log: pino({ level: 'info' }, { write: (line) => lines.push(line) }),
      clusterName: '',
      limits: NO_LIMITS,
    });
    server = new Server();
    server.addService(shipService, { ship: ingest.ship });
    const port = await listenGrpc(
      server,
      { host: '127.0.0.1', port: 0 },
      ServerCredentials.createInsecure(),
    );
    address = `127.0.0.1:${port}`;
    agent = new TestAgent(address);
    agent.send({ kind: 'hello', hello: helloOf() });
    expect(await agent.next()).toMatchObject({ kind: 'welcome' });
  });

  afterEach(() => {
    agent.cut();
    server.forceShutdown();
    store.close();
  });

  it('names flows before the store and the followers get them', async () => {
    agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flowOf()] }) });
    await agent.next();
    expect(applied.map(({ source }) => source.name)).toEqual(['by-cluster']);
    expect(published).toEqual([applied]);
  });

  it('names and applies a batch that could not settle, and counts it', async () => {
    settled = async () => false;
    agent.send({ kind: 'batch', batch: batchOf(1) });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(applied[0]?.source.name).toBe('by-cluster');
    expect((await metrics.batchesUnsettled.get()).values[0]?.value).toBe(1);
  });

  it('applies nothing of an agent that was fenced while its batch settled', async () => {
    const settling = Promise.withResolvers<boolean>();
    settled = () => settling.promise;
    agent.send({ kind: 'batch', batch: batchOf(1) });
    const newer = new TestAgent(address);
    newer.send({ kind: 'hello', hello: helloOf({ instance: 'instance-2' }) });
    expect(await newer.next()).toMatchObject({ kind: 'welcome' });
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'fenced' });
    settling.resolve(true);
    await settling.promise;
    newer.cut();
    expect(applied).toEqual([]);
  });

  it('tells the log nothing of what strangers send, and counts it', async () => {
    const stranger = new TestAgent(address);
    stranger.send({ kind: 'heartbeat', observedUs: 1 });
    expect(await stranger.next()).toMatchObject({ kind: 'refused', reason: 'invalid' });
    expect(lines.join('')).not.toMatch(/refused/);
    const counted = { labels: { reason: 'invalid' }, value: 1 };
    expect((await metrics.refused.get()).values).toContainEqual(counted);
    agent.send({ kind: 'hello', hello: helloOf() });
    await agent.next();
    expect(lines.join('')).toMatch(/agent refused: a second hello/);
    stranger.cut();
  });

  it('publishes nothing that the store has not applied now', async () => {
    apply = async () => 'duplicate';
    agent.send({ kind: 'batch', batch: batchOf(1) });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(published).toEqual([]);
  });

  it('sends no ack and tells the agent to come back when the store fails', async () => {
    apply = async () => {
      throw new StoreError('failed', 'disk full');
    };
    agent.send({ kind: 'batch', batch: batchOf(1) });
    await expect(agent.next()).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect(published).toEqual([]);
    expect((await metrics.storeErrors.get()).values).toMatchObject([{ value: 1 }]);
  });

  it('ends in order when its grant does, behind the ack of what it is doing', async () => {
    const commit = Promise.withResolvers<Applied>();
    const applying = Promise.withResolvers<void>();
    apply = () => {
      applying.resolve();
      return commit.promise;
    };
    const untilMs = Date.now() + 50;
    grant = async () => ({ who: 'agent', untilMs });
    const short = new TestAgent(address);
    short.send({ kind: 'hello', hello: helloOf({ node: 'node-b' }) });
    expect(await short.next()).toMatchObject({ kind: 'welcome' });
    short.send({ kind: 'batch', batch: batchOf(1) });
    await applying.promise;
    await vi.waitUntil(() => Date.now() > untilMs + 50);
    commit.resolve('applied');
    expect(await short.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(await short.next()).toBeUndefined();
  });

  it.each([
    ['unauthenticated', status.UNAUTHENTICATED],
    ['forbidden', status.PERMISSION_DENIED],
    ['unavailable', status.UNAVAILABLE],
  ] as const)('ends with the status of a refusal: %s', async (code, expected) => {
    grant = () => Promise.reject(new AccessRefusal(code, 'the line that says why'));
    const stranger = new TestAgent(address);
    stranger.send({ kind: 'hello', hello: helloOf({ instance: 'stranger' }) });
    const details = 'the line that says why';
    await expect(stranger.next()).rejects.toMatchObject({ code: expected, details });
    agent.send({ kind: 'batch', batch: batchOf(1) });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
  });

  it('welcomes nobody who has gone while it was asked who they are', async () => {
    const granted = Promise.withResolvers<Grant>();
    const asked = Promise.withResolvers<void>();
    grant = () => {
      asked.resolve();
      return granted.promise;
    };
    const gone = new TestAgent(address);
    gone.send({ kind: 'hello', hello: helloOf({ instance: 'instance-2' }) });
    await asked.promise;
    gone.cut();
    await vi.waitUntil(() => streams.every((call) => call === streams[0] || call.cancelled));
    granted.resolve({ who: 'agent', untilMs: Number.POSITIVE_INFINITY });
    agent.send({ kind: 'batch', batch: batchOf(1) });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
  });

  it('acknowledges the batch that was being applied when it is closed', async () => {
    const commit = Promise.withResolvers<Applied>();
    const applying = Promise.withResolvers<void>();
    apply = () => {
      applying.resolve();
      return commit.promise;
    };
    agent.send({ kind: 'batch', batch: batchOf(1) });
    await applying.promise;
    const closed = ingest.close();
    commit.resolve('applied');
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(await agent.next()).toBeUndefined();
    await closed;
  });
});
