/** The promise: what was seen is shown to those whom the cluster's roles allow, to no others. */
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { type GuardedLab, openGuardedLab, type Shown } from '../aggregator/access/guarded-lab.ts';

const JANE = 'system:serviceaccount:people:jane';
const never = new AbortController().signal;

async function allEdges(lab: GuardedLab, shown: Shown, namespace?: string): Promise<number> {
  const filter = namespace === undefined ? {} : { namespace };
  let edges = 0;
  for await (const _ of lab.reader(shown).listEdges({ filter, limit: 0 }, never)) edges++;
  return edges;
}

async function firstEdge(lab: GuardedLab, shown: Shown): Promise<unknown> {
  const edges = lab.reader(shown).observeEdges({ filter: {}, limit: 1 }, never);
  return edges[Symbol.asyncIterator]().next();
}

function allow(lab: GuardedLab, verbs: readonly string[], namespace?: string): void {
  const flows = verbs.map((verb) => `${verb} flows.dropcast.io`);
  lab.api.access.bindings.push({ subject: JANE, allow: flows, ...(namespace && { namespace }) });
}

describe('over gRPC', () => {
  it('nobody is answered without credentials', async () => {
    await using lab = await openGuardedLab();
    const refusal = { code: status.UNAUTHENTICATED };
    await expect(allEdges(lab, {})).rejects.toMatchObject(refusal);
    await expect(firstEdge(lab, {})).rejects.toMatchObject(refusal);
    await expect(lab.reader().getStatus()).rejects.toMatchObject(refusal);
  });

  it('each question takes its own verb', async () => {
    await using lab = await openGuardedLab();
    const shown = { token: lab.readerToken('jane') };
    const denied = (verb: string) => ({
      code: status.PERMISSION_DENIED,
      details: expect.stringContaining(`${JANE} may not ${verb} flows.dropcast.io`),
    });
    await expect(allEdges(lab, shown)).rejects.toMatchObject(denied('list'));
    await expect(firstEdge(lab, shown)).rejects.toMatchObject(denied('watch'));
    await expect(lab.reader(shown).getStatus()).rejects.toMatchObject(denied('get'));
    allow(lab, ['list']);
    lab.pass(11_000);
    expect(await allEdges(lab, shown)).toBe(0);
    await expect(lab.reader(shown).getStatus()).rejects.toMatchObject(denied('get'));
    allow(lab, ['get']);
    lab.pass(11_000);
    expect(await lab.reader(shown).getStatus()).toMatchObject({ version: '0.1.0' });
  });

  it('a team that is allowed its namespace asks for that one, and not for the whole', async () => {
    await using lab = await openGuardedLab();
    allow(lab, ['get', 'list', 'watch'], 'shop');
    const shown = { token: lab.readerToken('jane') };
    expect(await allEdges(lab, shown, 'shop')).toBe(0);
    const refusal = { code: status.PERMISSION_DENIED };
    await expect(allEdges(lab, shown)).rejects.toMatchObject(refusal);
    await expect(allEdges(lab, shown, '')).rejects.toMatchObject(refusal);
    await expect(allEdges(lab, shown, 'bank')).rejects.toMatchObject(refusal);
    await expect(firstEdge(lab, shown)).rejects.toMatchObject(refusal);
    await expect(lab.reader(shown).getStatus()).rejects.toMatchObject(refusal);
  });

  it('an agent reads nothing: one node is not all of them', async () => {
    await using lab = await openGuardedLab();
    const refusal = { code: status.PERMISSION_DENIED };
    await expect(allEdges(lab, { token: lab.agentToken('node-a') })).rejects.toMatchObject(refusal);
    const identity = lab.issue({ commonName: 'agent', names: ['node-a'] });
    await expect(allEdges(lab, { identity })).rejects.toMatchObject(refusal);
  });
});

