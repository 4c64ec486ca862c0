/**
 * The conclusion for people: which namespaces may be enforced now, which should wait and for what,
 * and where enforcing proves nothing.
 */
import { formatTime } from '../../flow/time.ts';
import type { NamespaceCoverage, SubjectCoverage } from './coverage.ts';
import type { UnexercisedCronJob } from './declared.ts';
import type { Remark } from './status.ts';
import { workloadKey } from './subject.ts';

export const READINESSES = ['now', 'wait', 'proves_nothing'] as const;
export type Readiness = (typeof READINESSES)[number];

export interface Conclusion {
  readonly enforce: Readiness;
  /** Why not now; none for `now`. */
  readonly reasons: readonly Remark[];
  /** What should be known all the same. */
  readonly remarks: readonly Remark[];
}

/** Names of silent workloads that are told; the rest is counted. */
const NAMES_MAX = 5;

export function conclude(coverage: NamespaceCoverage): Conclusion {
  const remarks = [...cronJobRemarks(coverage), ...seenRemarks(coverage)];
  if (coverage.status === 'silent') {
    return { enforce: 'proves_nothing', reasons: [nothingSeen(coverage)], remarks };
  }
  const reasons = [...coverage.waitsFor, ...cronJobReasons(coverage)];
  return {
    enforce: reasons.length === 0 ? 'now' : 'wait',
    reasons,
    remarks: [...silentRemarks(coverage), ...remarks],
  };
}

function nothingSeen({ silent, openBefore, ambiguous }: NamespaceCoverage): Remark {
  if (silent === undefined) return { code: 'silent', text: 'nothing was seen' };
  if (silent.length === 0 && openBefore + ambiguous > 0) {
    return { code: 'silent', text: 'no line was logged that is surely of here' };
  }
  if (silent.length === 0) return { code: 'no_pods', text: 'no pods that a policy could select' };
  const text = `nothing was seen of ${countOf(silent.length, 'workload')}: ${silentNames(silent)}`;
  return { code: 'silent', text };
}

function silentRemarks({ silent }: NamespaceCoverage): Remark[] {
  if (silent === undefined || silent.length === 0) return [];
  const text = `nothing was seen of ${silentNames(silent)}: enforcing proves nothing for them`;
  return [{ code: 'silent_workloads', text }];
}

function silentNames(silent: NonNullable<NamespaceCoverage['silent']>): string {
  const names = silent.map(
    ({ workload, pods }) => `${workloadKey(workload)} (${countOf(pods, 'pod')})`,
  );
  const more = names.length - NAMES_MAX;
  return [...names.slice(0, NAMES_MAX), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** A run that is still to come is worth waiting for. */
function cronJobReasons({ cronJobs = [] }: NamespaceCoverage): Remark[] {
  return cronJobs.filter(isWorthWaiting).map(({ name, nextRunUs: us }) => ({
    code: 'cron_job',
    text: `CronJob/${name} did not run in the window: its next run is ${runText(us!)}`,
  }));
}

/** Runs begin with a second. */
function runText(us: number): string {
  return formatTime(us).replace('.000000Z', 'Z');
}

function isWorthWaiting({ suspended, wasDue, nextRunUs: us }: UnexercisedCronJob): boolean {
  return !suspended && !wasDue && us !== undefined;
}

function cronJobRemarks({ cronJobs = [] }: NamespaceCoverage): Remark[] {
  return cronJobs
    .filter((cronJob) => !isWorthWaiting(cronJob))
    .map((cronJob) => ({
      code: 'cron_job_silent',
      text: `CronJob/${cronJob.name} ${silenceText(cronJob)}`,
    }));
}

function silenceText({ suspended, error, wasDue }: UnexercisedCronJob): string {
  if (error !== '') return `may not be understood: ${error}`;
  if (suspended) return 'is suspended: nobody knows what it will connect to';
  if (wasDue) return 'was due in the window, and nothing was seen of it';
  return 'never runs';
}

/** What the numbers do not hold. */
function seenRemarks(coverage: SubjectCoverage): Remark[] {
  const { ambiguous, overflow, openBefore, addresses } = coverage;
  const remarks: Remark[] = [];
  const remark = (code: string, text: string) => remarks.push({ code, text });
  if (overflow > 0) {
    const stand = overflow === 1 ? 'stands' : 'stand';
    remark('overflow', `${countOf(overflow, 'edge')} ${stand} for many: the estimate is too low`);
  }
  if (ambiguous > 0) {
    remark('ambiguous', `${countOf(ambiguous, 'edge')} may be of here or not: left out`);
  }
  if (openBefore > 0) {
    const edges = `${countOf(openBefore, 'edge')} open since before the window`;
    remark('open_before', `${edges} did not reconnect: known, but never logged`);
  }
  if (addresses.newLastDay > 0) {
    const seen = `${addresses.newLastDay} of ${countOf(addresses.addresses, 'address')}`;
    const what = 'came in the last day: allow them by block, not one by one';
    remark('addresses', `${seen} without a name ${what}`);
  }
  return remarks;
}

function countOf(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}
