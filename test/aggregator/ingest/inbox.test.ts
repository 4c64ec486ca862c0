import {
  Client,
  compressionAlgorithms,
  credentials,
  type Server,
  ServerCredentials,
} from '@grpc/grpc-js';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Ingest, shipService } from '../../../src/aggregator/ingest/ingest.ts';
import { type AggregatorMetrics, createMetrics } from '../../../src/aggregator/metrics.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import type { Store } from '../../../src/aggregator/store.ts';
import { OPEN_ACCESS } from '../../../src/service/access.ts';
import { createGrpcServer, listenGrpc } from '../../../src/service/grpc-server.ts';
import { type AgentMessage, encodeAgentMessage, ingestService } from '../../../src/wire/ingest.ts';
import { batchOf, flowOf, helloOf, podOf } from '../examples.ts';
import { TestAgent } from '../running.ts';

const MEBIBYTE = 1024 * 1024;
const ROOM = 4 * MEBIBYTE;
const STREAMS = 24;
const BATCHES = 4;

/** A batch of about a mebibyte. */
function largeBatch(sequence: number): AgentMessage {
  const source = { ...podOf('shop', 'cart', '10.0.1.2'), labels: { note: 'x'.repeat(MEBIBYTE) } };
  return { kind: 'batch', batch: batchOf(sequence, { flows: [flowOf({ source })] }) };
}

let metrics: AggregatorMetrics;
let store: Store;
let server: Server;
let address: string;
/** Batches that are being taken, and what lets them go on. */
let taken: number;
let gate: PromiseWithResolvers<boolean>;
const agents: TestAgent[] = [];

beforeEach(async () => {
  metrics = createMetrics();
  store = openSqliteStore(':memory:');
  taken = 0;
  gate = Promise.withResolvers();
  const unlimited = Number.POSITIVE_INFINITY;
  const ingest = new Ingest({
    store,
    names: {
      nameFlow: (flow) => flow,
      settled: () => {
        taken++;
        return gate.promise;
      },
    },
    publish: () => {},
    metrics,
    log: pino({ level: 'silent' }),
    clusterName: '',
    ...{ access: OPEN_ACCESS, peerOf: () => ({}) },
    limits: { flowsPerSecond: unlimited, streamAgeMs: unlimited, inboxBytesMax: ROOM },
  });
  server = createGrpcServer([ingest.interceptor]);
  server.addService(shipService, { ship: ingest.ship });
  const loopback = { host: '127.0.0.1', port: 0 };
  const plain = ServerCredentials.createInsecure();
  address = `127.0.0.1:${await listenGrpc(server, loopback, plain)}`;
});
afterEach(() => {
  for (const agent of agents.splice(0)) agent.cut();
  server.forceShutdown();
  store.close();
});

async function welcomed(node: string): Promise<TestAgent> {
  const agent = new TestAgent(address);
  agents.push(agent);
  agent.send({ kind: 'hello', hello: helloOf({ node }) });
  expect(await agent.next()).toMatchObject({ kind: 'welcome' });
  return agent;
}

const heldBytes = async () => (await metrics.inboxBytes.get()).values[0]?.value ?? 0;

it('holds no more large messages than there is room for, and takes all of them', async () => {
  for (let i = 0; i < STREAMS; i++) {
    const agent = await welcomed(`node-${i}`);
    for (let sequence = 1; sequence <= BATCHES; sequence++) agent.send(largeBatch(sequence));
  }
  await vi.waitUntil(() => taken === 3, { timeout: 40_000 });
  // Small messages of others pass while large ones wait.
  const other = await welcomed('other');
  other.send({ kind: 'heartbeat', observedUs: 1 });
  expect(await heldBytes()).toBeLessThanOrEqual(ROOM);
  expect(taken).toBe(3);
  gate.resolve(true);
  for (const agent of agents.slice(0, STREAMS)) {
    for (let sequence = 1; sequence <= BATCHES; sequence++) {
      expect(await agent.next()).toEqual({ kind: 'ack', sequence });
    }
  }
  expect(await heldBytes()).toBe(0);
}, 60_000);

it('gives the room of a stream that is cut to others', async () => {
  const one = await welcomed('node-1');
  for (let sequence = 1; sequence <= BATCHES; sequence++) one.send(largeBatch(sequence));
  await vi.waitUntil(async () => (await heldBytes()) > 0, { timeout: 40_000 });
  one.cut();
  await vi.waitUntil(async () => (await heldBytes()) === 0, { timeout: 40_000 });
});

it('refuses compressed messages with a line that says so', async () => {
  const { path, requestSerialize, responseDeserialize } = ingestService.ship;
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.default_compression_algorithm': compressionAlgorithms.gzip,
  });
  const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  const status = new Promise<{ details: string }>((resolve) => call.once('status', resolve));
  call.on('error', () => {});
  call.resume();
  call.write(encodeAgentMessage({ kind: 'hello', hello: helloOf() }));
  expect((await status).details).toMatch(/compressed messages are not taken/);
  client.close();
});

it('takes no large message before it has answered the hello', async () => {
  const stranger = new TestAgent(address);
  agents.push(stranger);
  stranger.send(largeBatch(1));
  await expect(stranger.next()).rejects.toThrow(/larger than max/);
});
