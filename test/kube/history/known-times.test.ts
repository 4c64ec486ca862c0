import { describe, expect, test } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { nameByAddress, nameByInterface } from '../../../src/kube/endpoint-name.ts';
import type { Pod } from '../../../src/kube/objects.ts';
import { vethName } from '../../../src/kube/veth.ts';
import { nodeOf, podOf, serviceOf } from '../object-fixtures.ts';
import { BEGIN_US, MARGINS, SECOND_US } from './world.ts';

const { lagUs, skewUs, lingerUs } = MARGINS;
const ip = '10.244.1.5';

/** Seconds after the beginning. */
function at(second: number): number {
  return BEGIN_US + second * SECOND_US;
}

function liveIndex(retainMs = 3_600_000): ClusterIndex {
  const retention = { retainMs, tombstonesMax: 100 };
  return new ClusterIndex(undefined, { margins: MARGINS, retention });
}

function nameAt(index: ClusterIndex, us: number, address = ip): Endpoint {
  return nameByAddress(index, unnamedEndpoint(address), { firstUs: us, lastUs: us });
}

/** Listed empty at 0 s, told of the pods at 100 s, heard since for as long as lingering takes. */
function indexWith(...pods: readonly Pod[]): ClusterIndex {
  const index = liveIndex();
  index.pods.replaced([], at(0));
  index.pods.heard(at(100));
  for (const pod of pods) index.pods.applied(pod, at(100));
  index.pods.heard(at(200));
  return index;
}

const running = podOf({ uid: 'a', startUs: at(98), networkUs: at(99) });

describe('a pod that is watched from its start', () => {
  test('is named from then on, before anything ran in it', () => {
    expect(nameAt(indexWith(running), at(98))).toMatchObject({
      name: 'web',
      confidence: 'probable',
    });
  });

  test('is not named yet for a time that the watch has not reached', () => {
    const index = indexWith(running);
    const knownUs = at(200) - lagUs - skewUs;
    expect(nameAt(index, knownUs).name).toBe('web');
    expect(nameAt(index, knownUs + 1)).toEqual(unnamedEndpoint(ip));
    index.pods.heard(at(201));
    expect(nameAt(index, knownUs + 1).name).toBe('web');
  });

  test.each([
    ['deleted', (index: ClusterIndex) => index.pods.deleted(running, at(200))],
    ['missed by a list', (index: ClusterIndex) => index.pods.replaced([], at(260))],
    [
      'given another address',
      (index: ClusterIndex) => index.pods.applied({ ...running, ips: ['10.244.1.9'] }, at(200)),
    ],
  ])('keeps the name that it was given, to the last microsecond, when it is %s', (_, end) => {
    const index = liveIndex();
    // Too soon after the first list for the absence of others to prove anything.
    index.pods.replaced([running], at(190));
    index.pods.heard(at(200));
    const knownUs = index.knownUntilUs;
    const named = nameAt(index, knownUs);
    expect(named.name).toBe('web');
    end(index);
    index.pods.heard(at(300));
    expect(nameAt(index, knownUs)).toEqual(named);
    expect(nameAt(index, knownUs + 1).confidence).toBe('ambiguous');
  });

  test('ends with the last container when it finishes, whenever that is heard', () => {
    const index = indexWith(running);
    index.pods.applied({ ...running, phase: 'Succeeded', endUs: at(150) }, at(151));
    index.pods.heard(at(300));
    expect(nameAt(index, at(151)).name).toBe('web');
    expect(nameAt(index, at(151) + skewUs + 1)).toEqual(unnamedEndpoint(ip));
  });

  test('removed by force is still a candidate for a while, and never more', () => {
    const index = indexWith(running);
    index.pods.deleted(running, at(210));
    index.pods.heard(at(400));
    expect(nameAt(index, at(215))).toMatchObject({
      name: '',
      confidence: 'ambiguous',
      candidates: [{ name: 'web' }],
    });
    expect(nameAt(index, at(210) + lingerUs + 1)).toEqual(unnamedEndpoint(ip));
  });
});

describe('a gap in the watch', () => {
  test('leaves a pod that was listed after it without a rival unnamed until it ran', () => {
    const index = indexWith();
    index.pods.replaced([{ ...running, startUs: at(210), networkUs: at(215) }], at(230));
    index.pods.heard(at(400));
    expect(nameAt(index, at(212))).toMatchObject({ confidence: 'ambiguous' });
    expect(nameAt(index, at(216) + skewUs).name).toBe('web');
  });

  test('that the watch bridges leaves nothing open', () => {
    const index = indexWith();
    index.pods.applied({ ...running, startUs: at(210), networkUs: at(215) }, at(230));
    index.pods.heard(at(400));
    expect(nameAt(index, at(212)).name).toBe('web');
  });
});

