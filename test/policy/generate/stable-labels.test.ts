import { describe, expect, test } from 'vitest';
import { isStable, stableLabels } from '../../../src/policy/generate/stable-labels.ts';

describe('labels that policies may be built on', () => {
  test.each([
    'app',
    'app.kubernetes.io/name',
    'k8s-app',
    'example.com/owner',
    'tier',
    'constructor',
  ])('%s stays', (label) => {
    expect(isStable(label)).toBe(true);
  });

  test.each([
    'pod-template-hash',
    'rollouts-pod-template-hash',
    'controller-revision-hash',
    'controller-uid',
    'job-name',
    'batch.kubernetes.io/job-name',
    'batch.kubernetes.io/anything-new',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'version',
    'app.kubernetes.io/version',
    'revision',
    'istio.io/rev',
    'service.istio.io/canonical-revision',
    'helm.sh/chart',
    'topology.kubernetes.io/zone',
    'kubernetes.io/hostname',
  ])('%s does not', (label) => {
    expect(isStable(label)).toBe(false);
  });

  test('are those that all pods share', () => {
    const pods = [
      { name: 'a', labels: { app: 'web', shard: '1', tier: 'front' } },
      { name: 'b', labels: { app: 'web', shard: '2' } },
    ];
    expect(stableLabels(pods)).toEqual({ app: 'web' });
    expect(stableLabels([])).toEqual({});
  });

  test('hold neither the name of a pod nor the hash of a revision', () => {
    const labels = {
      app: 'db',
      instance: 'db-0',
      release: 'r-5d9c7b9f4',
      'pod-template-hash': '5d9c7b9f4',
    };
    expect(stableLabels([{ name: 'db-0', labels }])).toEqual({ app: 'db' });
  });

  test('are labels that a cluster would take: a flow may come from anywhere', () => {
    const labels = { app: "x' || all()", 'a b': 'c', tier: 'front', none: '' };
    expect(stableLabels([{ name: '', labels }])).toEqual({ tier: 'front', none: '' });
  });
});
