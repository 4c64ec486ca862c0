import { expect, test } from 'vitest';
import { createLocalNamer } from '../../../src/agent/attribute/local-namer.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex, emptyIndex } from '../../../src/kube/cluster-index.ts';
import { vethName } from '../../../src/kube/veth.ts';
import { flowOf } from '../../flow/edge-fixtures.ts';
import { clusterOf, podOf } from '../../kube/object-fixtures.ts';

const web = podOf({ name: 'web', ips: ['10.244.1.5'] });
const db = podOf({ name: 'db', ips: ['10.244.2.7'], node: 'node-2' });
const index = new ClusterIndex(clusterOf({ pods: [web, db] }));
const webVeth = vethName('shop', 'web');
const dbVeth = vethName('shop', 'db');

function between(inInterface: string, outInterface: string) {
  return flowOf({ point: { prefix: 'calico-packet', inInterface, outInterface } });
}

test('egress: the source by its interface, the destination by its address', () => {
  const { source, destination } = createLocalNamer(index, 'node-1').nameFlow(
    between(webVeth, 'eth0'),
  );
  expect(source).toMatchObject({ name: 'web', attribution: 'veth_hash', confidence: 'certain' });
  expect(destination).toMatchObject({ name: 'db', attribution: 'ip_time', node: 'node-2' });
});

test('ingress: the destination by its interface', () => {
  const { source, destination } = createLocalNamer(index, 'node-2').nameFlow(
    between('eth0', dbVeth),
  );
  expect(source).toMatchObject({ name: 'web', attribution: 'ip_time' });
  expect(destination).toMatchObject({ name: 'db', attribution: 'veth_hash' });
});

test('both ends on one node are certain', () => {
  const { source, destination } = createLocalNamer(index, 'node-1').nameFlow(
    between(webVeth, dbVeth),
  );
  expect([source.confidence, destination.confidence]).toEqual(['certain', 'certain']);
});

test('the interface outweighs an address that another pod has', () => {
  const stolen = flowOf({
    point: { prefix: '', inInterface: webVeth, outInterface: 'eth0' },
    source: unnamedEndpoint('10.244.2.7'),
  });
  expect(createLocalNamer(index, 'node-1').nameFlow(stolen).source).toMatchObject({
    name: 'web',
    ip: '10.244.2.7',
  });
});

test('a workload interface that is not known is never named by its address', () => {
  const { source } = createLocalNamer(index, 'node-1').nameFlow(between('cali00000000000', 'eth0'));
  expect(source).toEqual({ ...unnamedEndpoint('10.244.1.5'), kind: 'pod', node: 'node-1' });
});

test('the source of a reply is the server behind the in-interface', () => {
  const reply = {
    ...between(dbVeth, 'eth0'),
    isReply: true,
    source: unnamedEndpoint('10.244.2.7'),
    destination: unnamedEndpoint('10.244.1.5'),
  };
  const { source, destination } = createLocalNamer(index, 'node-2').nameFlow(reply);
  expect([source.name, destination.name]).toEqual(['db', 'web']);
});

test('without an index only the pod behind the interface is told from other ends', () => {
  const { source, destination } = createLocalNamer(emptyIndex(), 'node-1').nameFlow(
    between(webVeth, 'eth0'),
  );
  expect([source.kind, destination.kind]).toEqual(['pod', 'unknown']);
});

test('the flow itself is named', () => {
  const flow = between(webVeth, 'eth0');
  expect(createLocalNamer(index, 'node-1').nameFlow(flow)).toBe(flow);
});

test('by address, an index of one node names only of whom it is certain', () => {
  const atUs = 1_700_000_000_000_000;
  const own = new ClusterIndex(undefined, { scope: 'node' });
  own.pods.replaced([], atUs);
  own.pods.heard(atUs + 100_000_000);
  own.pods.applied({ ...web, uid: 'a', startUs: atUs + 80_000_000 }, atUs + 100_000_000);
  own.pods.heard(atUs + 200_000_000);
  const nameAt = (us: number) => {
    const flow = { ...between('eth0', 'eth1'), firstSeenUs: us, lastSeenUs: us };
    return createLocalNamer(own, 'node-1').nameFlow(flow).source;
  };
  expect(nameAt(atUs + 150_000_000)).toMatchObject({ name: 'web', confidence: 'probable' });
  expect(nameAt(atUs + 90_000_000)).toEqual(unnamedEndpoint('10.244.1.5'));
});
