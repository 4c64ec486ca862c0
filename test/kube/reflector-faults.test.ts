/** Whatever the API server does on a bad day, the mirror shows what it has once it is back. */
import { describe, expect, it } from 'vitest';
import { pods } from '../../src/kube/watch/resource.ts';
import * as faults from './api-server/faults.ts';
import {
  type ApiServer,
  type ApiServerOptions,
  openApiServer,
} from './api-server/open-api-server.ts';
import { failure, initializing, internalError, tooOld } from './api-server/status.ts';
import { type MirroredPods, type MirrorOptions, mirrorPods, truthOf } from './mirrored-pods.ts';

const podOf = (name: string, podIP: string) => ({
  metadata: { namespace: 'shop', name },
  spec: { nodeName: 'node-1', containers: [{ name: 'main' }] },
  status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
});

function putSome(api: ApiServer): void {
  for (const i of [1, 2, 3, 4]) api.put('pods', podOf(`web-${i}`, `10.0.0.${i}`));
}

/** One pod more, one less, one elsewhere, and one under an old name and address. */
function change(api: ApiServer): void {
  api.put('pods', podOf('web-5', '10.0.0.5'));
  api.delete('pods', 'shop/web-1');
  api.put('pods', podOf('web-2', '10.0.0.22'));
  api.delete('pods', 'shop/web-3');
  api.put('pods', podOf('web-3', '10.0.0.3'));
}

async function expectTruth(api: ApiServer, mirror: MirroredPods): Promise<void> {
  await expect.poll(() => mirror.shown(), { timeout: 40_000, interval: 5 }).toEqual(truthOf(api));
  expect(mirror.heard()).toEqual(truthOf(api));
  await expect.poll(() => mirror.status.error).toBe('');
}

interface BadDay {
  readonly options?: ApiServerOptions;
  /** Before the mirror starts. */
  readonly plan?: (api: ApiServer) => void;
  /** While it runs; `change` happens in the middle. */
  readonly happens?: (api: ApiServer) => Promise<void> | void;
  readonly mirror?: MirrorOptions;
  /** How often everything is listed, streaming or not. */
  readonly lists: number;
}

const WATCH_FAULTS: readonly (readonly [string, faults.Fault, number])[] = [
  ['that falls silent before the first event', faults.goSilent(), 1],
  ['that falls silent between events', faults.goSilent(2), 1],
  ['that is reset in the middle of an event', faults.reset(1), 1],
  ['that ends in the middle of an event', faults.cut(1), 1],
  ['that is answered with 410 over HTTP', faults.refuse(tooOld(1, 2)), 2],
  ['that gets 410 in the stream', faults.errorEvent(tooOld(1, 2), 1), 2],
  ['that gets an internal error in the stream', faults.errorEvent(internalError(), 1), 1],
  ['that is answered with 500', faults.refuse(internalError()), 1],
  ['that is turned away in plain text', faults.tooManyRequests(), 1],
  ['that comes while the storage is set up', faults.refuse(initializing(), 1), 1],
  ['that a load balancer answers', faults.badGateway(), 1],
  ['that a server shutting down answers', faults.unavailable(), 1],
];

/** The first watch has the streaming list in it and ends; the second one meets the fault. */
const duringWatch = (fault: faults.Fault) => async (api: ApiServer) => {
  api.faults.next('watch', fault);
  api.endWatches();
  await api.requests.reach(2, 'watch');
};

const LIST_FAULTS: readonly (readonly [string, faults.Fault])[] = [
  ['falls silent before the first object', faults.goSilent()],
  ['falls silent in the middle', faults.goSilent(2)],
  ['is reset in the middle of an object', faults.reset(2)],
  ['ends in the middle of an object', faults.cut(2)],
  ['gets an error in the middle', faults.errorEvent(internalError(), 2)],
  ['gets 410 in the middle', faults.errorEvent(tooOld(1, 2), 2)],
  ['is turned away in plain text', faults.tooManyRequests()],
  ['comes while the storage is set up', faults.refuse(initializing(), 1)],
  ['is answered with 503', faults.unavailable()],
];

