/**
 * Policies as guides publish them, and what the guides say is wrong with them: just that is found
 * (test/fixtures/policies/ORIGIN.md).
 */
import { describe, expect, test } from 'vitest';
import { published } from '../scene.ts';
import { briefly, findingsIn } from './lint-scene.ts';

const TRIO = 'rollout/01-baseline-trio';
const LOG = 'rollout/02-log-unmatched';
const BACKSTOP = 'rollout/03-tenant-isolation-backstop';
const KYVERNO = 'rollout/04-kyverno-generate-default-deny';

const DEFAULT_DENY = published(TRIO).split('---')[0]!;

const find = (names: readonly string[]) => findingsIn(names.map(published)).map(briefly);

describe('a published set has just the findings that are claimed', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[TRIO], ['one-sided-allow allow-baseline-ingress']],
    [[LOG], ['log-only-default-deny log-unmatched']],
    [[TRIO, LOG], ['one-sided-allow allow-baseline-ingress']],
    [[BACKSTOP], ['host-endpoints-selected tenant-isolation-backstop']],
    [[KYVERNO], ['dns-missing default-deny', 'generator-recreates default-deny']],
    [
      [TRIO, LOG, BACKSTOP, KYVERNO],
      [
        'one-sided-allow allow-baseline-ingress',
        'host-endpoints-selected tenant-isolation-backstop',
        'exclusions-differ default-deny',
        'generator-recreates default-deny',
      ],
    ],
    [
      ['practical/default-deny-ingress'],
      ['dns-too-broad allow-dns-egress', 'one-sided-allow allow-same-namespace'],
    ],
    [['calico/default-deny'], ['dns-missing default-deny']],
    [['calico/default-deny-kubernetes'], ['dns-missing default-deny']],
    [['calico/default-deny', 'calico/deny-app-policy'], []],
    [['calico/default-deny-kubernetes', 'calico/deny-app-policy'], []],
    [['calico/deny-app-policy'], []],
    [['calico/dont-try-this'], ['system-namespaces-denied default.default-deny']],
    [['zero-trust/deny-all'], ['dns-too-broad allow-dns']],
    [['zero-trust/deny-one-direction'], ['dns-missing deny-all-egress']],
    [
      ['zero-trust/deny-all', 'zero-trust/three-tier'],
      ['dns-too-broad allow-dns', 'one-sided-allow allow-frontend-to-api'],
    ],
    [['zero-trust/three-tier'], ['dns-missing allow-api-egress-to-db']],
  ])('%j', (names, expected) => {
    expect(find(names)).toEqual(expected);
  });

  test('default-deny alone lacks DNS first of all', () => {
    expect(findingsIn([DEFAULT_DENY]).map(briefly)).toEqual(['dns-missing default-deny']);
  });
});

describe('a finding says', () => {
  const messageOf = (names: readonly string[], id: string) =>
    findingsIn(names.map(published)).find((finding) => finding.id === id)!.message;

  test('which namespaces the generator leaves out less than the backstop', () => {
    expect(messageOf([BACKSTOP, KYVERNO], 'exclusions-differ')).toBe(
      'does not leave out calico-apiserver, cert-manager, ' +
        'unlike GlobalNetworkPolicy tenant-isolation-backstop',
    );
  });

  test('which side of a connection is missing', () => {
    const names = ['zero-trust/deny-all', 'zero-trust/three-tier'];
    expect(messageOf(names, 'one-sided-allow')).toBe(
      'allows ingress from pods with app=frontend in namespace production, but their egress is ' +
        'isolated by NetworkPolicy production/deny-all-traffic, and no egress rule allows it',
    );
  });

  test('what a policy that is too broad takes', () => {
    expect(messageOf(['calico/dont-try-this'], 'system-namespaces-denied')).toBe(
      'isolates egress and ingress of all pods of kube-system and calico-system, ' +
        'and every host endpoint',
    );
  });

  test('how much broader than needed DNS is allowed', () => {
    expect(messageOf(['practical/default-deny-ingress'], 'dns-too-broad')).toBe(
      'allows DNS to every pod of namespace kube-system',
    );
    expect(messageOf(['zero-trust/deny-all'], 'dns-too-broad')).toBe(
      'allows DNS to pods of more than one namespace, and to no address outside pods',
    );
  });
});
