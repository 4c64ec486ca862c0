import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../web/src/edge/policy-document.ts';

const document = (kind: string, namespace: string, name: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec: {}`;
const POLICIES = [
  document('NetworkPolicy', 'shop', 'allow-dns'),
  document('NetworkPolicy', 'bank', 'allow-dns'),
  document('NetworkPolicy', 'shop', '"1"'),
].join('\n---\n');

describe('documentOf', () => {
  it.each(['NetworkPolicy shop/allow-dns', 'NetworkPolicy bank/allow-dns'])(
    'finds %s',
    (policy) => {
      const [, namespace] = /^\S+ (\w+)/.exec(policy) ?? [];
      expect(documentOf(POLICIES, policy)).toContain(`namespace: ${namespace}`);
    },
  );

  it('knows names in quotes', () => {
    expect(documentOf(POLICIES, 'NetworkPolicy shop/1')).toContain('name: "1"');
  });

  it.each([
    'NetworkPolicy shop/--default-deny',
    'NetworkPolicy shop/allow',
    'GlobalNetworkPolicy allow-dns',
    '',
  ])('finds nothing where there is none: %j', (policy) => {
    expect(documentOf(POLICIES, policy)).toBeUndefined();
  });
});
