/**
 * What the cluster declares and the window did not show: workloads with pods of which nothing was
 * seen, and CronJobs that did not run.
 */
import type { Workload } from '../../flow/endpoint.ts';
import type { NamespaceInventory } from './inventory.ts';
import { nextRunUs, ScheduleError } from './next-run.ts';
import { workloadKey } from './subject.ts';
import type { TimeWindow } from './watch.ts';

/** A workload with pods in the pods' network: no policy selects those in the host's. */
export interface DeclaredWorkload {
  readonly namespace: string;
  readonly workload: Workload;
  readonly pods: number;
  /** Names of the nodes that the pods are on. */
  readonly nodes: readonly string[];
}

export interface CronJob {
  readonly namespace: string;
  readonly name: string;
  readonly schedule: string;
  /** Undefined: that of the cluster's controller. */
  readonly timeZone: string | undefined;
  readonly suspended: boolean;
}

export interface UnexercisedCronJob extends CronJob {
  /** A run was due within the window, and yet nothing was seen. */
  readonly wasDue: boolean;
  /** The first run behind the window; undefined when there is none, or none is known. */
  readonly nextRunUs: number | undefined;
  /** What is wrong with the schedule; empty when nothing is. */
  readonly error: string;
}

/** Those of which not even a connection from before, or one that may be another's, was seen. */
export function silentWorkloads(
  declared: readonly DeclaredWorkload[],
  inventory: NamespaceInventory,
): DeclaredWorkload[] {
  return declared.filter(({ workload }) => !wasSeen(inventory, workload));
}

/** CronJobs of a namespace of which nothing was seen, with the times of their runs. */
export function unexercisedCronJobs(
  cronJobs: readonly CronJob[],
  inventory: NamespaceInventory,
  window: TimeWindow,
): UnexercisedCronJob[] {
  return cronJobs
    .filter(({ name }) => !wasSeen(inventory, { kind: 'CronJob', name }))
    .map((cronJob) => ({ ...cronJob, ...runsOf(cronJob, window) }));
}

function wasSeen(inventory: NamespaceInventory, workload: Workload): boolean {
  const seen = inventory.workloads.get(workloadKey(workload))?.inventory;
  return seen !== undefined && (!seen.isEmpty || seen.ambiguous > 0);
}

function runsOf(
  { schedule, timeZone }: CronJob,
  { fromUs, toUs }: TimeWindow,
): Pick<UnexercisedCronJob, 'wasDue' | 'nextRunUs' | 'error'> {
  try {
    const first = nextRunUs(schedule, timeZone, fromUs);
    const next = nextRunUs(schedule, timeZone, toUs);
    return { wasDue: first !== undefined && first < toUs, nextRunUs: next, error: '' };
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    return { wasDue: false, nextRunUs: undefined, error: error.message };
  }
}
