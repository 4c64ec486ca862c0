import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/kube/objects.ts';
import { Informer } from '../../../src/kube/watch/informer.ts';
import type { Item } from '../../../src/kube/wire/item.ts';
import { podOf } from '../object-fixtures.ts';

function itemOf(name: string, resourceVersion: string, overrides: Partial<Pod> = {}): Item<Pod> {
  const object = podOf({ name, uid: `uid-${name}`, ...overrides });
  return { namespace: 'shop', name, uid: object.uid, resourceVersion, object };
}

const podInformer = () =>
  new Informer({ node: ({ node }: Pod) => [node], ip: ({ ips }: Pod) => ips });

function noted(informer: ReturnType<typeof podInformer>): string[] {
  const heard: string[] = [];
  informer.subscribe({
    added: (pod) => heard.push(`+${pod.uid}`),
    updated: (pod, before) => heard.push(`${before.ips}>${pod.ips}`),
    deleted: (pod) => heard.push(`-${pod.uid} ${pod.phase}`),
  });
  return heard;
}

describe('the informer', () => {
  it('has synced once the first list is applied and told', async () => {
    const informer = podInformer();
    const heard: string[] = [];
    informer.subscribe({
      added: (pod) => heard.push(`${pod.name} ${informer.hasSynced}`),
      updated: () => undefined,
      deleted: () => undefined,
    });
    const synced = informer.whenSynced(AbortSignal.timeout(10_000));
    expect(informer.hasSynced).toBe(false);
    informer.replaced([itemOf('a', '1')]);
    await synced;
    expect(informer.hasSynced).toBe(true);
    expect(heard).toEqual(['a false']);
  });

  it('stops waiting for the first list when told to', async () => {
    await expect(podInformer().whenSynced(AbortSignal.abort('stop'))).rejects.toBe('stop');
    const stop = new AbortController();
    const waiting = podInformer().whenSynced(stop.signal);
    stop.abort('later');
    await expect(waiting).rejects.toBe('later');
  });

  it('finds objects by name and by every key of an index', () => {
    const informer = podInformer();
    informer.replaced([
      itemOf('a', '1', { ips: ['10.0.0.1', 'fd00::1'], node: 'n1' }),
      itemOf('b', '2', { ips: [], node: 'n1' }),
    ]);
    expect(informer.size).toBe(2);
    expect(informer.get('shop', 'a')?.node).toBe('n1');
    expect(informer.get('other', 'a')).toBeUndefined();
    expect(informer.by('ip', 'fd00::1').map(({ name }) => name)).toEqual(['a']);
    expect(informer.by('node', 'n1')).toHaveLength(2);
    expect(informer.by('ip', '10.0.0.9')).toEqual([]);
  });

  it('tells a change with what was before, and moves the object in its indexes', () => {
    const informer = podInformer();
    informer.replaced([itemOf('a', '1', { ips: ['10.0.0.1'] })]);
    const heard = noted(informer);
    informer.applied(itemOf('a', '2', { ips: ['10.0.0.2'] }));
    expect(heard).toEqual(['+uid-a', '10.0.0.1>10.0.0.2']);
    expect(informer.by('ip', '10.0.0.1')).toEqual([]);
    expect(informer.by('ip', '10.0.0.2')).toHaveLength(1);
  });

  it('tells of a deletion with the last state', () => {
    const informer = podInformer();
    informer.replaced([itemOf('a', '1')]);
    const heard = noted(informer);
    informer.deleted(itemOf('a', '2', { phase: 'Failed' }));
    expect(heard).toEqual(['+uid-a', '-uid-a Failed']);
    expect(informer.size).toBe(0);
  });

  it('tells of a successor under the same name as a deletion and an addition', () => {
    const informer = podInformer();
    informer.replaced([itemOf('a', '1')]);
    const heard = noted(informer);
    informer.applied(itemOf('a', '5', { uid: 'uid-2' }));
    informer.deleted(itemOf('a', '4'));
    expect(heard).toEqual(['+uid-a', '-uid-a Running', '+uid-2']);
    expect(informer.get('shop', 'a')?.uid).toBe('uid-2');
  });

  it('finds out by a list what was deleted, recreated, changed and added meanwhile', () => {
    const informer = podInformer();
    informer.replaced([itemOf('a', '1'), itemOf('b', '1'), itemOf('c', '1'), itemOf('d', '1')]);
    const heard = noted(informer).splice(4);
    informer.subscribe({
      added: (pod) => heard.push(`+${pod.uid}`),
      updated: (pod) => heard.push(`~${pod.uid}`),
      deleted: (pod) => heard.push(`-${pod.uid}`),
    });
    heard.length = 0;
    informer.replaced([
      itemOf('a', '1'),
      itemOf('b', '9', { uid: 'uid-b2' }),
      itemOf('c', '8'),
      itemOf('e', '7'),
    ]);
    expect(heard).toEqual(['-uid-b', '+uid-b2', '~uid-c', '+uid-e', '-uid-d']);
  });

  it('holds what a plain map would, whatever happens', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const item = fc
      .record({
        name,
        version: fc.nat(3),
        uid: fc.constantFrom('u1', 'u2'),
        ip: fc.constantFrom('10.0.0.1', '10.0.0.2'),
      })
      .map(({ name, version, uid, ip }) =>
        itemOf(name, `${uid}/${version}/${ip}`, { uid, ips: [ip] }),
      );
    const change = fc.oneof(
      fc.record({ kind: fc.constant('replaced' as const), items: fc.array(item) }),
      fc.record({ kind: fc.constantFrom('applied' as const, 'deleted' as const), item }),
    );
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const informer = podInformer();
        const listened = new Map<string, Pod>();
        informer.subscribe({
          added: (pod) => listened.set(pod.name, pod),
          updated: (pod) => listened.set(pod.name, pod),
          deleted: (pod) => listened.delete(pod.name),
        });
        const model = new Map<string, Pod>();
        for (const change of changes) {
          if (change.kind === 'replaced') {
            informer.replaced(change.items);
            model.clear();
            for (const { name, object } of change.items) model.set(name, object);
          } else if (change.kind === 'applied') {
            informer.applied(change.item);
            model.set(change.item.name, change.item.object);
          } else {
            informer.deleted(change.item);
            if (model.get(change.item.name)?.uid === change.item.uid) {
              model.delete(change.item.name);
            }
          }
        }
        const pods = [...model.values()];
        expect(informer.size).toBe(pods.length);
        for (const pod of pods) expect(informer.get('shop', pod.name)).toEqual(pod);
        expect([...listened.values()].map(String)).toEqual(pods.map(String));
        for (const ip of ['10.0.0.1', '10.0.0.2']) {
          const names = informer.by('ip', ip).map(({ name }) => name);
          const expected = pods.filter(({ ips }) => ips[0] === ip).map(({ name }) => name);
          expect(names.toSorted()).toEqual(expected.toSorted());
        }
      }),
    );
  });
});
