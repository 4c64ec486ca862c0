/**
 * How complete an inventory is, as it is told: over which window, of what the cluster declares, and
 * with what has to be taken for granted.
 */
import type { Edge } from '../flow/edge.ts';
import { parseMoment } from '../flow/edge-filter-text.ts';
import { HOUR_US } from '../flow/time.ts';
import type { ClusterObjects } from '../kube/objects.ts';
import { ControllerOwners } from '../kube/workload.ts';
import {
  type CoverageInput,
  coverageOf,
  type NamespaceCoverage,
} from '../policy/coverage/coverage.ts';
import type { DeclaredWorkload } from '../policy/coverage/declared.ts';
import { type Conclusion, conclude } from '../policy/coverage/readiness.ts';
import type { TimeWindow } from '../policy/coverage/watch.ts';
import type { NodeStatus } from '../wire/query.ts';
import { lossesText } from './losses-text.ts';

export type ConcludedNamespace = NamespaceCoverage & Conclusion;

/** `only`: the namespace that is asked about; undefined: all. */
export function concludedCoverage(
  input: CoverageInput,
  only: string | undefined,
): ConcludedNamespace[] {
  return coverageOf(input)
    .filter(({ namespace }) => only === undefined || namespace === only)
    .map((coverage) => ({ ...coverage, ...conclude(coverage) }));
}

/** As people write it. */
export interface AskedSpan {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * Longest window: a single record of a machine whose clock was wrong would make it decades, in
 * which nothing was observed.
 */
const WINDOW_DAYS_MAX = 92;

/** From the first flow on to `endUs`, unless said otherwise; never ends before it begins. */
export function coverageWindow(
  edges: readonly Edge[],
  { since, until }: AskedSpan,
  { endUs, nowUs }: { readonly endUs: number; readonly nowUs: number },
): TimeWindow {
  const toUs = until ? parseMoment(until, nowUs) : endUs;
  const firstUs = edges.reduce((first, edge) => Math.min(first, beginUs(edge)), toUs);
  const fromUs = since ? parseMoment(since, nowUs) : firstUs;
  const longestUs = WINDOW_DAYS_MAX * 24 * HOUR_US;
  return { fromUs: Math.min(toUs, Math.max(0, fromUs, toUs - longestUs)), toUs };
}

/** What was cut off the window. */
export function lengthRemarks(edges: readonly Edge[], { fromUs, toUs }: TimeWindow): string[] {
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

export function lossRemarks(nodes: readonly NodeStatus[]): string[] {
  const lossy = nodes.filter(({ losses }) => losses.length > 0);
  return lossy.map(({ node, losses }) => {
    return `${node} lost lines (${lossesText(losses)}): what is rare may be missing`;
  });
}

/** What should have been seen. */
export function declaredBy(cluster: ClusterObjects): Partial<CoverageInput> {
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
