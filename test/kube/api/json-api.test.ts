import { expect, it } from 'vitest';
import { openJsonApi } from '../../../src/kube/api/json-api.ts';
import * as faults from '../api-server/faults.ts';
import { openApiServer } from '../api-server/open-api-server.ts';
import { accessTo } from '../watch/api-server-lab.ts';
import { ScriptedServer } from '../watch/scripted-server.ts';

const POD = '/api/v1/namespaces/shop/pods/web';

it('gets an object, and posts one', async () => {
  await using api = await openApiServer();
  const json = openJsonApi(accessTo(api));
  const metadata = { name: 'web' };
  const made = await json.post('/api/v1/namespaces/shop/pods', { metadata });
  expect(made.at('metadata').at('uid').requiredText()).not.toBe('');
  expect((await json.get(POD)).at('metadata').at('name').text()).toBe('web');
  json.close();
});

it('keeps a few connections, however much is asked', async () => {
  await using api = await openApiServer();
  const json = openJsonApi(accessTo(api));
  api.put('pods', { metadata: { namespace: 'shop', name: 'web' } });
  await Promise.all(Array.from({ length: 50 }, () => json.get(POD)));
  expect(api.network.accepted).toBeLessThanOrEqual(4);
  json.close();
});

it('lets no more than a bounded number of questions wait', async () => {
  await using api = await openApiServer();
  const json = openJsonApi(accessTo(api), 60_000);
  const outcomes = Array.from({ length: 1_025 }, () => json.get(POD).catch(({ code }) => code));
  const codes = await Promise.all(outcomes);
  expect(codes.at(-1)).toBe('throttled');
  expect(codes.slice(0, -1).every((code) => code === 'not_found')).toBe(true);
  json.close();
}, 60_000);

it('waits no longer than it may, for one or for both tries', async () => {
  await using api = await openApiServer();
  const json = openJsonApi(accessTo(api), 50);
  api.network.goSilent();
  await expect(json.get(POD)).rejects.toMatchObject({ code: 'unreachable' });
  api.network.speak();
  json.close();
});

it('opens no connection any more once it is closed', async () => {
  await using api = await openApiServer();
  const json = openJsonApi(accessTo(api));
  const never = Promise.withResolvers<void>();
  api.faults.next('get', faults.hold(never.promise));
  const asked = json.get(POD);
  await api.requests.reach(1, 'get');
  json.close();
  await expect(asked).rejects.toMatchObject({ code: 'unreachable', message: 'closed' });
  expect(api.network.accepted).toBe(1);
  never.resolve();
});

it('asks once more with new credentials when they were refused', async () => {
  await using api = await openApiServer();
  let tokens = ['stale'];
  const access = accessTo(api, () => tokens[0]!);
  const forget = () => {
    tokens = [api.token];
  };
  const json = openJsonApi({ ...access, forget });
  api.put('pods', { metadata: { namespace: 'shop', name: 'web' } });
  expect((await json.get(POD)).at('kind').text()).toBe('Pod');
  json.close();
});

it.each([
  ['cut', faults.cut(), 'malformed'],
  ['refused', faults.badGateway(), 'failed'],
])('tells an answer that is %s by its code', async (_title, fault, code) => {
  await using api = await openApiServer();
  const json = openJsonApi(accessTo(api));
  api.put('pods', { metadata: { namespace: 'shop', name: 'web' } });
  api.faults.next('get', fault);
  await expect(json.get(POD)).rejects.toMatchObject({ code });
  json.close();
});

it('takes no endless answer, and says nothing of what it held', async () => {
  await using server = await ScriptedServer.open();
  const json = openJsonApi(server.access);
  const huge = Buffer.alloc(3 * 1024 * 1024, 'secret');
  server.next((response) => response.end(huge));
  const failed = json.post('/', { token: 'secret' }).catch((error: Error) => error);
  expect(String(await failed)).toBe('ApiError: the answer is too large');
  server.next((response) => response.end('secret'));
  const malformed = (await json.post('/', {}).catch((error: Error) => error)) as Error;
  expect(`${malformed} ${malformed.cause}`).not.toContain('secret');
  json.close();
});
