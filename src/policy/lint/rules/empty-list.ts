/** An empty list of peers, ports or blocks is no condition: it takes everything, not nothing. */
import type { Fields } from '../../../manifest/fields.ts';
import { type Policy, SIDES } from '../../model/policy.ts';
import type { LintRule } from '../finding.ts';

export const emptyList: LintRule = {
  id: 'empty-list',
  severity: 'warning',
  summary: 'an empty list in a rule takes everything',
  find: ({ policies }) =>
    policies.flatMap((about) =>
      SIDES.filter((side) => about.policy[side] !== undefined)
        .flatMap((side) => about.fields.at('spec').at(side).items())
        .flatMap((rule) => listsOf(rule, about.policy))
        .filter((list) => !list.isAbsent && list.items().length === 0)
        .map((list) => ({
          about,
          path: list.path,
          what: `has an empty list of ${list.path.at(-1)}, which takes everything`,
          fix: 'say what is meant; to allow nothing, take the rule out',
        })),
    ),
};

function listsOf(rule: Fields, { id }: Policy): Fields[] {
  if (id.kind === 'NetworkPolicy') return ['from', 'to', 'ports'].map((name) => rule.at(name));
  if (id.kind !== 'CalicoNetworkPolicy' && id.kind !== 'GlobalNetworkPolicy') return [];
  const ends = [rule.at('source'), rule.at('destination')];
  return ends.flatMap((end) => ['nets', 'ports'].map((name) => end.at(name)));
}
