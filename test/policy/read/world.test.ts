/** The world out of manifests: live objects, and what templates will make. */
import { describe, expect, test } from 'vitest';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { pod } from '../scene.ts';

function worldOf(...documents: readonly (string | object)[]) {
  const texts = documents.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const { errors, world } = readManifests([{ file: 'w.yaml', text: texts.join('\n---\n') }]);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return world;
}

const template = {
  metadata: { labels: { app: 'web' } },
  spec: {
    serviceAccountName: 'robot',
    containers: [{ ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9 }] }],
    initContainers: [
      { restartPolicy: 'Always', ports: [{ name: 'side', containerPort: 1 }] },
      { ports: [{ name: 'once', containerPort: 2 }] },
    ],
  },
};
const workload = (kind: string, spec: object, metadata = {}) => ({
  apiVersion: ['Job', 'CronJob'].includes(kind) ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  spec,
});

describe('pods', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'])(
    'are made by the template of a %s',
    (kind) => {
      expect(worldOf(workload(kind, { template })).pods).toEqual([
        {
          namespace: 'shop',
          name: '',
          workload: { kind, name: 'web' },
          labels: { app: 'web' },
          serviceAccount: 'robot',
          ports: [
            { name: 'http', protocol: 6, port: 8080 },
            { name: 'side', protocol: 6, port: 1 },
          ],
          node: '',
          hostNetwork: false,
          ips: [],
        },
      ]);
    },
  );

  test('are made by a CronJob, and not again by its Jobs', () => {
    const owner = { ownerReferences: [{ kind: 'CronJob', name: 'web', controller: true }] };
    const { pods } = worldOf(
      workload('CronJob', { jobTemplate: { spec: { template } } }),
      workload('Job', { template }, { name: 'web-1', ...owner }),
    );
    expect(pods.map((made) => made.workload)).toEqual([{ kind: 'CronJob', name: 'web' }]);
  });

  test('that run stand for their template', () => {
    const live = JSON.parse(pod('shop/web-5d9c-x', { labels: { 'pod-template-hash': '5d9c' } }));
    live.metadata.ownerReferences = [{ kind: 'ReplicaSet', name: 'web-5d9c' }];
    const { pods } = worldOf(workload('Deployment', { template }), live);
    expect(pods.map(({ name, workload: { kind } }) => `${kind} ${name}`)).toEqual([
      'Deployment web-5d9c-x',
    ]);
  });

  test('that have ended are not there', () => {
    const ended = JSON.parse(pod('shop/a'));
    ended.status = { phase: 'Succeeded', podIP: '10.0.0.1' };
    expect(worldOf(ended).pods).toEqual([]);
  });
});

test('nodes, services, sets and pools', () => {
  const calico = (kind: string, metadata: object, spec: object) => ({
    apiVersion: 'crd.projectcalico.org/v1',
    kind,
    metadata,
    spec,
  });
  const world = worldOf(
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: 'n1',
        annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': '10.1.0.1' },
      },
      spec: { podCIDRs: ['10.1.0.0/24'] },
      status: { addresses: [{ type: 'InternalIP', address: '192.0.2.1' }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        clusterIP: '10.96.0.1',
        selector: { app: 'api' },
        ports: [{ port: 80 }, { port: 53, protocol: 'UDP', targetPort: 'dns' }],
      },
    },
    calico('NetworkSet', { name: 's', namespace: 'shop' }, { nets: ['203.0.113.7'] }),
    calico('IPPool', { name: 'p' }, { cidr: '10.2.0.0/16' }),
    calico('HostEndpoint', { name: 'h' }, { node: 'n1', expectedIPs: ['192.0.2.1'] }),
  );
  expect(world.nodes[0]?.addresses).toEqual(['192.0.2.1', '10.1.0.1']);
  expect(world.services[0]).toMatchObject({
    selector: { app: 'api' },
    ports: [
      { protocol: 6, port: 80, targetPort: 80 },
      { protocol: 17, port: 53, targetPort: 'dns' },
    ],
  });
  expect(world.networkSets[0]?.nets[0]?.bits).toBe(32);
  expect(world.podBlocks.map(({ bits }) => bits)).toEqual([24, 16]);
  expect(world.hostEndpoints[0]).toMatchObject({ node: 'n1', interfaceName: '', profiles: [] });
});

test('objects without a namespace have the one that is given', () => {
  const text = pod('shop/a').replace('"namespace":"shop",', '');
  const { errors, world } = readManifests([{ file: '', text }], { namespace: 'other' });
  expect(errors).toEqual([]);
  expect(world.pods[0]?.namespace).toBe('other');
});
