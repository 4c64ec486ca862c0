/** What is listed, case by case: workloads, nodes, addresses, ports with names, what is unknown. */
import { expect, test } from 'vitest';
import { connectivity } from '../../../src/policy/connectivity/connectivity.ts';
import type { Party } from '../../../src/policy/connectivity/party.ts';
import { trafficText } from '../../../src/policy/connectivity/traffic-set.ts';
import type { StagedMode } from '../../../src/policy/model/staged.ts';
import { namespace, node, pod, Scene } from '../scene.ts';
import { fromAny, policy, SHOP } from '../shop.ts';

function partyText(party: Party): string {
  if (party.kind === 'workload') return `${party.namespace}/${party.workload.name}`;
  if (party.kind === 'nodes') return `node ${party.names.join('+')}`;
  return party.ranges.join(' ');
}

/** `source => destination : allowed`, with what is unknown after a `?`. */
function listed(documents: readonly string[], staged: StagedMode = 'ignored'): string[] {
  const { policies, world } = new Scene(documents);
  return connectivity(policies, world, { staged }).map(({ source, destination, answer }) => {
    const { allowed, unknown, reasons } = answer;
    const open = reasons.length === 0 ? '' : ` ? ${trafficText(unknown)} ${reasons.join(' ')}`;
    return `${partyText(source)} => ${partyText(destination)} : ${trafficText(allowed)}${open}`;
  });
}

const into = (end: string, documents: readonly string[]) =>
  listed(documents).filter((line) => line.includes(`=> ${end} :`));

const deployment = (name: string, spec: object, kind = 'apps/v1 Deployment') =>
  JSON.stringify({
    apiVersion: kind.split(' ')[0],
    kind: kind.split(' ')[1],
    metadata: { name, namespace: 'shop' },
    spec: { template: { metadata: { labels: { app: name } }, spec } },
  });

test('without policies everything is open, and outside is all of both families', () => {
  const lines = listed([namespace('shop'), deployment('api', {})]);
  expect(lines).toEqual([
    'shop/api => shop/api : all',
    'shop/api => node  : all',
    'shop/api => 0.0.0.0/0 ::/0 : all',
    'node  => shop/api : all',
    '0.0.0.0/0 ::/0 => shop/api : all',
  ]);
});

test('a default deny leaves a pair without a row, and a node with its own pods', () => {
  const lines = into('shop/api', [...SHOP, policy(fromAny([{ podSelector: {} }]))]);
  expect(lines).toEqual([
    'shop/api => shop/api : all',
    'shop/web => shop/api : all',
    'node n1+n2 => shop/api :  ? all maybe_same_node',
  ]);
});

test('addresses outside are ranges, cut by the blocks that rules name', () => {
  const peer = { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.7/32'] } };
  const lines = into('shop/api', [...SHOP, policy(fromAny([peer], [{ port: 443 }]))]);
  expect(lines).toContain(
    '203.0.113.0-203.0.113.6 203.0.113.8-203.0.113.255 => shop/api : TCP 443',
  );
});

test('a pod with an IPv4 address alone meets no IPv6 address', () => {
  expect(into('shop/api', SHOP)).toContain('0.0.0.0/0 => shop/api : all');
  const lines = into('0.0.0.0/0', SHOP);
  expect(lines).toContain('shop/api => 0.0.0.0/0 : all');
});

test('a block of nothing but addresses of the cluster is not outside', () => {
  const peer = { ipBlock: { cidr: '10.0.2.1/32' } };
  const lines = into('shop/api', [...SHOP, policy(fromAny([peer], [{ port: 80 }]))]);
  expect(lines).toEqual([
    'bank/ledger => shop/api : TCP 80',
    'node n1+n2 => shop/api :  ? all maybe_same_node',
  ]);
});

test('a named port means the port of each destination', () => {
  const spec = {
    podSelector: {},
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'http' }] }],
  };
  const ports = (containerPort: number) => ({
    containers: [{ ports: [{ name: 'http', containerPort }] }],
  });
  const documents = [
    namespace('shop'),
    deployment('api', ports(8080)),
    deployment('web', ports(80)),
    deployment('job', {}),
    policy(spec),
  ];
  const lines = listed(documents).filter((line) => line.startsWith('shop/api => shop/'));
  expect(lines).toEqual(['shop/api => shop/api : TCP 8080', 'shop/api => shop/web : TCP 80']);
});

test.each([
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'apps/v1 DaemonSet',
  'apps/v1 ReplicaSet',
  'batch/v1 Job',
  'v1 ReplicationController',
])('the template of %s stands for its pods before any runs', (kind) => {
  const documents = [namespace('shop'), deployment('api', {}, kind), policy({ podSelector: {} })];
  expect(listed(documents)).toEqual([
    'shop/api => node  : all',
    'shop/api => 0.0.0.0/0 ::/0 : all',
    'node  => shop/api :  ? all maybe_same_node',
  ]);
});

