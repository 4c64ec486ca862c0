/** The test server lets in whom a real one would, and refuses in its words. */
import { expect, it } from 'vitest';
import { allowOnly } from './access.ts';
import { openAuthority } from './certificates.ts';
import { type Answer, ask } from './client.ts';
import { openApiServer } from './open-api-server.ts';

const refusal = ({ code, text }: Answer): unknown[] => [code, JSON.parse(text).message];

it('knows users by token and by client certificate', async () => {
  await using api = await openApiServer({ tokens: { abc: 'jane' } });
  await ask(api, '/api/v1/pods', { token: 'abc' });
  const { key, certificate: cert } = api.issueClientCertificate({ commonName: 'john' });
  await ask(api, '/api/v1/pods', { token: '', identity: { key, cert } });
  await ask(api, '/api/v1/pods', { token: '' });
  expect(api.requests.all.map(({ user }) => user)).toEqual(['jane', 'john', 'system:anonymous']);
});

it('answers 401 to a wrong token and to certificates of strangers or of the past', async () => {
  await using api = await openApiServer();
  expect(refusal(await ask(api, '/api/v1/pods', { token: 'x' }))).toEqual([401, 'Unauthorized']);
  const identities = [
    openAuthority().issue({ commonName: 'john' }),
    api.issueClientCertificate({ commonName: 'john', validMs: -1000 }),
  ];
  for (const { key, certificate: cert } of identities) {
    const answer = await ask(api, '/api/v1/pods', { token: '', identity: { key, cert } });
    expect(refusal(answer)).toEqual([401, 'Unauthorized']);
  }
});

it('says who may not do what to which resource', async () => {
  await using api = await openApiServer({ tokens: { abc: 'jane' } });
  api.access.allows = allowOnly('list pods');
  const as = { token: 'abc' };
  expect(await ask(api, '/api/v1/pods', as)).toMatchObject({ code: 200 });
  expect(refusal(await ask(api, '/api/v1/pods?watch=1', as))).toEqual([
    403,
    'pods is forbidden: User "jane" cannot watch resource "pods" in API group "" ' +
      'at the cluster scope',
  ]);
  const jobs = '/apis/batch/v1/namespaces/shop/jobs/backup';
  expect(refusal(await ask(api, jobs, as))).toEqual([
    403,
    'jobs.batch "backup" is forbidden: User "jane" cannot get resource "jobs" in API group ' +
      '"batch" in the namespace "shop"',
  ]);
});

it('turns anonymous requests away by RBAC, not by 401', async () => {
  await using api = await openApiServer();
  const answer = await ask(api, '/api/v1/nodes', { token: '' });
  expect(refusal(answer)[1]).toMatch(/^nodes is forbidden: User "system:anonymous" cannot list/);
});

it('has a certificate of its own authority, which may be replaced', async () => {
  await using api = await openApiServer();
  const before = api.authority;
  api.replaceAuthority();
  expect(await ask(api, '/api/v1/pods')).toMatchObject({ code: 200 });
  const stale = ask(api, '/api/v1/pods', { identity: { ca: before } });
  await expect(stale).rejects.toThrow(/certificate/);
});
