/**
 * Whose pod is it: the object that a person applied, and the labels that a policy may select it by.
 * Names of ReplicaSets and Jobs tell their owners even where those objects are not known.
 */
import type { Workload } from '../flow/endpoint.ts';
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

/** ReplicaSets and Jobs by namespace and name. */
export class ControllerOwners {
  readonly #controllers: ReadonlyMap<string, OwnedController>;

  constructor(controllers: readonly OwnedController[]) {
    this.#controllers = new Map(
      controllers.map((controller) => [
        controllerKey(controller.namespace, controller.kind, controller.name),
        controller,
      ]),
    );
  }

  /** The workload behind a pod: its topmost known owner; of a bare pod the pod itself. */
  workloadOf(pod: Pod): Workload {
    const { owner } = pod;
    if (owner === undefined) return { kind: 'Pod', name: pod.name };
    const controller = this.#controllers.get(controllerKey(pod.namespace, owner.kind, owner.name));
    if (controller !== undefined) return controller.owner ?? owner;
    if (owner.kind === 'ReplicaSet') return deploymentOf(pod, owner) ?? owner;
    if (owner.kind === 'Job') return cronJobOf(owner) ?? owner;
    return owner;
  }
}

function controllerKey(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
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
