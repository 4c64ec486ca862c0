/**
 * What `dropcast coverage` asks its question about: the edges of a window, the hours in which nodes
 * were observed, and what the cluster declares; with a word on each that had to be assumed.
 */
import type { Edge } from '../flow/edge.ts';
import { HOUR_US } from '../flow/time.ts';
import { readClusterFile } from '../kube/cluster-file.ts';
import type { ClusterObjects } from '../kube/objects.ts';
import type { CoverageInput } from '../policy/coverage/coverage.ts';
import { type ObservedHours, observedUntil, type TimeWindow } from '../policy/coverage/watch.ts';
import {
  coverageWindow,
  declaredBy,
  lengthRemarks,
  lossRemarks,
} from '../report/coverage-report.ts';
import { severalClusters } from '../report/several-clusters.ts';
import { askInTime, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
import { CLUSTER_COMMAND } from './coverage-command.ts';
import type { AggregatorOptions } from './options.ts';
import { readEdgeFile } from './read-edges.ts';

export interface CoverageSources extends AggregatorOptions {
  readonly flows?: string;
  readonly cluster?: string;
  readonly since?: string;
  readonly until?: string;
}

export interface CoverageQuestion extends CoverageInput {
  /** What the numbers take for granted, in sentences. */
  readonly assumptions: readonly string[];
}

/** Throws CommandError, ClusterFileError and EdgeFilterError. */
export async function readCoverageInput(
  options: CoverageSources,
  context: CommandContext,
): Promise<CoverageQuestion> {
  const cluster = options.cluster ? await readClusterFile(options.cluster) : undefined;
  const seen = options.flows
    ? await readFlows(options.flows, cluster)
    : await askFlows(options, context);
  const nowUs = context.nowUs();
  const window = coverageWindow(seen.edges, options, { endUs: seen.endUs ?? nowUs, nowUs });
  return {
    edges: seen.edges,
    window,
    observed: await seen.observedIn(window),
    ...(cluster === undefined ? {} : declaredBy(cluster)),
    assumptions: [
      ...seen.assumptions,
      ...severalClusters(seen.edges),
      ...lengthRemarks(seen.edges, window),
      ...clusterAssumptions(cluster),
    ],
  };
}

interface Seen {
  readonly edges: readonly Edge[];
  /** End of what may have been seen; undefined: now. */
  readonly endUs: number | undefined;
  readonly observedIn: (window: TimeWindow) => Promise<ObservedHours>;
  readonly assumptions: readonly string[];
}

async function readFlows(file: string, cluster: ClusterObjects | undefined): Promise<Seen> {
  const edges = await readEdgeFile(file);
  const nodes = new Set(cluster?.nodes.map(({ name }) => name));
  for (const { node } of cluster?.pods ?? []) nodes.add(node);
  for (const edge of edges) {
    for (const node of [...edge.nodes, edge.source.node, edge.destination.node]) nodes.add(node);
  }
  nodes.delete('');
  return {
    edges,
    endUs: edges.reduce((end, edge) => Math.max(end, lastUs(edge)), 0),
    observedIn: async (window) =>
      observedUntil(new Map([...nodes].map((node) => [node, window.toUs])), window),
    assumptions: [
      'a file of flows does not tell what was observed: every node counts as observed from its ' +
        'first flow to its last, or from --since to --until',
    ],
  };
}

async function askFlows(options: CoverageSources, context: CommandContext): Promise<Seen> {
  const { signal } = context;
  return await askInTime(context, options, async (client) => {
    const request = { filter: {}, limit: 0 };
    const edges = await collect(client.listEdges(request, signal), signal);
    const { nodes } = await client.getStatus();
    return {
      edges,
      endUs: undefined,
      observedIn: (window) => askObserved(window, options, context),
      assumptions: lossRemarks(nodes),
    };
  });
}

async function askObserved(
  { fromUs, toUs }: TimeWindow,
  options: CoverageSources,
  context: CommandContext,
): Promise<ObservedHours> {
  const { signal } = context;
  const span = { sinceUs: fromUs, untilUs: toUs };
  const nodes = await askInTime(context, options, (client) =>
    collect(client.listObserved(span, signal), signal),
  );
  return new Map(nodes.map(({ node, hours }) => [node, hours]));
}

function lastUs({ lastSeenUs, hours }: Edge): number {
  if (lastSeenUs > 0) return lastSeenUs + 1;
  const hour = hours.at(-1) ?? 0;
  return hour > 0 ? (hour + 1) * HOUR_US : 0;
}

function clusterAssumptions(cluster: ClusterObjects | undefined): string[] {
  if (cluster === undefined) {
    return [
      'without --cluster nobody knows which workloads were silent, or which CronJobs did not ' +
        `run; make the file with: ${CLUSTER_COMMAND}`,
    ];
  }
  if (cluster.cronJobs.length > 0) return [];
  return [`the cluster file names no CronJobs; it does when made with: ${CLUSTER_COMMAND}`];
}
