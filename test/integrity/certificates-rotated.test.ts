/**
 * Promise: certificates are replaced under agent and aggregator, rightly and wrongly, and end,
 * while lines are read: each line is counted once, what is wrong is told, what is renewed is used.
 */
import { appendFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { type Aggregator, openAggregator } from '../../src/aggregator/main.ts';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import type { TlsConfig } from '../../src/service/tls/tls-config.ts';
import type { QueryClient } from '../../src/wire/query.ts';
import { freePort } from '../agent/free-port.ts';
import { type Authority, openAuthority } from '../kube/api-server/certificates.ts';
import { openRelay, type Relay } from '../kube/api-server/relay.ts';
import { type KeptLog, keptLog } from '../service/tls/log-lines.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';

const FIRST_PORT = 10_000;
const ARRIVAL = { timeout: 40_000, interval: 50 };
/** For tests: files are looked at this often. */
const LOOK_MS = 20;

const AGENT = { commonName: 'n1', names: ['n1'] };
const READER = { commonName: 'jane' };

/** An agent that follows a file, an aggregator, and a network between them that can be cut. */
class Node implements AsyncDisposable {
  readonly folder: TlsFolder;
  readonly relay: Relay;
  readonly log: KeptLog;
  readonly #aggregator: Aggregator;
  readonly #http: number;
  readonly #stop = new AbortController();
  readonly #ran: Promise<void>;
  /** Lines written. */
  lines = 0;

  private constructor(parts: Started) {
    this.folder = parts.folder;
    this.relay = parts.relay;
    this.log = parts.log;
    this.#aggregator = parts.aggregator;
    this.#http = parts.http;
    this.#ran = runAgent(parts.agent, this.#stop.signal);
  }

  static async start(): Promise<Node> {
    return new Node(await startParts());
  }

  /** Writes a line, each to a port of its own. */
  async write(): Promise<void> {
    const port = FIRST_PORT + this.lines++;
    await appendFile(this.folder.path('kern.log'), lineOf(port));
  }

  /** Writes lines until `holds`, then waits until all of them are counted. */
  async writeUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
    const poll = async () => {
      await this.write();
      return holds();
    };
    await expect.poll(poll, ARRIVAL).toBe(true);
  }

  /** Each line written so far is counted, and none twice. */
  async expectCounted(): Promise<void> {
    const { grpc: aggregator } = this.#aggregator;
    const [tlsCa, tlsCert, tlsKey] = ['ca.crt', 'reader.crt', 'reader.key'].map((name) =>
      this.folder.path(name),
    );
    const question = { aggregator, tlsCa, tlsCert, tlsKey };
    const counts = async () => {
      const counted = await ask(connectAggregator, question, (client) =>
        linesByPort(client, this.#stop.signal),
      );
      const ports = Array.from({ length: this.lines }, (_, index) => FIRST_PORT + index);
      return ports.map((port) => counted.get(port) ?? 0);
    };
    await expect.poll(counts, ARRIVAL).toEqual(Array(this.lines).fill(1));
  }

  /** Of /metrics of the agent. */
  async metric(series: string): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.#http}/metrics`);
    const page = await answer.text();
    const line = page.split('\n').find((text) => text.startsWith(`${series} `));
    return Number(line?.slice(series.length + 1));
  }

  /** Cuts the connection; the agent comes again. */
  async reconnect(): Promise<void> {
    const { accepted } = this.relay;
    this.relay.sever();
    await this.writeUntil(async () => this.relay.accepted > accepted && (await this.isConnected()));
  }

  async isConnected(): Promise<boolean> {
    return (await this.metric('dropcast_agent_connected')) === 1;
  }

  /** How often the aggregator said that it took a new pair. */
  get taken(): number {
    return this.log.lines.filter(({ text }) => text.includes('taken anew')).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#ran;
    await this.relay[Symbol.asyncDispose]();
    await this.#aggregator.close();
    await this.folder[Symbol.asyncDispose]();
  }
}

type Started = Awaited<ReturnType<typeof startParts>>;

async function startParts() {
  const folder = await TlsFolder.open();
  await folder.write('kern.log', '');
  await folder.pair('reader', READER);
  const log = keptLog();
  const aggregator = await openAggregator(await aggregatorConfig(folder), log);
  const relay = await openRelay(Number(aggregator.grpc.split(':')[1]));
  const http = await freePort();
  const agent = parseAgentConfig({
    ...{ source: 'file', path: folder.path('kern.log'), from: 'oldest', windowMs: '100' },
    ...{ aggregator: `127.0.0.1:${relay.port}`, http: `127.0.0.1:${http}`, node: 'n1' },
    ...{ conntrack: 'off', logLevel: 'silent', ...(await folder.pair('agent', AGENT)) },
    tlsCa: folder.path('ca.crt'),
  });
  return { folder, log, aggregator, relay, http, agent: looking(agent) };
}

