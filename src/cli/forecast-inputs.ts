/**
 * What `dropcast forecast` works on: the edges of the window, the cluster, the policies in question
 * and those that they are compared with.
 */
import type { Edge } from '../flow/edge.ts';
import { flowMatcher } from '../flow/edge-filter.ts';
import { parseEdgeFilter } from '../flow/edge-filter-text.ts';
import type { ManifestObject } from '../manifest/manifest-object.ts';
import { Evaluator } from '../policy/evaluate/evaluator.ts';
import { policySets, type SetParts } from '../policy/forecast/policy-sets.ts';
import type { Policy } from '../policy/model/policy.ts';
import { enforcedPolicies } from '../policy/model/staged.ts';
import type { World } from '../policy/model/world.ts';
import { CommandError } from './ask.ts';
import type { CommandContext } from './context.ts';
import {
  type ClusterOptions,
  type EdgeSources,
  type PolicyInputs,
  readPolicyInputs,
  readSeenEdges,
} from './policy-inputs.ts';

export interface ForecastSources extends ClusterOptions, EdgeSources {
  readonly policies?: readonly string[];
  readonly baseline?: readonly string[];
  readonly defaultDeny?: readonly string[];
  readonly staged?: boolean;
  readonly namespace?: string;
  readonly since?: string;
  readonly until?: string;
}

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
  /** What the cluster and the policies' files hold, of whatever kind. */
  readonly objects: readonly ManifestObject[];
}

/**
 * Rejects with ManifestError and CommandError; every mistake in a manifest is on stderr by then.
 */
export async function readForecastInputs(
  options: ForecastSources,
  context: CommandContext,
): Promise<ForecastQuestion> {
  const { since, until, namespace, baseline = [], policies: candidates = [] } = options;
  const nowUs = context.nowUs();
  const inputs = await readPolicyInputs(options, [baseline, candidates], context);
  const edges = await readSeenEdges(options, context, parseEdgeFilter({ since, until }, nowUs));
  for (const name of options.defaultDeny ?? []) checkNamespace(name, inputs.world, edges);
  const sets = policySets(setParts(options, inputs));
  const { world, layers } = inputs;
  const policies = enforcedPolicies(sets.after, options.staged ? 'enforced' : 'ignored');
  return {
    edges,
    isAskedFor: flowMatcher(parseEdgeFilter({ namespace }, nowUs)),
    policies,
    evaluator: new Evaluator(policies, world),
    baseline: sets.before && new Evaluator(sets.before, world),
    world,
    objects: layers.flatMap(({ objects }) => objects),
  };
}

/** The layers are those of the cluster, the baseline and the candidates. */
function setParts(options: ForecastSources, { layers }: PolicyInputs): SetParts {
  const [cluster, baseline, candidates] = layers.map(({ policies }) => policies);
  if (options.policies !== undefined && candidates!.length === 0) {
    throw new CommandError(`--policies ${options.policies.join(',')} holds no policy`);
  }
  return {
    cluster: cluster!,
    baseline: options.baseline && baseline,
    candidates: options.policies && candidates,
    defaultDeny: options.defaultDeny ?? [],
  };
}

/** A namespace that is mistyped would forecast nothing, and look like success. */
function checkNamespace(name: string, { namespaces, pods }: World, edges: readonly Edge[]): void {
  const isKnown =
    namespaces.has(name) ||
    pods.some(({ namespace }) => namespace === name) ||
    edges.some(({ source, destination }) =>
      [source, destination].some(({ namespace }) => namespace === name),
    );
  if (isKnown) return;
  throw new CommandError(`--default-deny ${name}: neither the cluster nor the flows have it`);
}
