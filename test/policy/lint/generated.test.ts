/** Policies that Kyverno generates are read as any other, each field at its place. */
import { describe, expect, test } from 'vitest';
import { published } from '../scene.ts';
import { findingsIn } from './lint-scene.ts';

const KYVERNO = published('rollout/04-kyverno-generate-default-deny');
const EXCLUDED = /names: \[[^\]]*\]/;

const found = (text: string) =>
  findingsIn([text]).map(({ id, place }) => `${id} ${place.line}:${place.column}`);

describe('a generator', () => {
  test('has its findings at its own fields', () => {
    expect(found(KYVERNO)).toEqual(['dns-missing 13:9', 'generator-recreates 23:22']);
    const withoutType = KYVERNO.replace('[Ingress, Egress]', '[Ingress]\n            egress: [{}]');
    expect(found(withoutType)).toEqual(['generator-recreates 23:22', 'rules-without-type 28:21']);
  });

  test('has the mistakes of what it generates at their places', () => {
    expect(found(KYVERNO.replace('podSelector: {}', 'podSelector: []'))).toEqual([
      'manifest-error 26:26',
    ]);
  });

  test.each([
    ['spec:', 'spec: 1\nx:'],
    ['rules:', 'rules: {}\n  x:'],
    ['rules:', 'rules: [1]\n  x:'],
    ['match:', 'match: 1\n      x:'],
    ['exclude:', 'exclude: { any: [{ resources: [] }] }\n      x:'],
    ['data:', 'data: 1\n        x:'],
  ])('with %s as %j is told', (field, other) => {
    const text = KYVERNO.replace(new RegExp(`(?<!w)${field}`), other);
    expect(findingsIn([text]).map(({ id }) => id)).toEqual(['manifest-error']);
  });

  test.each([
    ['names: ["kube-system", "calico-*"]', []],
    ['names: ["*-system"]', []],
    ['names: ["kube?system", "c*m"]', []],
    ['names: ["kube-system"]', ['system-namespaces-denied']],
    ['name: kube-system', ['system-namespaces-denied']],
    ['selector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }', null],
    [
      'names: ["kube-system", "calico-system"], selector: { matchLabels: { open: "yes" } }',
      ['system-namespaces-denied'],
    ],
  ])('leaves out %s', (filter, expected) => {
    const text = KYVERNO.replace(EXCLUDED, filter.replace('], ', ']\n              '));
    const ids = findingsIn([text])
      .map(({ id }) => id)
      .filter((id) => id === 'system-namespaces-denied' || id === 'manifest-error');
    expect(ids).toEqual(expected ?? ['system-namespaces-denied']);
  });

  test('runs for the namespaces that it matches', () => {
    const only = KYVERNO.replace(
      'kinds: [Namespace]',
      'kinds: [Namespace]\n              names: [shop]',
    );
    const dns = findingsIn([only]).find(({ id }) => id === 'dns-missing');
    expect(dns?.message).toContain('pods in namespace shop');
  });

  test('that makes no policy has no findings', () => {
    expect(found(KYVERNO.replace('kind: NetworkPolicy', 'kind: ConfigMap'))).toEqual([]);
    expect(found(KYVERNO.replace(' data:', ' clone:'))).toEqual([]);
  });
});
