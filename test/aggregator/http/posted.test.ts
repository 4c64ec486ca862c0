/** What is posted, by those who mean no harm and by those who do. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Running } from '../running.ts';

const CLUSTER = fileURLToPath(new URL('../../../examples/rollout/cluster.yaml', import.meta.url));
const MEBIBYTE = 1024 * 1024;

const policy = (spec: string, name = 'x') =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: team-a }
spec: ${spec}
`;
const DENY = policy('{ podSelector: {} }');
const calico = (selector: string) =>
  `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: x }
spec: { selector: ${selector} }
`;
const BOMB = `a: &a [x, x, x, x, x, x, x, x, x]
${[...'bcdefgh'].map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`).join('\n')}
`;

describe('a body', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.open({ cluster: CLUSTER });
  });
  afterAll(() => running.close());

  async function post(
    path: string,
    body: string | Uint8Array | ReadableStream,
    headers: Record<string, string> = {},
  ) {
    const url = `http://${running.aggregator.http}/api/v1/${path}`;
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const response = await fetch(url, init);
    return { status: response.status, headers: response.headers, ...(await answerOf(response)) };
  }

  async function answerOf(response: Response) {
    return (await response.json()) as { readonly error: string; readonly mistakes?: unknown };
  }

  const mistake = (line: number, column: number, field: string | null, message: RegExp) => ({
    ...{ source: 'body', line, column, field },
    message: expect.stringMatching(message),
  });

  it.each([
    ['is not YAML', 'a: [', [mistake(1, 5, null, /^is not YAML/)]],
    [
      'has a field of the wrong kind',
      policy('{ podSelector: [] }'),
      [mistake(4, 22, 'spec.podSelector', /must be a map/)],
    ],
    [
      'has several mistakes',
      `${policy('{ ingress: 5 }')}---\n${policy('{ egress: 5 }', 'y')}`,
      [
        mistake(4, 18, 'spec.ingress', /must be a list/),
        mistake(9, 17, 'spec.egress', /must be a list/),
      ],
    ],
    [
      'expands without end',
      BOMB,
      [{ ...mistake(1, 1, null, /^cannot be expanded/), line: null, column: null }],
    ],
    [
      'is nested without end',
      '['.repeat(200_000),
      [mistake(1, 257, null, /^is nested deeper than 256 levels$/)],
    ],
    [
      'is JSON that is nested without end',
      `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`,
      [mistake(1, 256 * 5 + 1, null, /^is nested deeper than 256 levels$/)],
    ],
    [
      'has a selector without end',
      calico(`${'('.repeat(100_000)}all()${')'.repeat(100_000)}`),
      [mistake(4, 19, 'spec.selector', /./)],
    ],
    [
      'names a tier that is not there',
      `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: a.b }
spec: { tier: a, selector: all() }
`,
      [mistake(4, 15, 'spec.tier', /which is not there/)],
    ],
  ])('that %s is told with its place and field', async (_, body, mistakes) => {
    const answer = await post('forecast', body);
    expect(answer.status).toBe(422);
    expect(answer.error).toMatch(/mistakes? in the posted manifests: nothing is concluded/);
    expect(answer.mistakes).toEqual(mistakes);
  });

  it.each([
    ['empty', ''],
    ['of other kinds', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n'],
  ])('without a policy, be it %s, forecasts nothing', async (_, body) => {
    expect(await post('forecast', body)).toMatchObject({
      status: 422,
      error: 'the body holds no policy',
    });
  });

  it.each([
    ['forecast', Buffer.from([0x6b, 0xff, 0xfe])],
    ['lint', Buffer.from('k: \xe9', 'latin1')],
  ])('that is not UTF-8 is refused by %s', async (path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 422, error: /not text in UTF-8/ });
  });

  it.each([
    ['multipart/form-data; boundary=x', 'forecast'],
    ['text/html', 'lint'],
    ['image/png', 'forecast'],
  ])('of type %s is refused', async (type, path) => {
    const refused = await post(path, DENY, { 'content-type': type });
    expect(refused).toMatchObject({ status: 415, error: /YAML or JSON/ });
  });

  it('that is too deep where nobody looks is a mistake', async () => {
    const deep = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    const api = '"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy"';
    const generate = `${api},"name":"x","namespace":"y","data":{"spec":${deep}}`;
    const body = `{"kind":"ClusterPolicy","apiVersion":"kyverno.io/v1","metadata":{"name":"x"},
      "spec":{"rules":[{"name":"a","generate":{${generate}}}]}}`;
    const { status, mistakes } = await post('forecast', body);
    expect(status).toBe(422);
    expect(mistakes).toEqual([mistake(2, expect.any(Number), null, /^is nested deeper/)]);
  });

  it('that is packed is refused', async () => {
    const refused = await post('lint', DENY, { 'content-encoding': 'gzip' });
    expect(refused).toMatchObject({ status: 415, error: /without a content-encoding/ });
  });

  it.each([
    'application/yaml',
    'Application/YAML; charset=utf-8',
    'application/x-www-form-urlencoded',
    '',
  ])('of type "%s" is read', async (type) => {
    const { status } = await post('lint', Buffer.from(DENY), type ? { 'content-type': type } : {});
    expect(status).toBe(200);
  });

  it('of ten megabytes is refused, also where it does not say so before', async () => {
    const large = Buffer.alloc(10 * MEBIBYTE, '#');
    expect(await post('forecast', large)).toMatchObject({ status: 413, error: /4 MiB/ });
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += MEBIBYTE;
        controller.enqueue(large.subarray(0, MEBIBYTE));
        if (sent === large.length) controller.close();
      },
    });
    expect(await post('forecast', stream)).toMatchObject({ status: 413, error: /4 MiB/ });
    expect((await post('lint', large.subarray(0, 4 * MEBIBYTE))).status).toBe(200);
  });

  it('that breaks off holds nothing up', async () => {
    const [host, port] = running.aggregator.http.split(':');
    const socket = connect({ host: host!, port: Number(port) });
    socket.write(
      'POST /api/v1/lint HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nkind: ',
    );
    await expect.poll(() => open()).toBe(1);
    socket.destroy();
    await once(socket, 'close');
    await expect.poll(() => open()).toBe(0);
    expect((await post('lint', DENY)).status).toBe(200);
  });

  const open = () => running.metric('dropcast_aggregator_questions_open{kind="answer"}');

  it('that asks for a namespace which nobody has is told so', async () => {
    const { status, error } = await post('forecast?default_deny=team-c', DENY);
    expect({ status, error }).toEqual({
      status: 400,
      error: 'neither the cluster nor the flows have team-c',
    });
  });

  it.each([
    ['PUT', 'forecast', 'GET, HEAD, POST'],
    ['GET', 'lint', 'POST'],
    ['POST', 'edges', 'GET, HEAD'],
    ['DELETE', 'policies/generated', 'GET, HEAD'],
  ])('is not taken by %s %s', async (method, path, allow) => {
    const url = `http://${running.aggregator.http}/api/v1/${path}`;
    const response = await fetch(url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it.each([
    'forecast?by=port',
    'forecast?namespace=a&namespace=b',
    'forecast?namespace=No',
    'forecast?default_deny=shop,%2e%2e',
    'forecast?since=1h&until=2h',
    'forecast?staged=maybe',
    'coverage?since=yesterday',
    'coverage?limit=1',
    'policies/generated?kind=cilium',
    'policies/generated?output=xml',
  ])('has no say in words that mean nothing: %s', async (path) => {
    const response = await running.get(`/api/v1/${path}`);
    expect(response.status).toBe(400);
  });

  it('with markup in it comes back as data', async () => {
    const markup = '{ podSelector: { "<img src=x onerror=alert(1)>": 1 } }';
    const { status, headers, ...answer } = await post('lint', policy(markup));
    expect(status).toBe(200);
    expect(JSON.stringify(answer)).toContain('<img');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
