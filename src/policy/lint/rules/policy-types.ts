/**
 * The sides that a policy applies to are a list of their own, and rules for a side that is not in
 * it mean nothing. Where the list is left out, a Kubernetes policy is always about ingress.
 */
import type { FieldPath } from '../../../manifest/fields.ts';
import { SIDES } from '../../model/policy.ts';
import type { Issue, LintRule } from '../finding.ts';
import type { ScopedPolicy } from '../scoped-policy.ts';

const TYPES = { egress: 'Egress', ingress: 'Ingress' } as const;

export const rulesWithoutType: LintRule = {
  id: 'rules-without-type',
  severity: 'error',
  summary: 'rules for a side that the policy does not apply to',
  find: ({ policies }) =>
    policies.flatMap((about) => {
      const { policy, fields } = about;
      const spec = fields.at('spec');
      return SIDES.filter(
        (side) => policy[side] === undefined && spec.at(side).items().length > 0,
      ).map((side) => ({
        about,
        path: spec.at(side).path,
        what: `has ${side} rules, and does not apply to ${side}: they mean nothing`,
        fix: `add ${TYPES[side]} to ${typesField(about)}, or take the rules out`,
      }));
    }),
};

export const typesNotGiven: LintRule = {
  id: 'types-not-given',
  severity: 'warning',
  summary: 'without policyTypes a policy applies to other sides than its rules suggest',
  find: ({ policies }) => policies.flatMap(ofKubernetes),
};

function ofKubernetes(about: ScopedPolicy): Issue[] {
  const spec = about.fields.at('spec');
  const types = spec.at('policyTypes');
  if (about.policy.id.kind !== 'NetworkPolicy' || types.items().length > 0) return [];
  const [egress, ingress] = [spec.at('egress'), spec.at('ingress')];
  if (egress.isAbsent) return [];
  if (egress.items().length === 0) {
    return [issue(about, egress.path, 'egress: [] denies nothing')];
  }
  return ingress.isAbsent ? [issue(about, egress.path, 'all ingress is denied as well')] : [];
}

function issue(about: ScopedPolicy, path: FieldPath, effect: string): Issue {
  return {
    about,
    path,
    what: `names no policyTypes: ${effect}`,
    fix: 'write policyTypes: [Egress], or both types if both are meant',
  };
}

function typesField({ policy }: ScopedPolicy): string {
  return policy.id.kind === 'NetworkPolicy' ? 'policyTypes' : 'types';
}
