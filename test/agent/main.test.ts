import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AgentOptions, parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { queryClient } from '../../src/wire/query.ts';
import { settle } from './fake-clock.ts';
import { freePort } from './free-port.ts';
import { synLine } from './scripted-source.ts';
import { LoopbackAggregator } from './ship/loopback-aggregator.ts';

let aggregator: LoopbackAggregator;
let stop: AbortController;
let folder: string;
let log: string;

beforeEach(async () => {
  aggregator = new LoopbackAggregator();
  await aggregator.open();
  stop = new AbortController();
  folder = await mkdtemp(join(tmpdir(), 'dropcast-agent-'));
  log = join(folder, 'kern.log');
  const line = (host: number) => `Nov 21 10:11:36 vm kernel: [ 4138.048967] ${synLine(host, 80)}\n`;
  await writeFile(log, `${line(1)}${line(1)}Nov 21 10:11:37 vm sshd[1]: hello\n${line(2)}`);
});

afterEach(async () => {
  stop.abort();
  aggregator.close();
  await rm(folder, { recursive: true });
});

function agent(options: AgentOptions = {}): Promise<void> {
  const { address } = aggregator;
  const preset = { source: 'file', path: log, aggregator: address, node: 'n1', logLevel: 'silent' };
  const quiet = { follow: false, conntrack: 'off', insecure: 1 };
  return runAgent(parseAgentConfig({ ...preset, ...quiet, version: '9', ...options }), stop.signal);
}

describe('the agent', () => {
  it('reads a file, ships what it held, and ends when the file does', async () => {
    await agent({ clusterName: 'blue' });
    expect(aggregator.hellos).toMatchObject([
      { node: 'n1', source: `file:${log}`, cluster: 'blue', version: '9' },
    ]);
    expect(aggregator.applied).toMatchObject([
      { account: { read: 4, parsed: 3, ignored: 1, rejected: 0 } },
    ]);
    const lines = aggregator.applied[0]?.flows.map(({ lines, port }) => [lines, port]);
    expect(lines).toEqual([
      [2, 80],
      [1, 80],
    ]);
    expect(aggregator.ended).toBe(1);
  });

  it('goes on where the aggregator has the cursor: a second run counts nothing twice', async () => {
    await agent();
    await agent();
    const [first, second] = aggregator.hellos;
    expect(first?.instance).not.toBe(second?.instance);
    expect(aggregator.applied.flatMap(({ account }) => account.read)).toEqual([4]);
  });

  it('shows its state on its faces while it runs', async () => {
    const [http, listen] = [await freePort(), await freePort()];
    // What is not acknowledged keeps the agent from ending.
    aggregator.onBatch = () => 'ignore';
    const ran = agent({ http: `127.0.0.1:${http}`, listen: `127.0.0.1:${listen}` });
    const page = `http://127.0.0.1:${http}`;
    await aggregator.until(() => aggregator.hellos.length === 1);
    while ((await fetch(`${page}/readyz`)).status !== 200) await settle();
    let metrics = '';
    while (!/^dropcast_agent_batches_in_flight 1$/m.test(metrics)) {
      metrics = await (await fetch(`${page}/metrics`)).text();
    }
    expect(metrics).toMatch(/^dropcast_agent_records_read_total 4$/m);
    expect((await fetch(`${page}/healthz`)).status).toBe(200);
    const client = queryClient(`127.0.0.1:${listen}`, credentials.createInsecure());
    expect(await client.getStatus()).toMatchObject({
      nodes: [
        { node: 'n1', source: `file:${log}`, lines: 3, epoch: 1, sequence: 0, connected: true },
      ],
    });
    const edges = client.listEdges({ filter: {}, limit: 0 }, stop.signal);
    const lines: number[] = [];
    for await (const edge of edges) lines.push(edge.lines);
    expect(lines).toEqual([2, 1]);
    client.close();
    aggregator.onBatch = undefined;
    aggregator.cut();
    await ran;
    expect(aggregator.applied).toHaveLength(1);
  });

  it('fails in one line when its file is not there, and has left its ports', async () => {
    const http = `127.0.0.1:${await freePort()}`;
    const path = join(folder, 'none');
    const ran = agent({ path, http });
    await expect(ran).rejects.toMatchObject({ code: 'source', name: 'AgentError' });
    await expect(ran).rejects.toThrow(path);
    await expect(fetch(`http://${http}/healthz`)).rejects.toThrow();
  });

  it('says that its source cannot be opened before it looks for an aggregator', async () => {
    aggregator.close();
    const ran = agent({ source: 'kmsg', path: join(folder, 'none'), follow: true });
    await expect(ran).rejects.toMatchObject({ code: 'source', message: /does not exist here/ });
  });

  it('fails in one line when a port is in use', async () => {
    const taken = aggregator.address;
    const inUse = expect.objectContaining({ code: 'listen' });
    await expect(agent({ http: taken })).rejects.toEqual(inUse);
    await expect(agent({ listen: taken })).rejects.toEqual(inUse);
  });

  it('fails in one line when its cluster file is not there', async () => {
    const cluster = join(folder, 'cluster.yaml');
    await expect(agent({ cluster })).rejects.toMatchObject({
      code: 'config',
      message: /--cluster/,
    });
  });

  it('ends at once when it is told to while the aggregator is not there', async () => {
    aggregator.close();
    const ran = agent();
    stop.abort();
    await ran;
    expect(aggregator.applied).toEqual([]);
  });
});
