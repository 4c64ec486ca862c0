/**
 * What `dropcast coverage` asks its question about: the edges of a window, the hours in which nodes
 * were observed, and what the cluster declares; with a word on each that had to be assumed.
 */
import type { Edge } from '../flow/edge.ts';
import { parseMoment } from '../flow/edge-filter-text.ts';
import { HOUR_US } from '../flow/time.ts';
import { readClusterFile } from '../kube/cluster-file.ts';
import type { ClusterObjects } from '../kube/objects.ts';
import { ControllerOwners } from '../kube/workload.ts';
import type { CoverageInput } from '../policy/coverage/coverage.ts';
import type { DeclaredWorkload } from '../policy/coverage/declared.ts';
import { type ObservedHours, observedUntil, type TimeWindow } from '../policy/coverage/watch.ts';
import type { NodeStatus } from '../wire/query.ts';
import { askInTime, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
import type { AggregatorOptions } from './options.ts';
import { readEdgeFile } from './read-edges.ts';
import { lossesText } from './status.ts';

export const CLUSTER_COMMAND = 'kubectl get ns,nodes,pods,svc,netpol,cronjobs -A -o yaml';

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
  const window = windowOf(seen, options, context.nowUs());
  return {
    edges: seen.edges,
    window,
    observed: await seen.observedIn(window),
    ...(cluster === undefined ? {} : declaredBy(cluster)),
    assumptions: [
      ...seen.assumptions,
      ...lengthRemarks(seen, window),
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

function lossRemarks(nodes: readonly NodeStatus[]): string[] {
  const lossy = nodes.filter(({ losses }) => losses.length > 0);
  return lossy.map(({ node, losses }) => {
    return `${node} lost lines (${lossesText(losses)}): what is rare may be missing`;
  });
}

/**
 * Longest window: a single record of a machine whose clock was wrong would make it decades, in
 * which nothing was observed.
 */
const WINDOW_DAYS_MAX = 92;

/** From the first flow on, unless said otherwise; never ends before it begins. */
function windowOf(
  { edges, endUs }: Seen,
  { since, until }: CoverageSources,
  nowUs: number,
): TimeWindow {
  const toUs = until ? parseMoment(until, nowUs) : (endUs ?? nowUs);
  const firstUs = edges.reduce((first, edge) => Math.min(first, beginUs(edge)), toUs);
  const fromUs = since ? parseMoment(since, nowUs) : firstUs;
  const longestUs = WINDOW_DAYS_MAX * 24 * HOUR_US;
  return { fromUs: Math.min(toUs, Math.max(0, fromUs, toUs - longestUs)), toUs };
}

function lengthRemarks({ edges }: Seen, { fromUs, toUs }: TimeWindow): string[] {
  const isLongest = toUs - fromUs >= WINDOW_DAYS_MAX * 24 * HOUR_US;
  if (!isLongest || !edges.some((edge) => beginUs(edge) < fromUs)) return [];
  return [`the window is its last ${WINDOW_DAYS_MAX} days, flows before are left out: set --since`];
}

/** An edge counts by its hours; the times of its records say more of the first and the last. */
function beginUs({ firstSeenUs, hours }: Edge): number {
  const hour = hours.find((each) => each > 0);
  if (firstSeenUs > 0) return firstSeenUs;
  return hour === undefined ? Number.POSITIVE_INFINITY : hour * HOUR_US;
}

function lastUs({ lastSeenUs, hours }: Edge): number {
  if (lastSeenUs > 0) return lastSeenUs + 1;
  const hour = hours.at(-1) ?? 0;
  return hour > 0 ? (hour + 1) * HOUR_US : 0;
}

function declaredBy(cluster: ClusterObjects): Partial<CoverageInput> {
  const { cronJobs } = cluster;
  return {
    namespaces: cluster.namespaces.map(({ name }) => name),
    workloads: declaredWorkloads(cluster),
    ...(cronJobs.length > 0 ? { cronJobs } : {}),
  };
}

/** Pods by their workload; those of CronJobs that are known come and go. */
function declaredWorkloads(cluster: ClusterObjects): DeclaredWorkload[] {
  const owners = new ControllerOwners(cluster.controllers);
  const cronJobs = new Set(cluster.cronJobs.map(({ namespace, name }) => `${namespace}/${name}`));
  const declared = new Map<string, DeclaredWorkload>();
  for (const pod of cluster.pods) {
    const workload = owners.workloadOf(pod);
    const isCronJob = workload.kind === 'CronJob';
    if (isCronJob && cronJobs.has(`${pod.namespace}/${workload.name}`)) continue;
    if (pod.hostNetwork) continue;
    const key = [pod.namespace, workload.kind, workload.name].join('/');
    const { pods = 0, nodes = [] } = declared.get(key) ?? {};
    const { namespace } = pod;
    const withNode = pod.node === '' ? nodes : [...new Set([...nodes, pod.node])];
    declared.set(key, { namespace, workload, pods: pods + 1, nodes: withNode });
  }
  return [...declared.values()];
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
