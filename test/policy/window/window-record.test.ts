import { expect, it } from 'vitest';
import { Fields } from '../../../src/manifest/fields.ts';
import {
  expandedPrefixes,
  readRecord,
  recordOf,
} from '../../../src/policy/window/window-record.ts';

const parts = { endsAt: '2026-03-01T00:00:00Z', logPrefix: 'cp %t' };

function objectOf(metadata: object, spec: object = { tier: 'dropcast' }): Fields {
  return new Fields({ metadata: { name: 'dropcast.log-window', uid: 'u', ...metadata }, spec });
}

it('reads what it wrote', () => {
  const record = recordOf({ ...parts, scope: { only: ['bank', 'shop'] } });
  expect(readRecord('GlobalNetworkPolicy', objectOf(record))).toEqual({
    ...{ kind: 'GlobalNetworkPolicy', name: 'dropcast.log-window', uid: 'u', resourceVersion: '' },
    ...{ openedUs: undefined, endsAtUs: Date.UTC(2026, 2, 1) * 1_000, namespaces: 'bank,shop' },
    prefixes: ['cp dropcast'],
  });
});

it('says that all but some namespaces are meant', () => {
  const record = recordOf({ ...parts, scope: { except: ['kube-system'] } });
  expect(readRecord('Tier', objectOf(record))).toMatchObject({
    namespaces: 'all but kube-system',
    prefixes: [],
  });
});

it.each([
  ['without the label', { annotations: { 'dropcast.io/ends-at': '2026-03-01T00:00:00Z' } }],
  ['without an end', { labels: { 'app.kubernetes.io/managed-by': 'dropcast' } }],
  ['of another manager', { ...recordOf({ ...parts, scope: { only: [] } }), labels: {} }],
  ['with labels that are none', { ...recordOf({ ...parts, scope: { only: [] } }), labels: 'x' }],
])('leaves an object %s alone', (_title, metadata) => {
  expect(readRecord('Tier', objectOf(metadata))).toBeUndefined();
});

it.each([
  ['calico-packet', ['calico-packet']],
  ['%t/%k/%n', ['dropcast/gnp/log-window', 'dropcast/gnp/dropcast.log-window']],
  ['%x %p', ['%x log-window', '%x dropcast.log-window']],
])('expands the prefix %s as Calico may', (template, expanded) => {
  expect(expandedPrefixes(template, 'dropcast', 'dropcast.log-window')).toEqual(expanded);
});

it('knows the tier of a policy that names none', () => {
  expect(expandedPrefixes('%t', '', 'default.x')).toEqual(['default']);
});
