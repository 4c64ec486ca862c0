/** A peer in namespaces that are not there is nobody. */

import type { LintRule } from '../finding.ts';
import { peersOf } from '../scope.ts';

export const peerNamespaceMissing: LintRule = {
  id: 'peer-namespace-missing',
  severity: 'warning',
  summary: 'the peer of a rule is in no namespace of the cluster',
  find: ({ rules, cluster }) => {
    if (cluster === undefined || cluster.isWithoutNamespaces) return [];
    return rules.flatMap(({ about, side, rule }) => {
      const lost = (peersOf(rule, side) ?? []).some(
        ({ selector }) =>
          selector !== undefined &&
          !cluster.matchesNamespace(selector) &&
          !cluster.matchesOtherThanPods(selector),
      );
      if (!lost) return [];
      return [
        {
          about,
          path: rule.path,
          what: `has a peer of ${side} in namespaces that the cluster does not have`,
          fix: 'name one by the label kubernetes.io/metadata.name, which each of them has',
        },
      ];
    });
  },
};
