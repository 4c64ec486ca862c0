/**
 * Whose pod is it: the object that a person applied, and the labels that a policy may select it by.
 * Names of ReplicaSets and Jobs tell their owners even where those objects are not known.
 */
import type { Workload } from '../flow/endpoint.ts';
import { ObjectTable } from './history/object-table.ts';
import { DEFAULT_RETENTION, type Retention } from './history/tombstones.ts';
import type { OwnedController, Pod } from './objects.ts';

/**
 * Labels that differ between replicas, revisions or runs of one workload: no ground for a selector.
 */
const LABELS_OF_ONE_POD: ReadonlySet<string> = new Set([
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

export interface ControllerOwnersOptions {
  readonly retention: Retention;
  /** Hears that a pod's workload may be another now. */
  readonly onChange?: () => void;
}

/** ReplicaSets and Jobs by namespace and name: each the sink of its resource. */
export class ControllerOwners {
  readonly replicaSets: ObjectTable<OwnedController>;
  readonly jobs: ObjectTable<OwnedController>;

  constructor(
    controllers: readonly OwnedController[] = [],
    options: ControllerOwnersOptions = { retention: DEFAULT_RETENTION },
  ) {
    const keyOf = ({ namespace, name }: OwnedController) => `${namespace}/${name}`;
    this.replicaSets = new ObjectTable({ ...options, keyOf });
    this.jobs = new ObjectTable({ ...options, keyOf });
    for (const controller of controllers) this.#tableOf(controller.kind)?.applied(controller);
  }

  #tableOf(kind: string): ObjectTable<OwnedController> | undefined {
    if (kind === 'ReplicaSet') return this.replicaSets;
    return kind === 'Job' ? this.jobs : undefined;
  }

  /** The workload behind a pod: its topmost known owner; of a bare pod the pod itself. */
  workloadOf(pod: Pod): Workload {
    const { owner } = pod;
    if (owner === undefined) return { kind: 'Pod', name: pod.name };
    const controller = this.#tableOf(owner.kind)?.get(`${pod.namespace}/${owner.name}`);
    if (controller !== undefined) return controller.owner ?? owner;
    if (owner.kind === 'ReplicaSet') return deploymentOf(pod, owner) ?? owner;
    if (owner.kind === 'Job') return cronJobOf(owner) ?? owner;
    return owner;
  }
}

/** A Deployment names its ReplicaSets NAME-HASH and labels their pods with the hash. */
function deploymentOf(pod: Pod, replicaSet: Workload): Workload | undefined {
  const hash = pod.labels['pod-template-hash'];
  if (hash === undefined || hash === '') return undefined;
  const suffix = `-${hash}`;
  if (!replicaSet.name.endsWith(suffix)) return undefined;
  return { kind: 'Deployment', name: replicaSet.name.slice(0, -suffix.length) };
}

function cronJobOf(job: Workload): Workload | undefined {
  const match = /^(.+)-(\d{8})$/.exec(job.name);
  if (match === null) return undefined;
  const minutes = Number(match[2]);
  if (minutes < RUN_MINUTES_MIN || minutes > RUN_MINUTES_MAX) return undefined;
  return { kind: 'CronJob', name: match[1]! };
}

/** The labels that all pods of the workload have in common by construction. */
export function selectorLabels(labels: Pod['labels']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !LABELS_OF_ONE_POD.has(key)));
}
