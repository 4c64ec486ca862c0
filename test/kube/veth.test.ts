import { expect, test } from 'vitest';
import { vethName } from '../../src/kube/veth.ts';

/**
 * The first is the vector of Calico's own test (conversion_test.go); the others follow from the
 * same rule.
 */
test.each([
  ['default', 'podA', 'cali7f94ce7c295'],
  ['default', 'podB', 'cali92cf1f5e9f6'],
  ['default', 'nginx', 'calic440f455693'],
])('the interface of %s/%s is %s', (namespace, pod, name) => {
  expect(vethName(namespace, pod)).toBe(name);
});

test('another prefix keeps the hash', () => {
  expect(vethName('default', 'podA', 'eni')).toBe('eni7f94ce7c295');
});
