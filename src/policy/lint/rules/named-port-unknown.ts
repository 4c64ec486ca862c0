/** A port by name means the container port of that name; where none has it the rule is void. */
import type { Rule, TrafficMatch } from '../../model/rule.ts';
import type { WorldPod } from '../../model/world.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { LintRule } from '../finding.ts';
import type { ScopedRule } from '../scope.ts';

export const namedPortUnknown: LintRule = {
  id: 'named-port-unknown',
  severity: 'warning',
  summary: 'no pod that is meant has a port of this name',
  find: ({ rules, cluster }) => {
    if (cluster === undefined) return [];
    return rules.flatMap((one) => {
      const pods = destinations(one, cluster);
      const names = pods.length === 0 ? [] : namesIn(one.rule);
      const unknown = names.filter(({ name, protocol }) => !pods.some(has(name, protocol)));
      return unknown.map(({ name }) => ({
        about: one.about,
        path: one.rule.path,
        what: `names the port ${name}, which none of the pods that are meant has`,
        fix: 'use the name of a containerPort of those pods, with its protocol, or its number',
      }));
    });
  },
};

/** None: they are no pods, or not known. */
function destinations({ about, side, rule }: ScopedRule, cluster: ClusterView): WorldPod[] {
  if (side === 'ingress') {
    const { subject } = about.policy;
    return cluster.matchesOtherThanPods(subject) ? [] : cluster.pods(subject);
  }
  const selectors = rule.destinations?.map(({ selector }) => selector) ?? [undefined];
  if (selectors.some((selector) => selector === undefined)) return [];
  return selectors.flatMap((selector) => (selector === undefined ? [] : cluster.pods(selector)));
}

interface NamedPort {
  readonly name: string;
  readonly protocol: number | undefined;
}

function namesIn({ traffic }: Rule): NamedPort[] {
  return (traffic ?? []).flatMap(({ ports, protocol }: TrafficMatch) =>
    (ports ?? []).flatMap((port) => ('name' in port ? [{ name: port.name, protocol }] : [])),
  );
}

function has(name: string, protocol: number | undefined): (pod: WorldPod) => boolean {
  return ({ ports }) =>
    ports.some(
      (port) => port.name === name && (protocol === undefined || port.protocol === protocol),
    );
}
