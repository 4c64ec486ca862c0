/** The watches of the test server are those of a real one. */
import { expect, it } from 'vitest';
import { ask, takeEvents, type WatchEvent, watch } from './client.ts';
import { type ApiServer, openApiServer } from './open-api-server.ts';
import { internalError } from './status.ts';

const STREAMING_LIST =
  '/api/v1/pods?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan' +
  '&allowWatchBookmarks=true&resourceVersion=';

const pod = (name: string, nodeName = 'node-1', more: object = {}) => ({
  metadata: { namespace: 'shop', name, ...more },
  spec: { nodeName },
});

const watchFrom = (api: ApiServer, version: string | number, more = '') =>
  watch(api, `/api/v1/pods?watch=true&resourceVersion=${version}${more}`);

const next = async (events: AsyncGenerator<WatchEvent>): Promise<WatchEvent> =>
  (await events.next()).value;

it('sends what there is in no order of versions, the end mark, then changes', async () => {
  await using api = await openApiServer();
  api.put('pods', pod('b'));
  api.put('pods', pod('a'));
  const events = watch(api, STREAMING_LIST);
  expect(await takeEvents(events, 2)).toEqual(['ADDED a', 'ADDED b']);
  expect(await next(events)).toEqual({
    type: 'BOOKMARK',
    object: {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        resourceVersion: '1002',
        creationTimestamp: null,
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    },
  });
  api.delete('pods', 'shop/a');
  expect(await takeEvents(events, 1)).toEqual(['DELETED a']);
  await events.return(undefined);
});

it('resumes behind a version, and deletes with the last state and a new version', async () => {
  await using api = await openApiServer();
  const first = api.put('pods', pod('a'));
  const second = api.put('pods', pod('a', 'node-2'));
  api.delete('pods', 'shop/a');
  const events = watchFrom(api, first.metadata.resourceVersion);
  expect(await next(events)).toEqual({ type: 'MODIFIED', object: second });
  const deleted = { ...second, metadata: { ...second.metadata, resourceVersion: '1003' } };
  expect(await next(events)).toEqual({ type: 'DELETED', object: deleted });
  await events.return(undefined);
});

it('keeps the uid of what is replaced and gives another to what is created anew', async () => {
  await using api = await openApiServer();
  const { uid } = api.put('pods', pod('a')).metadata;
  expect(api.put('pods', pod('a')).metadata.uid).toBe(uid);
  api.delete('pods', 'shop/a');
  expect(api.put('pods', pod('a')).metadata.uid).not.toBe(uid);
});

it('adds and deletes what moves into and out of a selection', async () => {
  await using api = await openApiServer();
  const selector = '&fieldSelector=spec.nodeName%3Dnode-1';
  const events = watchFrom(api, api.version, selector);
  const reached = api.requests.reach(1, 'watch');
  const taken = takeEvents(events, 3);
  await reached;
  api.put('pods', pod('a', ''));
  api.put('pods', pod('a', 'node-1'));
  api.put('pods', pod('a', 'node-1', { labels: { app: 'a' } }));
  api.put('pods', pod('a', 'node-2'));
  expect(await taken).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
  await events.return(undefined);
});

it('answers a version before its watch cache with 410 in the stream', async () => {
  await using api = await openApiServer({ watchCacheMax: 2 });
  for (const name of ['a', 'b', 'c', 'd']) api.put('pods', pod(name));
  expect(await takeEvents(watchFrom(api, 1002), 2)).toEqual(['ADDED c', 'ADDED d']);
  const events = watchFrom(api, 1001);
  expect(await next(events)).toMatchObject({
    type: 'ERROR',
    object: {
      kind: 'Status',
      code: 410,
      reason: 'Expired',
      message: 'too old resource version: 1001 (1002)',
    },
  });
  expect(await events.next()).toEqual({ done: true, value: undefined });
});

