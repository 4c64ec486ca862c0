/** What goes wrong on purpose goes wrong as it does in the world. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { ask, askHttp2, begin, takeEvents, watch } from './client.ts';
import * as faults from './faults.ts';
import { type ApiServer, openApiServer } from './open-api-server.ts';
import { tooOld } from './status.ts';

const WATCH = '/api/v1/pods?watch=1';

function putPods(api: ApiServer, ...names: string[]): void {
  for (const name of names) api.put('pods', { metadata: { namespace: 'shop', name } });
}

it('meets the next request of a verb and resource, once', async () => {
  await using api = await openApiServer();
  api.faults.next('list', faults.tooManyRequests(7), 'nodes');
  expect((await ask(api, '/api/v1/pods')).code).toBe(200);
  const { code, headers, text } = await ask(api, '/api/v1/nodes');
  expect([code, headers['retry-after'], text]).toEqual([
    429,
    '7',
    'Too many requests, please try again later.\n',
  ]);
  expect((await ask(api, '/api/v1/nodes')).code).toBe(200);
  expect(api.faults.waiting).toBe(0);
});

it('refuses with any Status, or with what a load balancer says', async () => {
  await using api = await openApiServer();
  api.faults.next('list', faults.refuse(tooOld(5, 9)));
  api.faults.next('list', faults.unavailable());
  api.faults.next('list', faults.badGateway());
  const codes = [];
  for (let i = 0; i < 3; i++) codes.push((await ask(api, '/api/v1/pods')).code);
  expect(codes).toEqual([410, 503, 502]);
});

it('holds an answer back', async () => {
  await using api = await openApiServer();
  const gate = Promise.withResolvers<void>();
  api.faults.next('list', faults.hold(gate.promise));
  const answer = ask(api, '/api/v1/pods');
  await api.requests.reach(1, 'list', 'pods');
  expect(api.requests.last('list')?.status).toBe(0);
  gate.resolve();
  expect((await answer).code).toBe(200);
});

it('falls silent after some events, and stays connected', async () => {
  await using api = await openApiServer();
  putPods(api, 'a', 'b');
  api.faults.next('watch', faults.goSilent(1));
  const events = watch(api, WATCH);
  expect(await takeEvents(events, 1)).toEqual(['ADDED a']);
  expect([api.openWatches(), api.network.open]).toEqual([1, 1]);
});

it('resets the connection in the middle of an event', async () => {
  await using api = await openApiServer();
  putPods(api, 'a', 'b');
  api.faults.next('watch', faults.reset(1));
  const events = watch(api, WATCH);
  expect(await takeEvents(events, 1)).toEqual(['ADDED a']);
  await expect(events.next()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('resets a connection that speaks HTTP/2, too', async () => {
  await using api = await openApiServer();
  api.faults.next('watch', faults.reset());
  putPods(api, 'a');
  await expect(askHttp2(api, WATCH)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('ends a watch in the middle of an event, and a list in the middle of an object', async () => {
  await using api = await openApiServer();
  putPods(api, 'a', 'b');
  api.faults.next('watch', faults.cut(1));
  const events = watch(api, WATCH);
  expect(await takeEvents(events, 1)).toEqual(['ADDED a']);
  await expect(events.next()).rejects.toThrow(/in the middle of an event/);
  api.faults.next('list', faults.cut());
  const { code, text } = await ask(api, '/api/v1/pods');
  expect([code, text]).toEqual([200, expect.stringMatching(/^\{"kind":"PodList"/)]);
  expect(() => JSON.parse(text)).toThrow();
});

it('sends an error event between others, and ends', async () => {
  await using api = await openApiServer();
  putPods(api, 'a', 'b');
  api.faults.next('watch', faults.errorEvent(tooOld(1, 2), 1));
  expect(await takeEvents(watch(api, WATCH), 3)).toEqual(['ADDED a', 'ERROR Expired']);
});

it('starts with an empty watch cache, at first busy with its storage', async () => {
  await using api = await openApiServer();
  putPods(api, 'a');
  await api.stop();
  await expect(ask(api, '/api/v1/pods')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  putPods(api, 'b');
  await api.start({ initializing: 1 });
  const { code, headers, text } = await ask(api, WATCH);
  expect([code, headers['retry-after']]).toEqual([429, '1']);
  expect(JSON.parse(text)).toMatchObject({ message: 'storage is (re)initializing' });
  const stale = watch(api, `${WATCH}&resourceVersion=1001`);
  expect(await takeEvents(stale, 2)).toEqual(['ERROR Expired']);
});

it('lets no byte through while the network is silent, and all of them after', async () => {
  await using api = await openApiServer();
  const response = await begin(api, WATCH);
  api.network.goSilent();
  putPods(api, 'a');
  const late = ask(api, '/api/v1/pods');
  await expect.poll(() => api.network.accepted).toBe(2);
  expect(api.requests.count('list')).toBe(0);
  api.network.speak();
  expect((await late).code).toBe(200);
  const [event] = (await once(response, 'data')) as [Buffer];
  expect(JSON.parse(String(event))).toMatchObject({ type: 'ADDED' });
  response.destroy();
});

it('severs every connection, and takes new ones', async () => {
  await using api = await openApiServer();
  const response = await begin(api, WATCH);
  api.network.sever();
  const [error] = (await once(response, 'error')) as [Error];
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  expect((await ask(api, '/api/v1/pods')).code).toBe(200);
});
