import { expect, test } from 'vitest';
import { createClusterNamer } from '../../../src/aggregator/attribute/cluster-namer.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { vethName } from '../../../src/kube/veth.ts';
import { flowOf, podEndpoint } from '../../flow/edge-fixtures.ts';
import { clusterOf, podOf, serviceOf } from '../../kube/object-fixtures.ts';

const db = podOf({ name: 'db', ips: ['10.244.2.7'], node: 'node-2' });
const name = createClusterNamer(
  new ClusterIndex(clusterOf({ pods: [db], services: [serviceOf({ name: 'api' })] })),
);

test('the remote end is named, the local one stays as the agent named it', () => {
  const source = podEndpoint('shop', 'web', '10.244.2.7');
  const flow = name(flowOf({ source }));
  expect(flow.source).toBe(source);
  expect(flow.destination).toMatchObject({ name: 'db', attribution: 'ip_time' });
});

test('a service is named by its cluster address', () => {
  const flow = name(flowOf({ destination: unnamedEndpoint('10.96.0.10') }));
  expect(flow.destination).toMatchObject({ kind: 'service', name: 'api' });
});

test('a peer that no object has is outside', () => {
  expect(name(flowOf({ destination: unnamedEndpoint('198.51.100.7') })).destination.kind).toBe(
    'outside',
  );
});

test('the pod that an agent saw but did not know is named by its interface', () => {
  const seen = { ...unnamedEndpoint('10.9.9.9'), kind: 'pod', node: 'node-2' } as const;
  const point = { prefix: '', inInterface: vethName('shop', 'db'), outInterface: 'eth0' };
  expect(name(flowOf({ point, source: seen })).source).toMatchObject({
    name: 'db',
    attribution: 'veth_hash',
  });
});

test('a pod that nobody knows is not named by its address', () => {
  const seen = { ...unnamedEndpoint('10.244.2.7'), kind: 'pod' } as const;
  expect(name(flowOf({ source: seen })).source).toEqual(seen);
});
