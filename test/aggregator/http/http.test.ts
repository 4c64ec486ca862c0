import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EdgeJson } from '../../../src/flow/edge-json.ts';
import { batchOf, flowOf, helloOf, podOf, START_US } from '../examples.ts';
import { Running } from '../running.ts';

interface ApiAnswer {
  readonly edges: readonly EdgeJson[];
  readonly next: string | null;
  readonly by: readonly string[];
  readonly groups: readonly unknown[];
  readonly series: readonly unknown[];
  readonly values: readonly string[];
  readonly nodes: readonly unknown[];
  readonly openapi: string;
  readonly paths: Record<string, OpenApiPath>;
  readonly components: { readonly schemas: Record<'Edge', { readonly properties: object }> };
}

type OpenApiPath = Partial<Record<'get' | 'post', OpenApiOperation>>;

interface OpenApiOperation {
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  readonly responses: {
    readonly '200': { readonly content: Record<string, { schema: { $ref: string } }> };
  };
}

/** One never ends, the others take a thread each: analysis/same-as-command.test.ts. */
const ASKED_ELSEWHERE = ['observe', 'coverage', 'forecast', 'policies/generated'].map(
  (name) => `/api/v1/${name}`,
);

describe('the web face', () => {
  let running: Running;
  beforeEach(async () => {
    running = await Running.open();
    const agent = await running.welcomed();
    const markup = podOf('shop', '<img src=x onerror=alert(1)>', '10.0.1.9');
    const flows = [flowOf(), flowOf({ port: 81, source: markup, protocol: 17 })];
    agent.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    for (const us of [0, 60_000_000]) {
      agent.send({ kind: 'heartbeat', observedUs: START_US + us });
    }
    await agent.next();
  });
  afterEach(() => running.close());

  const edges = async (query: string) => {
    const response = await running.get(`/api/v1/edges${query}`);
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
    const response = await running.get(`/api/v1/edges${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(message);
  });

  it.each([
    ['/api/v1/edges?order=size', /'size' is not one of lines, name/],
    ['/api/v1/edges?cursor=YQ', /a cursor goes with order name/],
    ['/api/v1/edges?order=name&cursor=%00', /the cursor is not one/],
    ['/api/v1/edges?fields=colour', /'colour' is not one of source, /],
    ['/api/v1/groups?by=colour', /'colour' is not one of source, /],
    ['/api/v1/series?by=node,node', /by has 'node' twice/],
    ['/api/v1/values?field=colour', /'colour' is not one of/],
    ['/api/v1/values', /field is missing: write one of source, /],
    ['/api/v1/edges?since=1h&until=2h', /since lies behind until/],
    ['/api/v1/observed?since=2027-01-01T00:00:00Z&until=2026-01-01T00:00:00Z', /behind until/],
    ['/api/v1/status?verbose=true', /there is no condition 'verbose'/],
    ['/api/v1/observe?limit=1', /there is no condition 'limit'/],
  ])('refuses %s', async (path, message) => {
    const response = await running.get(path);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(message);
  });

  const ask = async (path: string) =>
    (await running.get(`/api/v1/${path}`)).json() as Promise<ApiAnswer>;

  it('pages through edges by name, with the fields that are wanted', async () => {
    const page = 'edges?order=name&limit=1&fields=port,protocol';
    const first = await ask(page);
    expect(first).toEqual({ edges: [{ port: 81, protocol: 'UDP' }], next: expect.any(String) });
    const second = await ask(`${page}&cursor=${first.next}`);
    expect(second.edges).toEqual([{ port: 5432, protocol: 'TCP' }]);
    const third = await ask(`${page}&cursor=${second.next}`);
    expect(third).toEqual({ edges: [], next: null });
    expect((await ask('edges?limit=1')).next).toBeNull();
  });

  it.each([
    'edges?limit=1',
    'groups?by=port&limit=1',
    'series?by=port&limit=1',
    'values?field=port&limit=1',
  ])('says how much a limit leaves out: %s', async (question) => {
    expect(await ask(question)).toMatchObject({ left_out: 1 });
    expect(await ask(question.replace('=1', '=2'))).not.toHaveProperty('left_out');
  });

  it('gives more edges than one part holds', async () => {
    const flows = Array.from({ length: 2_000 }, (_, port) => flowOf({ port: port + 1 }));
    const agent = await running.welcomed({ node: 'node-b' });
    agent.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    await agent.next();
    expect(await edges('?limit=0')).toHaveLength(2_002);
  });

  it('adds edges up, and tells which values occur', async () => {
    const { by, groups } = await ask('groups?by=destination_namespace,protocol');
    expect(by).toEqual(['destination_namespace', 'protocol']);
    expect(groups).toMatchObject([
      { values: ['bank', 'TCP'], edges: 1, lines: 3 },
      { values: ['bank', 'UDP'], edges: 1, lines: 3, last_seen: '2026-03-01T00:00:00.000005Z' },
    ]);
    const { series } = await ask('series?by=protocol');
    expect(series).toContainEqual({
      values: ['TCP'],
      is_reply: false,
      pre_existing: false,
      hours: [expect.objectContaining({ hour: '2026-03-01T00:00:00.000000Z', lines: 3 })],
    });
    expect(await ask('values?field=port&prefix=5')).toEqual({ field: 'port', values: ['5432'] });
    expect((await ask('values?field=source_workload&limit=1')).values).toHaveLength(1);
  });

  it('tells for how long nodes were observed', async () => {
    const { nodes } = await ask('observed');
    expect(nodes).toEqual([
      {
        cluster: helloOf().cluster,
        node: 'node-a',
        observed_seconds: { '2026-03-01T00:00:00.000000Z': 60 },
      },
    ]);
  });

  it('follows edges as batches are committed, until nobody listens', async () => {
    const abort = new AbortController();
    const url = `http://${running.aggregator.http}/api/v1/observe?port=80&fields=port,lines`;
    const response = await fetch(url, { signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const other = await running.welcomed({ node: 'node-b' });
    const flows = [flowOf({ port: 80 }), flowOf({ port: 81 })];
    other.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    const { value } = await response.body!.getReader().read();
    expect(Buffer.from(value!).toString()).toBe('{"port":80,"lines":3}\n');
    abort.abort();
  });

  it('follows nothing for who asks for the head alone', async () => {
    const [host, port] = running.aggregator.http.split(':');
    const socket = connect(Number(port), host);
    const heads = ['HEAD /api/v1/observe', 'GET /healthz'];
    socket.write(heads.map((head) => `${head} HTTP/1.1\r\nhost: localhost\r\n\r\n`).join(''));
    let answers = '';
    for await (const bytes of socket) {
      answers += bytes;
      // The second one over a connection waits for the first.
      if (answers.endsWith('ok\n')) break;
    }
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(await running.metric('dropcast_aggregator_questions_open{kind="follow"}')).toBe(0);
  });

  it('describes itself as it is', async () => {
    const { openapi, paths, components } = await ask('openapi.json');
    expect(openapi).toBe('3.1.0');
    for (const { responses } of Object.values(paths).flatMap((each) => Object.values(each))) {
      for (const content of Object.values(responses['200'].content)) {
        expect(components.schemas).toHaveProperty(content.schema.$ref.split('/').at(-1)!);
      }
    }
    for (const [path, { get }] of Object.entries(paths)) {
      const required = get?.parameters.find(({ required }) => required)?.name;
      const query = required === undefined ? '' : `?${required}=port`;
      if (get === undefined || ASKED_ELSEWHERE.includes(path)) continue;
      expect((await running.get(path + query)).status).toBe(200);
    }
    const [edge] = await edges('?port=5432');
    expect(Object.keys(components.schemas.Edge.properties).sort()).toEqual(
      Object.keys(edge!).sort(),
    );
    const fields = Object.keys(edge!).join(',');
    expect(await edges(`?port=5432&fields=${fields}`)).toEqual([edge]);
  });

  it('gives the state of nodes as JSON', async () => {
    const status = await (await running.get('/api/v1/status')).json();
    expect(status).toMatchObject({ version: '0.1.0', nodes: [{ node: 'node-a', lines: 6 }] });
  });

  it.each([
    '/nothing',
    '/api',
    '/api/v1',
    '/api/v1/edges/',
    '//api/v1/edges',
    '/../package.json',
    '/%2e%2e/x',
  ])('has nothing at %s', async (path) => {
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
  });

  it('takes no orders', async () => {
    const response = await fetch(`http://${running.aggregator.http}/api/v1/edges`, {
      method: 'POST',
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('never answers data as something that a browser would run', async () => {
    for (const path of ['/api/v1/edges', '/api/v1/status', '/metrics', '/nothing']) {
      const response = await running.get(path);
      expect(response.headers.get('content-type')).not.toMatch(/html|javascript/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
