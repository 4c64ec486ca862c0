/**
 * The JSON form of a namespace's coverage. Part of what users build on: fields are added, never
 * renamed.
 */
import { timeJson } from '../flow/edge-json.ts';
import { HOUR_US } from '../flow/time.ts';
import type { SubjectCoverage } from '../policy/coverage/coverage.ts';
import type { UnexercisedCronJob } from '../policy/coverage/declared.ts';
import type { Estimate } from '../policy/coverage/discovery.ts';
import type { TimeWindow } from '../policy/coverage/watch.ts';
import type { ConcludedNamespace } from './coverage-report.ts';

/** A plain object; what nobody knows is null. */
export function coverageJson(coverage: ConcludedNamespace, { fromUs, toUs }: TimeWindow) {
  const { namespace, enforce, reasons, remarks, workloads, silent, cronJobs } = coverage;
  return {
    namespace,
    enforce,
    window: { from: timeJson(fromUs), to: timeJson(toUs) },
    ...subjectJson(coverage),
    waits_for: reasons,
    remarks,
    workloads: workloads.map((each) => ({ ...each.workload, ...subjectJson(each) })),
    silent_workloads: silent?.map(({ workload, pods }) => ({ ...workload, pods })) ?? null,
    unexercised_cron_jobs: cronJobs?.map(cronJobJson) ?? null,
  };
}

function subjectJson(coverage: SubjectCoverage) {
  const { discovery, watch, addresses } = coverage;
  return {
    status: coverage.status,
    observed: { share: watch.share, hours: watch.hours, nodes: watch.nodes },
    edges: discovery.edges,
    sightings: discovery.sightings,
    seen_once: discovery.once,
    seen_twice: discovery.twice,
    new_per_day: estimateJson(discovery.newPerDay),
    chance_of_new: estimateJson(discovery.chance),
    new_last_day: coverage.newLastDay,
    new_per_hour: coverage.newEdges.map(({ hour, edges }) => {
      return { hour: timeJson(hour * HOUR_US), edges };
    }),
    recurrence: coverage.recurrence,
    addresses: {
      seen: addresses.addresses,
      new_last_day: addresses.newLastDay,
      new_per_day: estimateJson(addresses.newPerDay),
    },
    ambiguous: coverage.ambiguous,
    overflow: coverage.overflow,
    open_before: coverage.openBefore,
  };
}

/** With the bounds that hold the truth 95 times in 100. */
function estimateJson(estimate: Estimate | undefined) {
  if (estimate === undefined) return null;
  const { value, low, high } = estimate;
  return { value, low, high };
}

function cronJobJson(cronJob: UnexercisedCronJob) {
  const { name, schedule, timeZone, suspended, wasDue, nextRunUs, error } = cronJob;
  return {
    name,
    schedule,
    time_zone: timeZone ?? null,
    suspended,
    was_due: wasDue,
    next_run: nextRunUs === undefined ? null : timeJson(nextRunUs),
    error,
  };
}