const PAGED_FAULTS: readonly (readonly [string, faults.Fault])[] = [
  ['falls silent', faults.goSilent()],
  ['is reset in the middle', faults.reset()],
  ['ends in the middle', faults.cut()],
  ['is answered with 500', faults.refuse(internalError())],
  ['is answered with 410', faults.refuse(tooOld(1, 2))],
  ['is turned away in plain text', faults.tooManyRequests()],
];

const FAULTS: readonly (readonly [string, BadDay])[] = [
  ...WATCH_FAULTS.map(([name, fault, lists]): [string, BadDay] => [
    `a watch ${name}`,
    { happens: duringWatch(fault), lists },
  ]),
  ...LIST_FAULTS.map(([name, fault]): [string, BadDay] => [
    `a streaming list that ${name}`,
    { plan: (api) => api.faults.next('watch', fault), lists: 1 },
  ]),
  ...PAGED_FAULTS.map(([name, fault]): [string, BadDay] => [
    `a list that ${name}`,
    {
      options: { streamingList: 'gated' },
      plan: (api) => api.faults.next('list', fault),
      lists: 1,
    },
  ]),
];

const { readItem: _, ...JSON_PODS } = pods();
const IN_JSON = FAULTS.filter(([name]) => name.includes('in the middle')).map(
  ([name, day]): [string, BadDay] => [
    `${name}, in JSON`,
    { ...day, mirror: { resource: JSON_PODS } },
  ],
);

const BAD_DAYS: readonly (readonly [string, BadDay])[] = [
  ...FAULTS,
  ...IN_JSON,
  [
    'a server that never ends its streaming lists',
    { options: { streamingList: 'ignored' }, mirror: { clockSpeed: 1000 }, lists: 1 },
  ],
  ['a server without streaming lists', { options: { streamingList: 'gated' }, lists: 1 }],
  ['a server that knows nothing of them', { options: { streamingList: 'unknown' }, lists: 1 }],
  ['a server of HTTP/1.1 alone', { options: { http2: false }, lists: 1 }],
  ['a severed network', { happens: (api) => api.network.sever(), lists: 1 }],
  [
    'a restart with an empty watch cache, busy at first',
    {
      async happens(api) {
        await api.stop();
        change(api);
        await api.start({ initializing: 3 });
      },
      lists: 2,
    },
  ],
  ['a watch cache that forgets', { happens: (api) => api.emptyWatchCache(), lists: 1 }],
];

describe('the mirror shows what the server has after', () => {
  it.each(BAD_DAYS)(
    '%s',
    async (_name, { options, plan, happens, mirror: mirrorOptions, lists }) => {
      await using api = await openApiServer(options);
      putSome(api);
      plan?.(api);
      await using mirror = mirrorPods(api, { inactivityMs: 150, ...mirrorOptions });
      await expect.poll(() => mirror.status.isSynced, { timeout: 40_000 }).toBe(true);
      await happens?.(api);
      change(api);
      await expectTruth(api, mirror);
      expect(mirror.status.lists).toBe(lists);
      expect(api.faults.waiting).toBe(0);
    },
  );
});

