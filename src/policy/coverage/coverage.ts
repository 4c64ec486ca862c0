/**
 * How complete the inventory of a logging window is, per namespace and workload: what was observed,
 * what is still coming, how it recurs, and what stayed silent. Pure: edges, observed hours and
 * declared objects in, numbers out.
 */
import type { Edge } from '../../flow/edge.ts';
import type { Workload } from '../../flow/endpoint.ts';
import {
  type CronJob,
  type DeclaredWorkload,
  silentWorkloads,
  type UnexercisedCronJob,
  unexercisedCronJobs,
} from './declared.ts';
import { type Discovery, type Estimate, estimateDiscovery } from './discovery.ts';
import { type Inventory, NamespaceInventory, type SeenHours, takeInventory } from './inventory.ts';
import { RECURRENCES, type Recurrence, recurrenceOf } from './recurrence.ts';
import { type Assessment, assess } from './status.ts';
import { workloadKey } from './subject.ts';
import { hoursOf, type ObservedHours, type TimeWindow, type Watch, watchOf } from './watch.ts';

export interface CoverageInput {
  readonly edges: Iterable<Edge>;
  readonly window: TimeWindow;
  readonly observed: ObservedHours;
  /** Namespaces that exist, seen or not. */
  readonly namespaces?: readonly string[];
  /** Undefined: nobody knows what the cluster has. */
  readonly workloads?: readonly DeclaredWorkload[];
  /** Undefined: nobody knows. */
  readonly cronJobs?: readonly CronJob[];
}

/** Edges that were seen in an hour for the first time. */
export interface NewEdges {
  readonly hour: number;
  readonly edges: number;
}

/** Addresses that nothing names, at any port: they may come and go without end. */
export interface AddressCoverage {
  readonly addresses: number;
  readonly newLastDay: number;
  readonly newPerDay: Estimate | undefined;
}

export interface SubjectCoverage extends Assessment {
  readonly watch: Watch;
  readonly discovery: Discovery;
  /** Hour behind the window. */
  readonly endHour: number;
  /** The burn-down: hours with new edges, ascending. */
  readonly newEdges: readonly NewEdges[];
  /** In the last 24 hours of the window. */
  readonly newLastDay: number;
  readonly recurrence: Readonly<Record<Recurrence, number>>;
  readonly addresses: AddressCoverage;
  readonly ambiguous: number;
  readonly overflow: number;
  readonly openBefore: number;
}

export interface WorkloadCoverage extends SubjectCoverage {
  readonly workload: Workload;
}

export interface NamespaceCoverage extends SubjectCoverage {
  readonly namespace: string;
  readonly workloads: readonly WorkloadCoverage[];
  /** Undefined: nobody knows what the namespace has. */
  readonly silent: readonly DeclaredWorkload[] | undefined;
  readonly cronJobs: readonly UnexercisedCronJob[] | undefined;
}

const DAY_HOURS = 24;

/** Of each namespace that was seen or declares something, by name. */
export function coverageOf(input: CoverageInput): NamespaceCoverage[] {
  const inventories = takeInventory(input.edges, input.window);
  const declared = [...(input.workloads ?? []), ...(input.cronJobs ?? [])];
  const names = [
    ...inventories.keys(),
    ...(input.namespaces ?? []),
    ...declared.map(({ namespace }) => namespace),
  ];
  return [...new Set(names)].sort().map((namespace) => {
    const inventory = inventories.get(namespace) ?? new NamespaceInventory();
    return namespaceCoverage(namespace, inventory, input);
  });
}

function namespaceCoverage(
  namespace: string,
  inventory: NamespaceInventory,
  input: CoverageInput,
): NamespaceCoverage {
  const declared = input.workloads?.filter((each) => each.namespace === namespace);
  const cronJobs = input.cronJobs?.filter((each) => each.namespace === namespace);
  const workloads = [...inventory.workloads]
    .filter(([, { inventory }]) => !inventory.isEmpty)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { workload, inventory }]) => {
      const own = declared?.filter((each) => workloadKey(each.workload) === key) ?? [];
      return { workload, ...subjectCoverage(inventory, own, input) };
    });
  return {
    namespace,
    ...subjectCoverage(inventory, declared ?? [], input),
    workloads,
    silent: declared === undefined ? undefined : silentWorkloads(declared, inventory),
    cronJobs: cronJobs && unexercisedCronJobs(cronJobs, inventory, input.window),
  };
}

function subjectCoverage(
  inventory: Inventory,
  declared: readonly DeclaredWorkload[],
  { observed, window }: CoverageInput,
): SubjectCoverage {
  const watch = watchOf(observed, nodesOf(inventory, declared, observed), window);
  const { to } = hoursOf(window);
  const discovery = estimateDiscovery([...inventory.edges.values()], watch.hours);
  const newEdges = newEdgesOf(inventory.edges);
  const newest = newEdges.at(-1)?.hour;
  const quietHours = newest === undefined ? undefined : watch.hoursBetween(newest + 1, to);
  return {
    ...assess({ watch, discovery, quietHours }),
    watch,
    discovery,
    endHour: to,
    newEdges,
    newLastDay: newSince(newEdges, to - DAY_HOURS),
    recurrence: recurrences(inventory.edges, watch, to),
    addresses: addressCoverage(inventory.addresses, watch, to),
    ambiguous: inventory.ambiguous,
    overflow: inventory.overflow,
    openBefore: inventory.openBefore,
  };
}

/**
 * Where its pods are or were, as far as anyone knows; else whoever reported its edges, else all
 * nodes.
 */
function nodesOf(
  { ownNodes, reportingNodes }: Inventory,
  declared: readonly DeclaredWorkload[],
  observed: ObservedHours,
): string[] {
  const own = new Set([...ownNodes, ...declared.flatMap(({ nodes }) => nodes)]);
  for (const nodes of [own, reportingNodes]) if (nodes.size > 0) return [...nodes].sort();
  return [...observed.keys()].sort();
}

function newEdgesOf(edges: SeenHours): NewEdges[] {
  const counts = new Map<number, number>();
  for (const hours of edges.values()) {
    const first = hours[0]!;
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([hour, count]) => ({ hour, edges: count }));
}

function newSince(newEdges: readonly NewEdges[], from: number): number {
  return newEdges
    .filter(({ hour }) => hour >= from)
    .reduce((sum, { edges: count }) => sum + count, 0);
}

function recurrences(edges: SeenHours, watch: Watch, end: number): SubjectCoverage['recurrence'] {
  const counts = Object.fromEntries(RECURRENCES.map((name) => [name, 0]));
  for (const hours of edges.values()) counts[recurrenceOf(hours, watch, end)]!++;
  return counts as Record<Recurrence, number>;
}

function addressCoverage(addresses: SeenHours, watch: Watch, end: number): AddressCoverage {
  return {
    addresses: addresses.size,
    newLastDay: newSince(newEdgesOf(addresses), end - DAY_HOURS),
    newPerDay: estimateDiscovery([...addresses.values()], watch.hours).newPerDay,
  };
}
