/** Reflectors and informers against an API server that behaves, and fails, as a real one does. */
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/kube/objects.ts';
import {
  ENDPOINT_SLICES,
  JOBS,
  NAMESPACES,
  nodes,
  pods,
  REPLICA_SETS,
  type Resource,
  SERVICES,
} from '../../../src/kube/watch/resource.ts';
import {
  badGateway,
  cut,
  errorEvent,
  type Fault,
  goSilent,
  reset,
  tooManyRequests,
  type Verb,
} from '../api-server/faults.ts';
import { type ApiServer, openApiServer } from '../api-server/open-api-server.ts';
import { failure } from '../api-server/status.ts';
import { accessTo, eventually, inform } from './api-server-lab.ts';

let stop: AbortController;
const running: Promise<void>[] = [];

beforeEach(() => {
  stop = new AbortController();
});

afterEach(async () => {
  stop.abort();
  await Promise.all(running.splice(0));
});

function start<T>(
  api: ApiServer,
  resource: Resource<T>,
  options: Parameters<typeof inform<T>>[3] = {},
) {
  const informed = inform(api, resource, stop.signal, options);
  running.push(informed.running);
  return informed;
}

const podObject = (name: string, podIP: string, nodeName = 'node-1') => ({
  metadata: { namespace: 'shop', name, labels: { app: 'web' } },
  spec: { nodeName },
  status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
});

const owned = (name: string, kind: string, owner: string) => ({
  metadata: {
    ...{ namespace: 'shop', name },
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, uid: 'u', controller: true }],
  },
});

function fill(api: ApiServer): void {
  api.put('pods', podObject('web-1', '10.244.1.5'));
  api.put('pods', podObject('web-2', '10.244.2.6', 'node-2'));
  api.put('nodes', {
    metadata: { name: 'node-1' },
    spec: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24'] },
    status: { addresses: [{ type: 'InternalIP', address: '192.0.2.11' }] },
  });
  api.put('services', {
    metadata: { namespace: 'shop', name: 'web' },
    spec: {
      ...{ type: 'ClusterIP', clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10'] },
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'web' }],
    },
  });
  api.put('namespaces', { metadata: { name: 'shop', labels: { team: 'a' } } });
  api.put('endpointslices', {
    metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.1.5'] }],
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
  });
  api.put('replicasets', owned('web-5d9', 'Deployment', 'web'));
  api.put('jobs', owned('backup-1', 'CronJob', 'backup'));
}

describe('informers', () => {
  it.each(['on', 'gated', 'unknown', 'ignored'] as const)(
    'hold the whole cluster where streaming lists are %s',
    async (streamingList) => {
      await using api = await openApiServer({ streamingList });
      fill(api);
      const { informer } = start(api, pods());
      const node = start(api, nodes()).informer;
      const service = start(api, SERVICES).informer;
      const namespace = start(api, NAMESPACES).informer;
      const slice = start(api, ENDPOINT_SLICES).informer;
      const replicaSet = start(api, REPLICA_SETS).informer;
      const job = start(api, JOBS).informer;
      const all = [informer, node, service, namespace, slice, replicaSet, job];
      await Promise.all(all.map((each) => each.whenSynced(stop.signal)));
      expect(informer.get('shop', 'web-1')).toMatchObject({
        ips: ['10.244.1.5'],
        node: 'node-1',
        labels: { app: 'web' },
      });
      expect(informer.size).toBe(2);
      expect(node.get('', 'node-1')?.addresses).toEqual(['192.0.2.11']);
      expect(service.get('shop', 'web')?.ports[0]?.targetPort).toBe('web');
      expect(namespace.get('', 'shop')?.labels).toMatchObject({ team: 'a' });
      expect(slice.get('shop', 'web-x')).toMatchObject({ service: 'web', ports: [{ port: 8080 }] });
      expect(replicaSet.get('shop', 'web-5d9')?.owner?.name).toBe('web');
      expect(job.get('shop', 'backup-1')?.owner).toEqual({ kind: 'CronJob', name: 'backup' });
      api.put('pods', podObject('web-3', '10.244.1.7'));
      await eventually(() => informer.get('shop', 'web-3') !== undefined);
    },
  );

  it('ask for metadata alone of what is only an owner', async () => {
    await using api = await openApiServer();
    const { informer } = start(api, REPLICA_SETS);
    await informer.whenSynced(stop.signal);
    expect(api.requests.last('watch', 'replicasets')?.accept).toContain('PartialObjectMetadata');
  });

  it('of one node hold its pods, and lose one that leaves it', async () => {
    await using api = await openApiServer();
    fill(api);
    const { informer } = start(api, pods('node-1'));
    await informer.whenSynced(stop.signal);
    expect(informer.size).toBe(1);
    api.delete('pods', 'shop/web-1');
    await eventually(() => informer.size === 0);
  });

  it('read JSON where there is nothing else', async () => {
    await using api = await openApiServer();
    fill(api);
    const { readItem: _, ...custom } = pods();
    const { informer } = start(api, custom);
    await informer.whenSynced(stop.signal);
    expect(informer.get('shop', 'web-2')?.ips).toEqual(['10.244.2.6']);
  });

  it('go on over a new authority and a new token', async () => {
    await using api = await openApiServer();
    fill(api);
    let token = api.token;
    const access = accessTo(api, () => token);
    const { informer, reflector } = start(api, pods(), { access });
    await informer.whenSynced(stop.signal);
    api.replaceAuthority();
    api.access.tokens.clear();
    api.network.sever();
    await eventually(() => reflector.status.error.includes('unauthorized'));
    expect(reflector.status.error).toContain('pods: watch unauthorized');
    token = 'renewed';
    api.access.tokens.set(token, 'agent');
    api.put('pods', podObject('web-3', '10.244.1.7'));
    await eventually(() => informer.get('shop', 'web-3') !== undefined);
    expect(reflector.status).toMatchObject({ lists: 1, error: '' });
  });

  it('go on behind a network that swallowed everything, new connections too', async () => {
    await using api = await openApiServer();
    fill(api);
    const { informer, reflector } = start(api, pods(), { inactivityMs: 100 });
    await informer.whenSynced(stop.signal);
    api.network.goSilent();
    await eventually(() => reflector.status.failures >= 3);
    expect(reflector.status.error).toBe('pods: watch failed: the server has fallen silent');
    api.network.speak();
    api.put('pods', podObject('web-3', '10.244.1.7'));
    await eventually(() => informer.get('shop', 'web-3') !== undefined);
    expect(reflector.status.lists).toBe(1);
  });

  it('say which role is missing, and go on when it is granted', async () => {
    await using api = await openApiServer({
      tokens: { t: 'system:serviceaccount:dropcast:aggregator' },
    });
    fill(api);
    const { access } = api;
    const allows = access.allows.bind(access);
    access.allows = ({ resource }) => resource.plural !== 'jobs';
    const token = () => 't';
    const job = start(api, JOBS, { access: accessTo(api, token) });
    const pod = start(api, pods(), { access: accessTo(api, token) });
    await pod.informer.whenSynced(stop.signal);
    await eventually(() => job.reflector.status.failures > 0);
    expect(job.reflector.status.error).toBe(
      'jobs.batch: list forbidden: grant list and watch on jobs.batch to ' +
        'serviceaccount aggregator in namespace dropcast',
    );
    access.allows = allows;
    await job.informer.whenSynced(stop.signal);
  });
});

