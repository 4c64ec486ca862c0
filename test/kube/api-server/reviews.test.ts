/** Reviews answer as those of a real server do, to those who may ask. */
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { allowOnly } from './access.ts';
import { ask } from './client.ts';
import type { KubeObject } from './kube-object.ts';
import { type ApiServer, openApiServer } from './open-api-server.ts';

const TOKEN_REVIEWS = '/apis/authentication.k8s.io/v1/tokenreviews';
const ACCESS_REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

async function post(api: ApiServer, path: string, spec: object) {
  const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' };
  const { promise, resolve, reject } = Promise.withResolvers<KubeObject & { code: number }>();
  request(`${api.url}${path}`, { method: 'POST', headers, ca: api.authority }, async (response) => {
    resolve({ ...((await json(response)) as KubeObject), code: response.statusCode! });
  })
    .on('error', reject)
    .end(JSON.stringify({ spec }));
  return promise;
}

function putAgent(api: ApiServer): void {
  const metadata = { namespace: 'dropcast', name: 'agent-x', uid: 'uid-1' };
  api.put('pods', { metadata, spec: { nodeName: 'node-a' } });
}

const AGENT = { namespace: 'dropcast', serviceAccount: 'agent', pod: 'agent-x' };

it('tells whose token it is, which pod has it, and where the pod is', async () => {
  await using api = await openApiServer();
  putAgent(api);
  const token = api.tokens.issue({ ...AGENT, audiences: ['a', 'b'] });
  const spec = { token, audiences: ['b', 'c'] };
  const review = await post(api, TOKEN_REVIEWS, spec);
  expect(review).toMatchObject({ code: 201, kind: 'TokenReview', spec });
  expect(review.status).toEqual({
    authenticated: true,
    audiences: ['b'],
    user: {
      username: 'system:serviceaccount:dropcast:agent',
      uid: 'uid-of-agent',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:dropcast', 'system:authenticated'],
      extra: {
        'authentication.kubernetes.io/credential-id': [expect.stringMatching(/^JTI=/)],
        'authentication.kubernetes.io/node-name': ['node-a'],
        'authentication.kubernetes.io/node-uid': ['uid-of-node-a'],
        'authentication.kubernetes.io/pod-name': ['agent-x'],
        'authentication.kubernetes.io/pod-uid': ['uid-1'],
      },
    },
  });
});

it('names no node before Kubernetes 1.30, and no pod for a token of none', async () => {
  await using api = await openApiServer();
  putAgent(api);
  api.tokens.nodeClaims = false;
  const keysOf = async (token: string) => {
    const { status } = await post(api, TOKEN_REVIEWS, { token });
    const { extra } = (status as unknown as { user: { extra: object } }).user;
    return Object.keys(extra).map((key) => key.split('/')[1]);
  };
  expect(await keysOf(api.tokens.issue(AGENT))).toEqual(['credential-id', 'pod-name', 'pod-uid']);
  const unbound = api.tokens.issue({ namespace: 'dropcast', serviceAccount: 'agent' });
  expect(await keysOf(unbound)).toEqual(['credential-id']);
});

it.each([
  ['another audience', { audiences: ['x'] }, 'token audiences ["x"] is invalid for the target'],
  ['the past', { validMs: -1_000 }, 'service account token has expired'],
])('says why a token of %s is none', async (_title, changes, why) => {
  await using api = await openApiServer();
  putAgent(api);
  const token = api.tokens.issue({ ...AGENT, audiences: ['a'], ...changes });
  const { status } = await post(api, TOKEN_REVIEWS, { token, audiences: ['a'] });
  expect(status).toEqual({ user: {}, error: expect.stringContaining(why) });
});

it('takes no token of a pod that is gone, or that another one has replaced', async () => {
  await using api = await openApiServer();
  putAgent(api);
  const token = api.tokens.issue(AGENT);
  api.delete('pods', 'dropcast/agent-x');
  const gone = await post(api, TOKEN_REVIEWS, { token });
  expect(gone.status).toMatchObject({ error: expect.stringContaining('has been invalidated') });
  api.put('pods', { metadata: { namespace: 'dropcast', name: 'agent-x', uid: 'uid-2' } });
  const replaced = await post(api, TOKEN_REVIEWS, { token });
  expect(replaced.status).toMatchObject({ error: expect.stringContaining('does not match') });
});

it('takes no token that was not issued here, nor one that was changed', async () => {
  await using api = await openApiServer();
  putAgent(api);
  const [header, payload, signature] = api.tokens.issue(AGENT).split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
  const forged = Buffer.from(JSON.stringify({ ...claims, aud: ['x'] })).toString('base64url');
  for (const token of ['x', `${header}.${forged}.${signature}`]) {
    const { status } = await post(api, TOKEN_REVIEWS, { token, audiences: ['x'] });
    expect(status).toMatchObject({
      user: {},
      error: expect.stringMatching(/invalid bearer token/),
    });
  }
  expect(await post(api, TOKEN_REVIEWS, { token: '' })).toMatchObject({ code: 400 });
});

it('takes a token from a file for its own audience alone', async () => {
  await using api = await openApiServer({ tokens: { abc: 'jane' } });
  const own = await post(api, TOKEN_REVIEWS, { token: 'abc' });
  expect(own.status).toMatchObject({ authenticated: true, user: { username: 'jane' } });
  const other = await post(api, TOKEN_REVIEWS, { token: 'abc', audiences: ['dropcast'] });
  expect(other.status).toEqual({ user: {}, error: 'invalid bearer token' });
});

it('allows what a binding says: to users and groups, everywhere or in one namespace', async () => {
  await using api = await openApiServer();
  api.access.bindings.push(
    { subject: 'team', allow: ['list flows.dropcast.io'], namespace: 'shop' },
    { subject: 'jane', allow: ['get flows.dropcast.io'] },
  );
  const may = async (verb: string, namespace: string) => {
    const resourceAttributes = { group: 'dropcast.io', resource: 'flows', verb, namespace };
    const spec = { user: 'jane', groups: ['team'], resourceAttributes };
    const { code, status } = await post(api, ACCESS_REVIEWS, spec);
    expect(code).toBe(201);
    return (status as unknown as { allowed: boolean }).allowed;
  };
  expect(await may('list', 'shop')).toBe(true);
  expect(await may('list', 'bank')).toBe(false);
  expect(await may('list', '')).toBe(false);
  expect(await may('get', '')).toBe(true);
  expect(await may('get', 'shop')).toBe(true);
  expect(await may('watch', 'shop')).toBe(false);
});

it('refuses a review of nobody, or of nothing', async () => {
  await using api = await openApiServer();
  const attributes = { resourceAttributes: { verb: 'get', resource: 'pods' } };
  expect(await post(api, ACCESS_REVIEWS, attributes)).toMatchObject({ code: 422 });
  expect(await post(api, ACCESS_REVIEWS, { user: 'jane' })).toMatchObject({ code: 422 });
});

it('reviews for those who may create reviews, and lists none', async () => {
  await using api = await openApiServer();
  expect(await ask(api, TOKEN_REVIEWS)).toMatchObject({ code: 405 });
  api.access.allows = allowOnly('list pods');
  expect(await post(api, TOKEN_REVIEWS, { token: 'x' })).toMatchObject({
    code: 403,
    message:
      'tokenreviews.authentication.k8s.io is forbidden: User "administrator" cannot create ' +
      'resource "tokenreviews" in API group "authentication.k8s.io" at the cluster scope',
  });
});