describe('the reflector', () => {
  it('finds out by another list what happened while it was away', async () => {
    await using api = await openApiServer();
    putSome(api);
    await using mirror = mirrorPods(api);
    await expectTruth(api, mirror);
    await api.stop();
    change(api);
    api.emptyWatchCache();
    await api.start();
    await expectTruth(api, mirror);
    expect(mirror.status.lists).toBe(2);
  });

  it('resumes without a list when the watch cache reaches back far enough', async () => {
    await using api = await openApiServer();
    putSome(api);
    await using mirror = mirrorPods(api);
    await expectTruth(api, mirror);
    await api.network.refuse();
    change(api);
    await api.network.listen();
    await expectTruth(api, mirror);
    expect(mirror.status.lists).toBe(1);
  });

  it('resumes from a bookmark on a quiet resource, however busy the others are', async () => {
    await using api = await openApiServer();
    putSome(api);
    await using mirror = mirrorPods(api);
    await expectTruth(api, mirror);
    for (let i = 0; i < 50; i++) api.put('services', { metadata: { namespace: 'a', name: 'b' } });
    api.sendBookmarks();
    await expect.poll(() => mirror.status.bookmarks).toBeGreaterThan(0);
    await api.stop();
    await api.start();
    const { query } = await api.requests.reach(2, 'watch', 'pods');
    expect(query.resourceVersion).toBe(String(api.version));
    change(api);
    await expectTruth(api, mirror);
    expect(mirror.status.lists).toBe(1);
  });

  it('waits for a server that is not there yet', async () => {
    await using api = await openApiServer();
    await api.stop();
    putSome(api);
    await using mirror = mirrorPods(api);
    await expect.poll(() => mirror.status.failures).toBeGreaterThan(2);
    expect(mirror.errors[0]).toMatch(/^pods: list failed: .*ECONNREFUSED/);
    await api.start();
    await expectTruth(api, mirror);
  });

  it('survives a network that takes connections and never serves them', async () => {
    await using api = await openApiServer();
    putSome(api);
    api.network.goSilent();
    await using mirror = mirrorPods(api, { inactivityMs: 100 });
    await expect.poll(() => api.network.accepted).toBeGreaterThan(0);
    api.network.sever();
    api.network.speak();
    await expectTruth(api, mirror);
  });

  it('notices a network that falls silent', async () => {
    await using api = await openApiServer();
    putSome(api);
    await using mirror = mirrorPods(api, { inactivityMs: 100 });
    await expectTruth(api, mirror);
    api.network.goSilent();
    change(api);
    await expect.poll(() => mirror.status.failures, { timeout: 40_000 }).toBeGreaterThan(0);
    api.network.speak();
    await expectTruth(api, mirror);
  });

  it('does as Retry-After says', async () => {
    await using api = await openApiServer();
    putSome(api);
    api.faults.next('watch', faults.tooManyRequests(7));
    await using mirror = mirrorPods(api);
    await expectTruth(api, mirror);
    expect(Math.max(...mirror.delays)).toBeGreaterThanOrEqual(7_000);
  });

  it('says which right is missing, and goes on once it is granted', async () => {
    await using api = await openApiServer();
    putSome(api);
    const { allows } = api.access;
    api.access.allows = () => false;
    await using mirror = mirrorPods(api);
    await expect.poll(() => mirror.errors).toHaveLength(1);
    expect(mirror.errors[0]).toBe(
      'pods: list forbidden: grant list and watch on pods to administrator',
    );
    api.access.allows = allows;
    await expectTruth(api, mirror);
  });

  it('loses its rights in the middle and gets them back', async () => {
    await using api = await openApiServer();
    putSome(api);
    await using mirror = mirrorPods(api);
    await expectTruth(api, mirror);
    const { allows } = api.access;
    api.access.allows = ({ verb }) => verb === 'list';
    api.endWatches(failure(403, 'pods is forbidden', { reason: 'Forbidden' }));
    await expect.poll(() => mirror.status.error).toMatch(/watch forbidden/);
    change(api);
    api.access.allows = allows;
    await expectTruth(api, mirror);
  });

  it('sees of one node what comes to it and what leaves it', async () => {
    await using api = await openApiServer();
    const scheduled = (name: string, nodeName: string) => ({
      ...podOf(name, '10.0.0.9'),
      spec: { nodeName },
    });
    api.put('pods', scheduled('here', 'node-1'));
    api.put('pods', scheduled('there', 'node-2'));
    await using mirror = mirrorPods(api, { resource: pods('node-1') });
    const names = () => mirror.shown().map((line) => line.split(' ')[0]);
    await expect.poll(names).toEqual(['shop/here']);
    api.put('pods', scheduled('late', ''));
    api.put('pods', scheduled('late', 'node-1'));
    await expect.poll(names).toEqual(['shop/here', 'shop/late']);
    api.delete('pods', 'shop/here');
    await expect.poll(names).toEqual(['shop/late']);
  });
});
