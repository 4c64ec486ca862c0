import { expect, it } from 'vitest';
import { kubeChecks } from '../../src/agent/kube-checks.ts';
import type { ResourceState } from '../../src/flow/resource-state.ts';

const NOW_US = 1_790_000_060_000_000;
const FINE: ResourceState = {
  resource: 'pods',
  isSynced: true,
  currentUs: NOW_US - 60_000_000,
  error: '',
};

it.each([
  ['ok with its age', FINE, { state: 'ok', value: 60 }],
  ['unknown before it was asked', { ...FINE, isSynced: false, currentUs: 0 }, { state: 'unknown' }],
  ['a warning when it is away', { ...FINE, error: 'pods: away' }, { state: 'warn', value: 60 }],
  ['a warning when it is refused', { ...FINE, isSynced: false, error: 'no' }, { state: 'warn' }],
])('a resource is %s', (_claim, state, expected) => {
  expect(kubeChecks([state], NOW_US)).toMatchObject([{ name: 'kube_pods', ...expected }]);
});

it('says what is wrong, and what follows from it', () => {
  const [check] = kubeChecks([{ ...FINE, isSynced: false, error: 'pods: list forbidden' }], NOW_US);
  expect(check?.detail).toBe(
    'not known yet: ends keep their addresses, and are named by the aggregator; ' +
      'pods: list forbidden',
  );
});
