/**
 * What `dropcast forecast` works on: the edges of the window, the cluster, the policies in question
 * and those that they are compared with.
 */
import type { Edge } from '../flow/edge.ts';
import { parseEdgeFilter } from '../flow/edge-filter-text.ts';
import type { Layer } from '../policy/read/read-manifests.ts';
import {
  type ForecastQuestion,
  forecastQuestion,
  knownNamespaces,
} from '../report/forecast-question.ts';
import { CommandError } from './ask.ts';
import type { CommandContext } from './context.ts';
import { type PolicyInputs, readPolicyInputs, readSeenEdges } from './policy-inputs.ts';
import type { ClusterOptions, EdgeSources } from './policy-options.ts';

export interface ForecastSources extends ClusterOptions, EdgeSources {
  readonly policies?: readonly string[];
  readonly baseline?: readonly string[];
  readonly defaultDeny?: readonly string[];
  readonly staged?: boolean;
  readonly namespace?: string;
  readonly since?: string;
  readonly until?: string;
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
  checkNamespaces(options, inputs, edges);
  const [cluster, standing, asked] = inputs.layers;
  return forecastQuestion({
    ...{ edges, namespace: namespace || undefined, world: inputs.world, cluster: cluster! },
    baseline: options.baseline && standing,
    candidates: checkedCandidates(options, asked!),
    defaultDeny: options.defaultDeny ?? [],
    withStaged: options.staged ?? false,
  });
}

function checkedCandidates({ policies }: ForecastSources, layer: Layer): Layer | undefined {
  if (policies === undefined || layer.policies.length > 0) return policies && layer;
  throw new CommandError(`--policies ${policies.join(',')} holds no policy`);
}

/** A namespace that is mistyped would forecast nothing, and look like success. */
function checkNamespaces(
  { defaultDeny = [] }: ForecastSources,
  { world }: PolicyInputs,
  edges: readonly Edge[],
): void {
  const known = new Set(knownNamespaces(world, edges));
  const unknown = defaultDeny.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new CommandError(`--default-deny ${unknown}: neither the cluster nor the flows have it`);
}
