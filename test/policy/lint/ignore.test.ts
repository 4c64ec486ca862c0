/** Findings that an author wants as they are: by annotation, with a reason. */
import { describe, expect, test } from 'vitest';
import { findingsIn } from './lint-scene.ts';

const denyAll = (annotations: unknown) =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny', namespace: 'shop', annotations },
    spec: { podSelector: {}, policyTypes: ['Egress'], ingress: [{}] },
  });
const ignoring = (text: unknown) => denyAll({ 'dropcast.io/lint-ignore': text });

const shown = (document: string) =>
  findingsIn([document]).map(({ id, ignored }) => (ignored === undefined ? id : `(${id})`));

describe('a finding', () => {
  test('is ignored with its reason, and the others are not', () => {
    const findings = findingsIn([ignoring('dns-missing  the pods know addresses alone')]);
    expect(findings.map(({ id, ignored }) => [id, ignored])).toEqual([
      ['dns-missing', 'the pods know addresses alone'],
      ['rules-without-type', undefined],
    ]);
  });

  test('is one of several, a line for each', () => {
    expect(shown(ignoring('dns-missing no names\n\n rules-without-type kept for later\n'))).toEqual(
      ['(dns-missing)', '(rules-without-type)'],
    );
  });

  test('is ignored where it was said, not in other objects of the file', () => {
    const list = `{"apiVersion":"v1","kind":"List","items":[${ignoring('dns-missing no names')},
      ${denyAll({}).replace('shop', 'bank')}]}`;
    const findings = findingsIn([list]).filter(({ id }) => id === 'dns-missing');
    expect(findings.map(({ policy, ignored }) => [policy, ignored])).toEqual([
      ['NetworkPolicy shop/deny', 'no names'],
      ['NetworkPolicy bank/deny', undefined],
    ]);
  });

  test.each([
    ['dns-missing', 'gives no reason for dns-missing'],
    ['dns-mising because', 'names the finding dns-mising, which does not exist'],
  ])('is not ignored by %j', (text, message) => {
    const findings = findingsIn([ignoring(text)]);
    expect(findings.every(({ ignored }) => ignored === undefined)).toBe(true);
    expect(findings.find(({ id }) => id === 'ignore-invalid')?.message).toBe(message);
  });

  test.each([[7], [null], [['dns-missing x']]])('is not ignored by the value %j', (value) => {
    expect(shown(ignoring(value))).toEqual(['dns-missing', 'rules-without-type']);
    expect(shown(denyAll(value))).toEqual(['dns-missing', 'rules-without-type']);
  });
});
