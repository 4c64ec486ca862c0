/**
 * Pods on the host's network have their node's address, so that no selector ever finds them: an
 * ingress controller or a monitor that runs so is not let in by its labels.
 */

import type { LintRule } from '../finding.ts';
import { peersOf } from '../scope.ts';
import { podsText } from '../selector-text.ts';

export const peerHostNetwork: LintRule = {
  id: 'peer-host-network',
  severity: 'warning',
  summary: "all pods that a peer selects are on the host's network, where no selector finds them",
  find: ({ rules, podsOf, cluster }) => {
    if (cluster === undefined) return [];
    return rules.flatMap(({ about, side, rule }) => {
      const lost = (peersOf(rule, side) ?? []).find(({ selector }) => {
        const pods = selector === undefined ? [] : cluster.pods(selector);
        return pods.length > 0 && pods.every(({ hostNetwork }) => hostNetwork);
      });
      if (lost?.selector === undefined) return [];
      const pods = podsText(podsOf(lost.selector));
      return [
        {
          about,
          path: rule.path,
          what: `has ${pods} as a peer of ${side}, which are all on the host's network`,
          fix: 'use an ipBlock over the addresses of the nodes and of their tunnels',
        },
      ];
    });
  },
};
