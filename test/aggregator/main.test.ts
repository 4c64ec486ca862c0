import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AggregatorOptions, parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { openAggregator, runAggregator } from '../../src/aggregator/main.ts';
import { collect } from '../../src/cli/ask.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { batchOf, flowOf, helloOf, START_US } from './examples.ts';
import { Running } from './running.ts';

const quiet = pino({ level: 'silent' });

function configOf(options: AggregatorOptions) {
  const preset = { listen: '127.0.0.1:0', http: '127.0.0.1:0', store: ':memory:', insecure: 1 };
  return parseAggregatorConfig({ ...preset, logLevel: 'silent', ...options });
}

describe('the aggregator', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-aggregator-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('runs until its signal aborts', async () => {
    const abort = new AbortController();
    const run = runAggregator(configOf({}), abort.signal);
    abort.abort();
    await run;
  });

  it('logs the addresses that it really listens on', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const aggregator = await openAggregator(configOf({}), log);
    await aggregator.close();
    const listening = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'listening');
    expect(listening).toMatchObject({ grpc: aggregator.grpc, http: aggregator.http });
    expect(listening.grpc).toMatch(/^127\.0\.0\.1:[1-9]\d+$/);
  });

  it.each(['grpc', 'http'] as const)('says which port is in use: %s', async (service) => {
    const other = await Running.open();
    const address = other.aggregator[service];
    const flag = service === 'grpc' ? 'listen' : 'http';
    await expect(openAggregator(configOf({ [flag]: address }), quiet)).rejects.toMatchObject({
      code: 'listen',
      message: `--${flag}: cannot listen on ${address}: the port is in use`,
    });
    await other.close();
  });

  it('leaves nothing open when it cannot start', async () => {
    const other = await Running.open();
    const store = join(folder, 'flows.db');
    const taken = configOf({ listen: other.aggregator.grpc, store });
    await expect(openAggregator(taken, quiet)).rejects.toMatchObject({ code: 'listen' });
    const again = await openAggregator(configOf({ store }), quiet);
    await again.close();
    await other.close();
  });

  it('says what is wrong with a store or a cluster file', async () => {
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'kind: [');
    await expect(openAggregator(configOf({ cluster: broken }), quiet)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('--cluster: '),
    });
    const missing = join(folder, 'missing', 'flows.db');
    await expect(openAggregator(configOf({ store: missing }), quiet)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining(`--store: cannot open store ${missing}`),
    });
  });

  it('says what is wrong with a file of labels', async () => {
    const cidrLabels = join(folder, 'labels.yaml');
    writeFileSync(cidrLabels, 'office: somewhere');
    await expect(openAggregator(configOf({ cidrLabels }), quiet)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(
        /^--cidr-labels: .*labels\.yaml: office: "somewhere" is no CIDR/,
      ),
    });
  });

  it('names outside peers by the labels of their blocks', async () => {
    const cidrLabels = join(folder, 'labels.yaml');
    writeFileSync(cidrLabels, 'office: 198.51.100.0/24');
    const running = await Running.open({ cidrLabels });
    const agent = await running.welcomed();
    const flows = [flowOf({ destination: unnamedEndpoint('198.51.100.7') })];
    agent.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    await agent.next();
    expect(await (await running.get('/api/v1/edges')).json()).toMatchObject({
      edges: [{ destination: { kind: 'outside', name: 'office' } }],
    });
    await running.close();
  });

  it('tells for how long it was told of a node', async () => {
    const running = await Running.open();
    const agent = await running.welcomed();
    for (const us of [0, 60_000_000]) {
      agent.send({ kind: 'heartbeat', observedUs: START_US + us });
    }
    agent.send({ kind: 'batch', batch: batchOf(1) });
    await agent.next();
    const span = { sinceUs: 0, untilUs: 2 * START_US };
    const { signal } = new AbortController();
    const [node] = await collect(running.query().listObserved(span, signal), signal);
    expect(node).toMatchObject({ node: helloOf().node });
    expect([...node!.hours.values()]).toEqual([60_000_000]);
    await running.close();
  });

  it('goes on where it stopped', async () => {
    const store = join(folder, 'flows.db');
    const first = await Running.open({ store });
    const agent = await first.welcomed();
    agent.send({ kind: 'batch', batch: batchOf(1) });
    await agent.next();
    await first.close();
    const second = await Running.open({ store });
    const returned = await second.welcomed();
    returned.send({ kind: 'batch', batch: batchOf(1) });
    expect(await returned.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect((await second.query().getStatus()).nodes[0]!.lines).toBe(3);
    await second.close();
  });
});