test('replicas are one workload, and unknown where policies treat them differently', () => {
  const replica = (n: number) =>
    JSON.stringify({
      ...JSON.parse(pod(`shop/db-${n}`, { labels: { app: 'db', nth: `${n}` }, ip: `10.0.3.${n}` })),
      metadata: {
        name: `db-${n}`,
        namespace: 'shop',
        labels: { app: 'db', 'statefulset.kubernetes.io/pod-name': `db-${n}`, nth: `${n}` },
        ownerReferences: [{ kind: 'StatefulSet', name: 'db' }],
      },
    });
  const replicas = Array.from({ length: 40 }, (_, n) => replica(n));
  const ofAll = { podSelector: { matchLabels: { app: 'db' } }, ingress: [] };
  expect(into('shop/db', [...SHOP, ...replicas, policy(ofAll)])).toEqual([
    'node n1+n2 => shop/db :  ? all maybe_same_node',
  ]);
  const ofOne = { podSelector: { matchLabels: { nth: '1' } }, ingress: [] };
  expect(into('shop/db', [...SHOP, ...replicas, policy(ofOne)])).toContain(
    'shop/web => shop/db :  ? all ambiguous_end',
  );
});

test('nodes that no rule tells apart are one, and the others are not', () => {
  const documents = [...SHOP, node('n3', '198.51.100.3')];
  expect(listed(documents)).toContain('node n1+n2+n3 => shop/api : all');
  const peer = { ipBlock: { cidr: '192.0.2.0/24' } };
  expect(into('shop/api', [...documents, policy(fromAny([peer]))])).toEqual([
    'node n1+n2 => shop/api : all',
    'node n3 => shop/api :  ? all maybe_same_node',
    '192.0.2.0/24 => shop/api : all',
  ]);
});

test('a pod on the network of its node is that node, and no workload', () => {
  const documents = [...SHOP, pod('shop/agent', { hostNetwork: true })];
  expect(listed(documents).filter((line) => line.includes('agent'))).toEqual([]);
});

const calico = (spec: object) =>
  JSON.stringify({
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'g' },
    spec: { selector: "app == 'api'", types: ['Ingress'], ...spec },
  });

test('a denied port is left out of all, and ICMP is told by type', () => {
  const deny = { action: 'Deny', protocol: 'TCP', destination: { ports: [22, '1000:2000'] } };
  const ping = { action: 'Deny', protocol: 'ICMP', icmp: { type: 8 } };
  const ingress = [deny, ping, { action: 'Allow' }];
  expect(into('shop/api', [...SHOP, calico({ ingress })])).toContain(
    'shop/web => shop/api : all but ICMP type 8; TCP 22,1000-2000',
  );
});

test('what a rule asks of source ports is unknown', () => {
  const ingress = [{ action: 'Allow', protocol: 'UDP', source: { ports: [123] } }];
  expect(into('shop/api', [...SHOP, calico({ ingress })])).toContain(
    'shop/web => shop/api :  ? UDP source_port',
  );
});

test('a rule about a service opens the ports of the pods behind it', () => {
  const service = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'http' }, { port: 9090 }] },
  });
  const egress = [
    { action: 'Allow', destination: { services: { name: 'api', namespace: 'shop' } } },
  ];
  const spec = { selector: "app == 'web'", types: ['Egress'], egress };
  const lines = listed([...SHOP, service, calico(spec)]);
  expect(lines.filter((line) => line.startsWith('shop/web => shop/api'))).toEqual([
    'shop/web => shop/api : TCP 8080,9090',
  ]);
});

test('a host endpoint makes its node policed, failsafe ports stay open', () => {
  const host = JSON.stringify({
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: 'n1-all', labels: { role: 'node' } },
    spec: { node: 'n1', interfaceName: '*', expectedIPs: ['192.0.2.1'] },
  });
  const lines = into('node n1', [...SHOP, host]);
  expect(lines.find((line) => line.startsWith('0.0.0.0/0'))).toBe(
    '0.0.0.0/0 => node n1 : TCP 22,179,2379-2380,5473,6443,6666-6667; UDP 68',
  );
});

test('staged policies count when they are asked to', () => {
  const staged = JSON.stringify({
    apiVersion: 'projectcalico.org/v3',
    kind: 'StagedGlobalNetworkPolicy',
    metadata: { name: 's' },
    spec: { selector: "app == 'api'", types: ['Ingress'] },
  });
  const toApi = (mode: StagedMode) =>
    listed([...SHOP, staged], mode).filter((line) => line.startsWith('shop/web => shop/api'));
  expect(toApi('ignored')).toEqual(['shop/web => shop/api : all']);
  expect(toApi('enforced')).toEqual([]);
});