async function linesByPort(client: QueryClient, signal: AbortSignal) {
  const counted = new Map<number, number>();
  const request = { filter: {}, limit: 0 };
  for await (const { port, lines } of client.listEdges(request, signal)) {
    if (port !== undefined) counted.set(port, lines);
  }
  return counted;
}

async function aggregatorConfig(folder: TlsFolder) {
  const config = parseAggregatorConfig({
    ...{ listen: '127.0.0.1:0', http: '127.0.0.1:0', store: ':memory:' },
    ...(await folder.pair('server', LOOPBACK)),
    tlsClientCa: await folder.trust(),
  });
  return looking(config);
}

const looking = <T extends { readonly tls: TlsConfig | undefined }>(config: T): T => ({
  ...config,
  tls: config.tls && { ...config.tls, lookMs: LOOK_MS },
});

function lineOf(port: number): string {
  return (
    'Nov 19 12:15:03 node-1 kernel: calico-packet: IN=cali7f94ce7c295 OUT=eth0 ' +
    'MAC=ee:ee:ee:ee:ee:ee:1e:0a:36:33:f5:09:08:00 SRC=10.244.1.5 DST=198.51.100.7 LEN=60 ' +
    `TOS=0x00 PREC=0x00 TTL=63 ID=${port} DF PROTO=TCP SPT=45588 DPT=${port} WINDOW=64860 ` +
    'RES=0x00 SYN URGP=0 \n'
  );
}

describe('while lines are read', { timeout: 60_000 }, () => {
  let node: Node;
  beforeEach(async () => {
    node = await Node.start();
    await node.writeUntil(() => node.isConnected());
  });
  afterEach(() => node[Symbol.asyncDispose]());

  async function renewServer(authority?: Authority, validMs = 3_600_000): Promise<void> {
    const { taken } = node;
    await node.folder.pair('server', { ...LOOPBACK, validMs }, authority);
    await node.writeUntil(() => node.taken > taken);
  }

  it('the aggregator is given a new certificate: no stream is cut', async () => {
    const { accepted } = node.relay;
    await renewServer();
    await node.expectCounted();
    expect(node.relay.accepted).toBe(accepted);
    await node.reconnect();
    await node.expectCounted();
  });

  it('the aggregator gets a key that does not fit: the old one stays, with an alarm', async () => {
    await node.folder.write('server.key', node.folder.authority.issue(LOOPBACK).key);
    await node.writeUntil(() => node.log.lines.some(({ level }) => level === 'error'));
    await node.reconnect();
    await node.expectCounted();
    expect(node.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { text: expect.stringContaining('--tls-key: is not the key of the certificate') },
    ]);
  });

  it('the authority is replaced, by way of both', async () => {
    const next = openAuthority('next');
    const both = `${node.folder.authority.certificate}${next.certificate}`;
    const failures = 'dropcast_agent_tls_reload_failures_total{part="pair"}';
    await node.folder.write('ca.crt', both);
    await renewServer(next);
    await node.folder.pair('agent', AGENT, next);
    await node.folder.pair('reader', READER, next);
    await node.reconnect();
    await node.folder.write('ca.crt', next.certificate);
    await node.reconnect();
    await node.expectCounted();
    expect(await node.metric(failures)).toBeLessThanOrEqual(1);
  });

  it('the certificate of the aggregator ends: said, and all is sent once renewed', async () => {
    await renewServer(undefined, 6_000);
    const expired = () => node.log.lines.some(({ text }) => text.includes('has expired'));
    await node.writeUntil(expired);
    const { accepted } = node.relay;
    node.relay.sever();
    await node.writeUntil(async () => node.relay.accepted > accepted + 1);
    expect(await node.isConnected()).toBe(false);
    await renewServer();
    await node.writeUntil(() => node.isConnected());
    await node.expectCounted();
  });

  it('the pair of the agent is spoilt: the old one stays, with an alarm', async () => {
    const failures = 'dropcast_agent_tls_reload_failures_total{part="pair"}';
    const expiry = 'dropcast_agent_tls_certificate_expiry_timestamp_seconds';
    await node.folder.write('agent.crt', 'half of a cert');
    await node.writeUntil(async () => (await node.metric(failures)) > 0);
    await node.reconnect();
    await node.expectCounted();
    expect(await node.metric(expiry)).toBeGreaterThan(Date.now() / 1_000);
  });
});