it('sends bookmarks to those who allow them, at the interval and when asked', async () => {
  await using api = await openApiServer({ bookmarkIntervalMs: 5 });
  const events = watchFrom(api, api.version, '&allowWatchBookmarks=true');
  expect(await takeEvents(events, 2)).toEqual(['BOOKMARK', 'BOOKMARK']);
  api.put('nodes', { metadata: { name: 'node-1' } });
  const marks = async (): Promise<string> => {
    const { type, object } = await next(events);
    return `${type} ${object.metadata.resourceVersion}`;
  };
  await expect.poll(marks, { interval: 0 }).toBe('BOOKMARK 1001');
  await events.return(undefined);
});

it('sends none to others', async () => {
  await using api = await openApiServer();
  const events = watchFrom(api, api.version);
  const taken = takeEvents(events, 1);
  await expect.poll(() => api.openWatches('pods')).toBe(1);
  api.sendBookmarks();
  api.put('pods', pod('a'));
  expect(await taken).toEqual(['ADDED a']);
  await events.return(undefined);
});

it('ends a watch when its time is up, with a last bookmark', async () => {
  await using api = await openApiServer();
  const events = watchFrom(api, api.version, '&allowWatchBookmarks=true&timeoutSeconds=1');
  expect(await takeEvents(events, 3)).toEqual(['BOOKMARK']);
  await expect.poll(() => api.openWatches()).toBe(0);
});

it('ends watches when told to, with or without an error', async () => {
  await using api = await openApiServer();
  const events = [watchFrom(api, api.version), watchFrom(api, api.version)];
  const taken = events.map((each) => takeEvents(each, 2));
  await expect.poll(() => api.openWatches()).toBe(2);
  api.endWatches(internalError());
  expect(await Promise.all(taken)).toEqual([['ERROR InternalError'], ['ERROR InternalError']]);
});

it('lets go of a watch whose client has left', async () => {
  await using api = await openApiServer();
  api.put('pods', pod('a'));
  const events = watch(api, STREAMING_LIST);
  await takeEvents(events, 1);
  expect(api.openWatches('pods')).toBe(1);
  await events.return(undefined);
  await expect.poll(() => api.openWatches('pods')).toBe(0);
});

it('begins with what there is when no version is asked for', async () => {
  await using api = await openApiServer();
  api.put('pods', pod('a'));
  const events = watchFrom(api, 0);
  expect(await takeEvents(events, 1)).toEqual(['ADDED a']);
  await events.return(undefined);
});

it('watches metadata alone', async () => {
  await using api = await openApiServer();
  api.put('replicasets', { metadata: { namespace: 'shop', name: 'web' }, spec: { replicas: 1 } });
  const path = '/apis/apps/v1/replicasets?watch=1';
  const as = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
  const events = watch(api, path, { accept: as });
  const { object } = await next(events);
  expect(Object.keys(object)).toEqual(['kind', 'apiVersion', 'metadata']);
  expect(object.kind).toBe('PartialObjectMetadata');
  await events.return(undefined);
  expect(await ask(api, path, { accept: as.replace('Metadata', 'MetadataList') })).toMatchObject({
    code: 406,
  });
});

const GATE =
  'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled';

it.each([
  ['gated', STREAMING_LIST, `sendInitialEvents: Forbidden: ${GATE}`],
  ['unknown', STREAMING_LIST, 'resourceVersionMatch is forbidden for watch'],
  ['on', '/api/v1/pods?watch=1&sendInitialEvents=true', 'requires setting resourceVersionMatch'],
  ['on', '/api/v1/pods?watch=1&resourceVersionMatch=Exact', 'unless sendInitialEvents is provided'],
] as const)('refuses options that do not go together (%s)', async (streamingList, path, why) => {
  await using api = await openApiServer({ streamingList });
  const { code, text } = await ask(api, path);
  expect(code).toBe(422);
  expect(JSON.parse(text)).toMatchObject({
    reason: 'Invalid',
    message: expect.stringContaining(why),
    details: { group: 'meta.k8s.io', kind: 'ListOptions' },
  });
});

it('may watch without ever sending the end mark', async () => {
  await using api = await openApiServer({ streamingList: 'ignored' });
  api.put('pods', pod('a'));
  const events = watch(api, `${STREAMING_LIST}&timeoutSeconds=1`);
  await takeEvents(events, 1);
  const { object } = await next(events);
  expect(object.metadata.annotations).toBeUndefined();
});
