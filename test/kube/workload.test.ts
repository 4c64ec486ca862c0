import { describe, expect, test } from 'vitest';
import type { OwnedController } from '../../src/kube/objects.ts';
import { ControllerOwners } from '../../src/kube/workload.ts';
import { selectorLabels } from '../../src/manifest/pod-owner.ts';
import { podOf } from './object-fixtures.ts';

function workloadOf(
  ownerKind: string,
  ownerName: string,
  labels: Record<string, string> = {},
  controllers: readonly OwnedController[] = [],
): string {
  const pod = podOf({ owner: { kind: ownerKind, name: ownerName }, labels });
  const { kind, name } = new ControllerOwners(controllers).workloadOf(pod);
  return `${kind}/${name}`;
}

describe('the workload', () => {
  test('of a bare pod is the pod', () => {
    expect(new ControllerOwners([]).workloadOf(podOf())).toEqual({ kind: 'Pod', name: 'web' });
  });

  test.each([
    ['StatefulSet', 'db', {}, 'StatefulSet/db'],
    ['DaemonSet', 'proxy', {}, 'DaemonSet/proxy'],
    ['ReplicaSet', 'web-5d9c7b9f4', { 'pod-template-hash': '5d9c7b9f4' }, 'Deployment/web'],
    ['ReplicaSet', 'a-b-5d9c7b9f4', { 'pod-template-hash': '5d9c7b9f4' }, 'Deployment/a-b'],
    ['ReplicaSet', 'web-5d9c7b9f4', { 'pod-template-hash': 'other' }, 'ReplicaSet/web-5d9c7b9f4'],
    ['ReplicaSet', 'web', {}, 'ReplicaSet/web'],
    ['Job', 'backup-29534400', {}, 'CronJob/backup'],
    ['Job', 'migrate-20260226', {}, 'Job/migrate-20260226'],
    ['Job', 'migrate', {}, 'Job/migrate'],
    ['Rollout', 'web', {}, 'Rollout/web'],
  ])('of a pod of %s %s labelled %j is %s', (kind, name, labels, expected) => {
    expect(workloadOf(kind, name, labels)).toBe(expected);
  });

  test('is what owns a ReplicaSet or Job that is known, whatever the names suggest', () => {
    const owned = (kind: 'ReplicaSet' | 'Job', name: string, owner?: OwnedController['owner']) =>
      [{ kind, namespace: 'shop', name, owner }] as const;
    const hash = { 'pod-template-hash': '5d9c7b9f4' };
    const rollout = owned('ReplicaSet', 'web-5d9c7b9f4', { kind: 'Rollout', name: 'web' });
    expect(workloadOf('ReplicaSet', 'web-5d9c7b9f4', hash, rollout)).toBe('Rollout/web');
    expect(workloadOf('Job', 'nightly-29534400', {}, owned('Job', 'nightly-29534400'))).toBe(
      'Job/nightly-29534400',
    );
  });
});

test('labels of one pod, revision or run are no selector', () => {
  const labels = {
    app: 'web',
    'pod-template-hash': '5d9c7b9f4',
    'controller-revision-hash': 'x',
    'apps.kubernetes.io/pod-index': '0',
    'statefulset.kubernetes.io/pod-name': 'web-0',
    'batch.kubernetes.io/controller-uid': 'u',
    'controller-uid': 'u',
    'batch.kubernetes.io/job-name': 'j',
    'job-name': 'j',
  };
  expect(selectorLabels(labels)).toEqual({ app: 'web' });
});
