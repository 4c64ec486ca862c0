/** Which policies are looked at, and beside which others. */
import { describe, expect, test } from 'vitest';
import { calico } from '../calico-shop.ts';
import { policy } from '../shop.ts';
import { briefly, findingsIn } from './lint-scene.ts';

const deny = policy({ podSelector: {}, policyTypes: ['Egress'] }, 'same');
const staged = (stagedAction: string) =>
  calico('StagedNetworkPolicy', 'same', { types: ['Egress'], stagedAction }, { own: 'shop' });

const found = (documents: readonly string[], cluster?: readonly string[]) =>
  findingsIn(documents, cluster).map(briefly);

describe('a staged policy', () => {
  test('counts as if it were committed', () => {
    expect(found([staged('Set')])).toEqual(['dns-missing same']);
  });

  test.each(['Delete', 'Ignore', 'Learn'])('that would %s nothing is passed over', (action) => {
    expect(found([staged(action)])).toEqual([]);
  });

  test('that would delete one takes it away from those in force', () => {
    const log = calico('NetworkPolicy', 'log', { ingress: [{ action: 'Log' }] }, { own: 'shop' });
    const base = calico('NetworkPolicy', 'base', { types: ['Ingress'] }, { own: 'shop' });
    const gone = calico('StagedNetworkPolicy', 'base', { stagedAction: 'Delete' }, { own: 'shop' });
    expect(found([log, base])).toEqual([]);
    expect(found([log, base, gone])).toEqual(['log-only-default-deny log']);
  });
});

test('policies of one name and several kinds in one document are told apart', () => {
  const own = calico('NetworkPolicy', 'same', { types: ['Egress'] }, { own: 'shop' });
  const kubernetes = calico(
    'StagedKubernetesNetworkPolicy',
    'same',
    { podSelector: {}, policyTypes: ['Ingress'], egress: [{}] },
    { own: 'shop' },
  );
  const items = [own, kubernetes, policy({ podSelector: {}, policyTypes: ['Egress'] }, 'other')];
  const list = `{"kind":"List","apiVersion":"v1","items":[\n${items.join(',\n')}]}`;
  const places = findingsIn([list]).map(({ id, policy: name, place }) => [id, name, place.line]);
  expect(places).toEqual([
    ['dns-missing', 'Calico NetworkPolicy shop/same', 2],
    ['rules-without-type', 'NetworkPolicy shop/same', 3],
  ]);
});

describe('policies of the cluster', () => {
  const dns = policy({ policyTypes: ['Egress'], egress: [{ ports: [{ protocol: 'UDP' }] }] }, 'd');

  test('count, and nothing is said of them', () => {
    expect(found([deny])).toEqual(['dns-missing same']);
    expect(found([deny], [dns])).toEqual([]);
    expect(found([dns], [deny])).toEqual([]);
  });

  test('give way to those of their name', () => {
    expect(found([deny], [deny.replace('{"podSelector":{}', '{"egress":[{}]')])).toEqual([
      'dns-missing same',
    ]);
  });
});

test('a generator is named where its policies isolate', () => {
  const generator = JSON.stringify({
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'stamp' },
    spec: {
      rules: [
        {
          name: 'deny',
          match: { any: [{ resources: { kinds: ['Namespace'], names: ['shop'] } }] },
          generate: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            name: 'deny',
            namespace: '{{request.object.metadata.name}}',
            data: { spec: { podSelector: {}, policyTypes: ['Egress'] } },
          },
        },
      ],
    },
  });
  const inside = policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
  const [one] = findingsIn([generator, inside]).filter(({ id }) => id === 'one-sided-allow');
  expect(one?.message).toContain('is isolated by ClusterPolicy stamp, rule deny, and no egress');
});