type Trouble = (api: ApiServer) => void | Promise<void>;

const meet =
  (verb: Verb, fault: () => Fault): Trouble =>
  (api) => {
    if (api.faults.waiting < 2) api.faults.next(verb, fault());
  };

const TROUBLES: Readonly<Record<string, Trouble>> = {
  sever: (api) => api.network.sever(),
  endWatches: (api) => api.endWatches(),
  expire: (api) => api.endWatches(failure(410, 'too old resource version', { reason: 'Expired' })),
  internalError: (api) => api.endWatches(failure(500, 'etcd is slow')),
  emptyWatchCache: (api) => api.emptyWatchCache(),
  bookmarks: (api) => api.sendBookmarks(),
  resetWatch: meet('watch', () => reset(2)),
  cutWatch: meet('watch', () => cut(3)),
  errorInWatch: meet('watch', () => errorEvent(failure(504, 'timeout'), 1)),
  silentWatch: meet('watch', () => goSilent(1)),
  tooMany: meet('watch', () => tooManyRequests(1)),
  badGateway: meet('watch', badGateway),
  cutList: meet('list', () => cut(1)),
  resetList: meet('list', () => reset(1)),
  async restart(api) {
    await api.stop();
    await api.start({ initializing: 1 });
  },
};

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.constantFrom(...NAMES), ip: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ delete: fc.constantFrom(...NAMES) }) },
  { weight: 3, arbitrary: fc.record({ trouble: fc.constantFrom(...Object.keys(TROUBLES)) }) },
  { weight: 4, arbitrary: fc.record({ pauseMs: fc.nat(8) }) },
);

describe('the cache', () => {
  it.each(['on', 'gated'] as const)(
    'ends up as the server is, whatever goes wrong, with streaming lists %s',
    async (streamingList) => {
      const run = async (steps: readonly object[]) => {
        await using api = await openApiServer({ streamingList, watchCacheMax: 8 });
        const over = new AbortController();
        const ips = (pod: Pod) => pod.ips;
        const { informer, running } = inform(api, pods(), over.signal, { ips, inactivityMs: 100 });
        const truth = new Map<string, string>();
        await informer.whenSynced(over.signal);
        for (const each of steps) await play(api, truth, each);
        const held = () => {
          const all = Array.from(informer.objects(), ({ name, uid, ips }) => [name, uid + ips[0]]);
          return JSON.stringify(all.toSorted()) === JSON.stringify([...truth].toSorted());
        };
        await eventually(() => held());
        for (const pod of informer.objects()) expect(informer.by('ip', pod.ips[0]!)).toContain(pod);
        over.abort();
        await running;
      };
      const steps = fc.array(step, { minLength: 10, maxLength: 40 });
      await fc.assert(fc.asyncProperty(steps, run), { numRuns: 20 });
    },
  );
});

interface Step {
  readonly put?: string;
  readonly ip?: number;
  readonly delete?: string;
  readonly trouble?: string;
  readonly pauseMs?: number;
}

async function play(api: ApiServer, truth: Map<string, string>, step: Step): Promise<void> {
  if (step.put !== undefined) {
    const podIP = `10.244.1.${step.ip}`;
    const { uid } = api.put('pods', podObject(step.put, podIP)).metadata;
    truth.set(step.put, uid + podIP);
  } else if (step.delete !== undefined) {
    api.delete('pods', `shop/${step.delete}`);
    truth.delete(step.delete);
  } else if (step.trouble !== undefined) {
    await TROUBLES[step.trouble]!(api);
  } else {
    await sleep(step.pauseMs);
  }
}
