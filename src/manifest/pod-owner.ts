/**
 * Whose pods are whose, as Kubernetes' controllers name and label them: what can be told of a pod
 * even where the objects above it are not known.
 */

/**
 * Labels that differ between replicas, revisions or runs of one workload: no ground for a selector.
 */
export const LABELS_OF_ONE_POD: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/**
 * The CronJob controller appends the run's time in minutes since the epoch; these are the years
 * 2017 to 2046.
 */
const RUN_MINUTES_MIN = 25_000_000;
const RUN_MINUTES_MAX = 40_000_000;

type Labels = Readonly<Record<string, string>>;

/** The labels that all pods of the workload have in common by construction. */
export function selectorLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !LABELS_OF_ONE_POD.has(key)));
}

/** A Deployment names its ReplicaSets NAME-HASH and labels their pods with the hash. */
export function deploymentOf(replicaSet: string, labels: Labels): string | undefined {
  const hash = labels['pod-template-hash'];
  if (hash === undefined || hash === '') return undefined;
  const suffix = `-${hash}`;
  return replicaSet.endsWith(suffix) ? replicaSet.slice(0, -suffix.length) : undefined;
}

/** A CronJob names its Jobs NAME-MINUTES. */
export function cronJobOf(job: string): string | undefined {
  const match = /^(.+)-(\d{8})$/.exec(job);
  if (match === null) return undefined;
  const minutes = Number(match[2]);
  if (minutes < RUN_MINUTES_MIN || minutes > RUN_MINUTES_MAX) return undefined;
  return match[1];
}