describe('over HTTP', () => {
  const GUARDED = [
    ...['/api/v1/edges', '/api/v1/status', '/metrics'],
    ...['/api/v1/coverage', '/api/v1/forecast', '/api/v1/policies/generated'],
  ];

  it.each(['/healthz', '/readyz'])('everybody may ask for %s', async (path) => {
    await using lab = await openGuardedLab();
    expect(await lab.get(path)).toMatchObject({ status: 200, body: 'ok\n' });
  });

  it('everybody may have the page, which asks for a token by itself', async () => {
    await using lab = await openGuardedLab();
    expect((await lab.get('/')).status).toBe(200);
    // What a browser says of a question that a script asks: no window of its own is opened then.
    const { status: code, headers } = await lab.get('/api/v1/edges', { mode: 'cors' });
    expect(code).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="dropcast"');
  });

  it.each(GUARDED)('%s takes credentials, and says which', async (path) => {
    await using lab = await openGuardedLab();
    const { status: code, headers, body } = await lab.get(path);
    expect(code).toBe(401);
    expect(headers['www-authenticate']).toBe(
      'Bearer realm="dropcast", Basic realm="dropcast: a token as the password", charset="UTF-8"',
    );
    expect(JSON.parse(body)).toEqual({
      error: 'no credentials: a client certificate or a token is needed',
    });
  });

  it.each(GUARDED)('%s takes a role', async (path) => {
    await using lab = await openGuardedLab();
    const token = lab.readerToken('jane');
    const refused = await lab.get(path, { token });
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toBeUndefined();
    allow(lab, ['get', 'list']);
    lab.pass(11_000);
    expect((await lab.get(path, { token })).status).toBe(200);
  });

  it('a browser shows the token as a password, a program its certificate', async () => {
    await using lab = await openGuardedLab();
    allow(lab, ['get', 'list']);
    const password = Buffer.from(`anybody:${lab.readerToken('jane')}`).toString('base64');
    expect((await lab.get('/api/v1/edges', { authorization: `Basic ${password}` })).status).toBe(
      200,
    );
    lab.api.access.bindings.push({ subject: 'monitoring', allow: ['get flows.dropcast.io'] });
    const identity = lab.issue({ commonName: 'prometheus', organizations: ['monitoring'] });
    expect((await lab.get('/metrics', { identity })).status).toBe(200);
    expect((await lab.get('/api/v1/edges', { identity })).status).toBe(403);
  });

  it('a team sees its namespace', async () => {
    await using lab = await openGuardedLab();
    allow(lab, ['list'], 'shop');
    const shown = { token: lab.readerToken('jane') };
    expect((await lab.get('/api/v1/edges?namespace=shop', shown)).status).toBe(200);
    for (const query of ['', '?namespace=bank', '?namespace=', '?from=shop/']) {
      expect((await lab.get(`/api/v1/edges${query}`, shown)).status).toBe(403);
    }
  });

  it('a team hears of its namespace alone, and nothing that takes all of the cluster', async () => {
    await using lab = await openGuardedLab();
    allow(lab, ['list'], 'shop');
    const shown = { token: lab.readerToken('jane') };
    const statusOf = async (path: string) => (await lab.get(`/api/v1/${path}`, shown)).status;
    for (const path of ['coverage', 'policies/generated']) {
      expect(await statusOf(`${path}?namespace=shop`)).toBe(200);
      expect(await statusOf(path)).toBe(403);
      expect(await statusOf(`${path}?namespace=bank`)).toBe(403);
    }
    expect(await statusOf('forecast?namespace=shop')).toBe(403);
    const post = async (path: string) => (await lab.post(`/api/v1/${path}`, '', shown)).status;
    expect(await post('lint?namespace=shop')).toBe(200);
    expect(await post('lint?namespace=shop&cluster=true')).toBe(403);
    expect(await post('forecast?namespace=shop')).toBe(403);
  });

  it('what strangers post is not read', async () => {
    await using lab = await openGuardedLab();
    for (const path of ['/api/v1/forecast', '/api/v1/lint']) {
      expect((await lab.post(path, 'x'.repeat(100_000))).status).toBe(401);
    }
  });

  it('nobody is answered while nobody can be asked', async () => {
    await using lab = await openGuardedLab();
    await lab.api.stop();
    const { status: code, body } = await lab.get('/metrics', { token: lab.readerToken('jane') });
    expect([code, JSON.parse(body)]).toEqual([
      503,
      { error: 'nobody can be told from anybody now: the API server does not answer' },
    ]);
  });
});
