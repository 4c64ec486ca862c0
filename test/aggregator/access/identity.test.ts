import { expect, it } from 'vitest';
import { boundPod, identityOf } from '../../../src/aggregator/access/identity.ts';

const KEY = 'authentication.kubernetes.io';
const AGENT = 'system:serviceaccount:dropcast:agent';
const POD = { [`${KEY}/pod-name`]: ['agent-x'], [`${KEY}/pod-uid`]: ['uid-1'] };

const bound = (username: string, extra: Record<string, string[]>) =>
  boundPod({ username, uid: '', groups: [], extra });

it('is the common name and the organizations of a certificate, as for the API server', () => {
  const names = { commonName: 'jane', organizations: ['auditors'] };
  expect(identityOf(names)).toEqual({
    username: 'jane',
    uid: '',
    groups: ['auditors', 'system:authenticated'],
    extra: {},
  });
});

it('names the pod of a service account, and its node where that is known', () => {
  const pod = { namespace: 'dropcast', name: 'agent-x', uid: 'uid-1' };
  expect(bound(AGENT, POD)).toEqual({ ...pod, node: '' });
  const extra = { ...POD, [`${KEY}/node-name`]: ['node-a'] };
  expect(bound(AGENT, extra)).toEqual({ ...pod, node: 'node-a' });
});

it.each([
  ['a person with the keys of a pod', 'jane', POD],
  ['a name that only looks like an account', 'system:serviceaccount:dropcast', POD],
  ['an account without a pod', AGENT, {}],
  ['a token that is bound to a node', AGENT, { [`${KEY}/node-name`]: ['node-a'] }],
  ['a pod without its uid', AGENT, { [`${KEY}/pod-name`]: ['agent-x'] }],
  ['two pods', AGENT, { ...POD, [`${KEY}/pod-name`]: ['agent-x', 'agent-y'] }],
])('names no pod of %s', (_title, username, extra) => {
  expect(bound(username, extra)).toBeUndefined();
});
