import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EdgeJson } from '../../../src/flow/edge-json.ts';
import { batchOf, flowOf, podOf, START_US } from '../examples.ts';
import { Running } from '../running.ts';

describe('the web face', () => {
  let running: Running;
  beforeEach(async () => {
    running = await Running.open();
    const agent = await running.welcomed();
    const markup = podOf('shop', '<img src=x onerror=alert(1)>', '10.0.1.9');
    const flows = [flowOf(), flowOf({ port: 81, source: markup, protocol: 17 })];
    agent.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    agent.send({ kind: 'heartbeat', observedUs: START_US });
    await agent.next();
  });
  afterEach(() => running.close());

  const edges = async (query: string) => {
    const response = await running.get(`/api/edges${query}`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { edges: EdgeJson[] }).edges;
  };

  it.each(['/healthz', '/readyz'])('answers %s with ok', async (path) => {
    const response = await running.get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('ok\n');
  });

  it('gives the metrics in the form that Prometheus reads', async () => {
    const response = await running.get('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(await running.metric('dropcast_aggregator_agents_connected')).toBe(1);
  });

  it('gives edges as JSON', async () => {
    const [edge] = await edges('?port=5432');
    expect(edge).toMatchObject({
      source: { kind: 'pod', namespace: 'shop', pod: 'cart', workload: { kind: 'Deployment' } },
      destination: { namespace: 'bank', pod: 'ledger', ip: '10.0.2.3' },
      protocol: 'TCP',
      port: 5432,
      lines: 3,
      first_seen: '2026-03-01T00:00:00.000000Z',
      last_seen: '2026-03-01T00:00:00.000005Z',
      nodes: ['node-a'],
      outcome: 'answered',
    });
  });

  it.each([
    ['', [81, 5432]],
    ['?protocol=udp', [81]],
    ['?namespace=bank&to=10.0.2.0/24', [81, 5432]],
    ['?from=shop/cart', [5432]],
    ['?limit=1', [1]],
    ['?since=2027-01-01T00:00:00Z', []],
  ])('takes the conditions of the command line: %s', async (query, ports) => {
    const found = (await edges(query)).map(({ port }) => port!);
    if (query === '?limit=1') expect(found).toHaveLength(1);
    else expect(found.sort((a, b) => a - b)).toEqual(ports);
  });

  it.each([
    ['?port=99999', /'99999' is not a port/],
    ['?since=1h&since=2h', /'since' is given twice/],
    ['?protocol=carrier-pigeon', /is not a protocol/],
    ['?from=%00', /names no end/],
    ["?namespace=x'%20OR%201=1--", /./],
    ['?__proto__=1', /there is no condition '__proto__'/],
    ['?constructor=1', /there is no condition 'constructor'/],
    ['?since=yesterday', /is not a time/],
    ['?limit=-1', /is not a limit/],
    ['?replies=maybe', /is true or false/],
    [`?from=${'a'.repeat(10_000)}`, /names no end/],
    ['?from=%ff%fe', /names no end/],
  ])('refuses a condition that means nothing: %s', async (query, message) => {
    const response = await running.get(`/api/edges${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(message);
  });

  it('gives the state of nodes as JSON', async () => {
    const status = await (await running.get('/api/status')).json();
    expect(status).toMatchObject({ version: '0.1.0', nodes: [{ node: 'node-a', lines: 6 }] });
  });

  it.each(['/nothing', '/api', '/api/edges/', '//api/edges', '/../package.json', '/%2e%2e/x'])(
    'has nothing at %s',
    async (path) => {
      const [host, port] = running.aggregator.http.split(':');
      const status = await new Promise((resolve, reject) => {
        request({ host, port, path }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(404);
    },
  );

  it('takes no orders', async () => {
    const response = await fetch(`http://${running.aggregator.http}/api/edges`, { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('serves a page that runs its own script and nothing else', async () => {
    const response = await running.get('/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/);
    expect(policy).not.toContain('unsafe');
    const page = await response.text();
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\son\w+=/);
    expect(page).not.toMatch(/(src|href)=|https?:/);
  });

  it('never answers data as something that a browser would run', async () => {
    for (const path of ['/api/edges', '/api/status', '/metrics', '/nothing']) {
      const response = await running.get(path);
      expect(response.headers.get('content-type')).not.toMatch(/html|javascript/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