describe('what is not remembered', () => {
  test('is not taken for never having been', () => {
    const index = liveIndex(60_000);
    index.pods.replaced([], at(0));
    index.pods.applied(running, at(100));
    index.pods.deleted(running, at(110));
    const next = podOf({ uid: 'b', name: 'next', startUs: at(105), networkUs: at(129) });
    index.pods.applied(next, at(130));
    index.pods.heard(at(169));
    expect(nameAt(index, at(110)).candidates).toHaveLength(2);
    index.pods.heard(at(171));
    expect(index.pods.size).toEqual({ pods: 1, tombstones: 0 });
    expect(nameAt(index, at(110))).toMatchObject({ confidence: 'ambiguous' });
    expect(nameAt(index, at(131)).name).toBe('next');
  });
});

describe('a name that comes back', () => {
  const first = podOf({ uid: 'a', name: 'db-0', labels: { v: '1', app: 'db' }, startUs: at(98) });
  const second = podOf({ uid: 'b', name: 'db-0', labels: { v: '2', app: 'db' }, startUs: at(150) });
  const index = indexWith(first);
  index.pods.deleted(first, at(149));
  index.pods.applied(second, at(151));
  const veth = vethName('shop', 'db-0');

  test.each([
    [at(120), { v: '1', app: 'db' }],
    [at(149) + lingerUs + 1, { v: '2', app: 'db' }],
    [at(150), { app: 'db' }],
  ])('has at %d the labels of its time', (us, labels) => {
    const span = { firstUs: us, lastUs: us };
    const end = nameByInterface(index, unnamedEndpoint(ip), veth, span);
    expect(end).toMatchObject({ name: 'db-0', confidence: 'certain', labels });
  });

  test('ends the one before, though nobody told', () => {
    const own = indexWith(first);
    own.pods.applied(second, at(210));
    expect(own.pods.size).toEqual({ pods: 1, tombstones: 1 });
  });
});

describe('nodes and services', () => {
  test('hand an address over like pods', () => {
    const index = liveIndex();
    index.pods.replaced([], at(0));
    index.nodes.replaced([nodeOf({ name: 'old' })], at(0));
    index.nodes.deleted(nodeOf({ name: 'old' }), at(100));
    index.nodes.applied(nodeOf({ name: 'new', createdUs: at(150) }), at(151));
    for (const part of [index.pods, index.nodes]) part.heard(at(300));
    const nameOf = (us: number) => nameAt(index, us, '192.0.2.11').name;
    expect([nameOf(at(50)), nameOf(at(140)), nameOf(at(200))]).toEqual(['old', '', 'new']);
  });

  test('a node has the hostNetwork pods of the time', () => {
    const index = liveIndex();
    const pods = ['one', 'two'].map((name, i) =>
      podOf({ uid: name, name, hostNetwork: true, startUs: at(10 + 100 * i) }),
    );
    index.pods.replaced(pods, at(200));
    index.nodes.replaced([nodeOf({ createdUs: at(0) })], at(200));
    for (const part of [index.pods, index.nodes]) part.heard(at(300));
    const candidates = (us: number) =>
      nameAt(index, us, '192.0.2.11').candidates.map(({ name }) => name);
    expect(candidates(at(50))).toEqual(['one']);
    expect(candidates(at(150))).toEqual(['one', 'two']);
    index.pods.deleted(pods[0]!, at(210));
    expect(candidates(at(290))).toEqual(['two']);
  });

  test('a service that is deleted is remembered', () => {
    const index = liveIndex();
    index.pods.replaced([], at(0));
    index.services.replaced([serviceOf({ createdUs: at(0) })], at(1));
    index.services.heard(at(100));
    index.services.deleted(serviceOf(), at(100));
    for (const part of [index.pods, index.services]) part.heard(at(200));
    expect(nameAt(index, at(50), '10.96.0.10')).toMatchObject({ kind: 'service', name: 'web' });
  });
});

describe('a private address that nobody has', () => {
  test('is outside only in times of which all pods are known; a public one at once', () => {
    const index = liveIndex();
    expect(nameAt(index, at(5), '192.168.7.7').kind).toBe('unknown');
    expect(nameAt(index, at(5), '198.51.100.7').kind).toBe('outside');
    index.pods.replaced([], at(10));
    index.pods.heard(at(100));
    expect(nameAt(index, at(5), '192.168.7.7').kind).toBe('unknown');
    expect(nameAt(index, at(50), '192.168.7.7').kind).toBe('outside');
  });
});

test('an end is made once and shared, until a workload gets another owner', () => {
  const owner = { kind: 'ReplicaSet', name: 'web-1' };
  const index = indexWith({ ...running, owner });
  const before = nameAt(index, at(150));
  expect(nameAt(index, at(151))).toBe(before);
  const rollout = { kind: 'Rollout', name: 'web' };
  const controller = {
    kind: 'ReplicaSet',
    namespace: 'shop',
    name: 'web-1',
    owner: rollout,
  } as const;
  index.owners.replicaSets.replaced([controller], at(160));
  expect(nameAt(index, at(151)).workload).toEqual(rollout);
  index.owners.replicaSets.deleted(controller, at(161));
  expect(nameAt(index, at(151)).workload).toEqual(rollout);
});
