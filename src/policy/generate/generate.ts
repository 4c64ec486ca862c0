/**
 * The policies that allow what was seen, and nothing of which nobody saw anything: a folder of
 * files per namespace. Pure; the same edges, in any order, give the same bytes.
 */
import type { Edge } from '../../flow/edge.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import type { Policy } from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { type Layer, overlay } from '../read/read-manifests.ts';
import { capAddresses } from './cap-addresses.ts';
import type { LeftOut } from './left-out.ts';
import { type AllowedSide, needsOf } from './needs.ts';
import { PeerTable } from './peers.ts';
import { type NamespacePlan, planNamespace } from './plan-namespace.ts';
import type { PolicyFormat } from './policy-format.ts';
import { compare, type WorkloadGroup, WorkloadGroups } from './workload-groups.ts';
import { type PolicyFile, writePolicies } from './write-policies.ts';

export interface GenerateQuestion {
  readonly edges: readonly Edge[];
  readonly world: World;
  /** Those that get policies. */
  readonly namespaces: Iterable<string>;
  readonly format: PolicyFormat;
  /** Policies that stand, and into which new rules go. */
  readonly base: Layer;
  /** Also what was refused, not answered or dropped. */
  readonly withRefused: boolean;
}

export interface GeneratedNamespace {
  readonly namespace: string;
  /** In the order in which they are to be read. */
  readonly files: readonly Pick<PolicyFile, 'name' | 'text' | 'policy'>[];
  /** Workloads that no default deny takes. */
  readonly open: readonly OpenWorkloads[];
  /** There is no default deny: no labels keep what is open apart from the rest. */
  readonly isInseparable: boolean;
}

export interface OpenWorkloads extends Pick<WorkloadGroup, 'workloads'> {
  /** `silent`: nothing was seen; `no_rule`: all that was seen is left out. */
  readonly why: 'silent' | 'no_labels' | 'no_rule';
}

export interface Generated {
  readonly namespaces: readonly GeneratedNamespace[];
  readonly leftOut: readonly LeftOut[];
}

export function generatePolicies(question: GenerateQuestion): Generated {
  const { edges, world, base } = question;
  const namespaces = new Set([...question.namespaces].sort(compare));
  const groups = new WorkloadGroups(world, edges);
  const peers = new PeerTable(world, groups);
  const gathered = needsOf({ ...question, namespaces, peers, base: base.policies });
  const { needs, leftOut } = capAddresses(gathered.needs);
  const allowed = without(gathered.allowed, leftOut);
  const proven = new Set(allowed.flatMap(({ subjects }) => subjects.map(({ key }) => key)));
  const plans = [...namespaces].map((namespace) =>
    planNamespace({
      namespace,
      workloads: groups,
      proven,
      needs: needs.filter(({ subject }) => subject.namespace === namespace),
      names: base.policies.filter(({ id }) => id.namespace === namespace).map(({ id }) => id.name),
    }),
  );
  const files = writePolicies(plans, question.format, base);
  const policies = overlay(
    base.policies,
    files.map(({ policy }) => policy),
  );
  return {
    namespaces: plans.map((plan) => namespaceOf(plan, files, gathered.seen)),
    leftOut: [...gathered.leftOut, ...leftOut, ...notProven(allowed, policies, world)],
  };
}

function without(sides: readonly AllowedSide[], leftOut: readonly LeftOut[]): AllowedSide[] {
  const sidesOf = Map.groupBy(leftOut, ({ edge }) => edge);
  return sides.filter(
    ({ edge, side }) => !sidesOf.get(edge)?.some((leaving) => leaving.side === side),
  );
}

function namespaceOf(
  { namespace, open, isInseparable }: NamespacePlan,
  files: readonly PolicyFile[],
  seen: ReadonlySet<string>,
): GeneratedNamespace {
  return {
    namespace,
    files: files.filter((file) => file.namespace === namespace),
    open: open.map(({ workloads, key, selector }) => {
      const why = selector === undefined ? 'no_labels' : seen.has(key) ? 'no_rule' : 'silent';
      return { workloads, why };
    }),
    isInseparable,
  };
}

/** The proof: what was to be allowed, judged by the policies as they were written. */
function notProven(
  allowed: readonly AllowedSide[],
  policies: readonly Policy[],
  world: World,
): LeftOut[] {
  const evaluator = new Evaluator(policies, world);
  return allowed.flatMap(({ edge, side }) => {
    const { verdict } = evaluator.evaluate(edge)[side];
    const isPassing = verdict === 'allowed' || verdict === 'not_policed';
    return isPassing ? [] : [{ edge, side, reason: 'not_proven' as const }];
  });
}
