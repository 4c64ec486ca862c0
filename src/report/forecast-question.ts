/**
 * What a forecast works on: the edges of the window, the cluster, the policies in question and
 * those that they are compared with.
 */
import type { Edge } from '../flow/edge.ts';
import { flowMatcher } from '../flow/edge-filter.ts';
import type { ManifestObject } from '../manifest/manifest-object.ts';
import { Evaluator } from '../policy/evaluate/evaluator.ts';
import { policySets } from '../policy/forecast/policy-sets.ts';
import type { Policy } from '../policy/model/policy.ts';
import { enforcedPolicies } from '../policy/model/staged.ts';
import type { World } from '../policy/model/world.ts';
import type { Layer } from '../policy/read/read-manifests.ts';

export interface ForecastQuestion {
  /** All of the window. */
  readonly edges: readonly Edge[];
  /** Those with an end in the namespace that was asked for. */
  readonly isAskedFor: (edge: Edge) => boolean;
  /** Those that decide. */
  readonly policies: readonly Policy[];
  readonly evaluator: Evaluator;
  readonly baseline: Evaluator | undefined;
  readonly world: World;
  /** What the cluster and the policies' manifests hold, of whatever kind. */
  readonly objects: readonly ManifestObject[];
}

export interface ForecastParts {
  readonly edges: readonly Edge[];
  readonly world: World;
  readonly cluster: Layer;
  /** Undefined: nothing is compared. */
  readonly baseline?: Layer | undefined;
  /** Undefined: what is there stays. */
  readonly candidates?: Layer | undefined;
  /** Namespaces that get a default deny, too. */
  readonly defaultDeny: readonly string[];
  /** Staged policies count as if they were enforced. */
  readonly withStaged: boolean;
  /** The only one that is asked about; undefined: all. */
  readonly namespace: string | undefined;
}

export function forecastQuestion(parts: ForecastParts): ForecastQuestion {
  const { edges, world, cluster, baseline, candidates, defaultDeny, namespace } = parts;
  const sets = policySets({
    cluster: cluster.policies,
    baseline: baseline?.policies,
    candidates: candidates?.policies,
    defaultDeny,
  });
  const policies = enforcedPolicies(sets.after, parts.withStaged ? 'enforced' : 'ignored');
  const layers = [cluster, baseline, candidates].filter((layer) => layer !== undefined);
  return {
    edges,
    isAskedFor: flowMatcher(namespace === undefined ? {} : { namespace }),
    policies,
    evaluator: new Evaluator(policies, world),
    baseline: sets.before && new Evaluator(sets.before, world),
    world,
    objects: layers.flatMap(({ objects }) => objects),
  };
}

/** Namespaces that exist, hold pods or were seen, in the order of their names. */
export function knownNamespaces({ namespaces, pods }: World, edges: readonly Edge[]): string[] {
  const known = new Set(namespaces.keys());
  for (const { namespace } of pods) known.add(namespace);
  for (const { source, destination } of edges) {
    known.add(source.namespace).add(destination.namespace);
  }
  known.delete('');
  return [...known].sort();
}
