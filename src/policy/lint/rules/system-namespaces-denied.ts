/** A default deny over the control plane and the CNI takes the cluster down, DNS first. */
import { objectLabels, podLabels } from '../../evaluate/pod-labels.ts';
import { type Policy, SIDES } from '../../model/policy.ts';
import { YES } from '../../model/tri.ts';
import type { World } from '../../model/world.ts';
import { matchSelector } from '../../selector/match-selector.ts';
import type { Selector } from '../../selector/selector.ts';
import type { LintRule } from '../finding.ts';
import { isolates } from '../isolation.ts';
import type { LintScope } from '../scope.ts';

/** Without these nothing runs; what else must stay open differs from cluster to cluster. */
const SYSTEM_NAMESPACES = ['kube-system', 'calico-system'];

export const systemNamespacesDenied: LintRule = {
  id: 'system-namespaces-denied',
  severity: 'error',
  summary: 'a default deny over the namespaces that the cluster itself runs in',
  find: (scope) =>
    scope.policies.flatMap((about) => {
      const { subject } = about.policy;
      const sides = SIDES.filter((side) => isolates(about.policy, side, scope));
      const taken = systemNamespacesOf(about.policy, scope);
      if (sides.length === 0 || taken.length === 0) return [];
      const hosts = takesHosts(subject) ? ', and every host endpoint' : '';
      return [
        {
          about,
          path: about.subjectPath,
          what: `isolates ${sides.join(' and ')} of all pods of ${taken.join(' and ')}${hosts}`,
          fix:
            'leave the control plane, the CNI, ingress, GitOps and webhooks out, such as by ' +
            'namespaceSelector: has(projectcalico.org/name) && projectcalico.org/name not in {…}',
        },
      ];
    }),
};

/** Those of which it takes all pods. */
export function systemNamespacesOf({ subject }: Policy, { world }: LintScope): readonly string[] {
  return SYSTEM_NAMESPACES.filter((name) => takesPodsOf(name, subject, world));
}

/** Of a pod without labels of its own: then of all but those that are picked out. */
function takesPodsOf(namespace: string, subject: Selector, { namespaces }: World): boolean {
  const labels = podLabels({
    namespace,
    labels: {},
    knowledge: 'all',
    serviceAccount: 'default',
    namespaceLabels: namespaces.get(namespace) ?? {},
    serviceAccountLabels: {},
  });
  return matchSelector(subject, labels) === YES;
}

function takesHosts(subject: Selector): boolean {
  return matchSelector(subject, objectLabels({}, '', undefined)) === YES;
}
