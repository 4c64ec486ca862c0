/**
 * Whose pod is it: the object that a person applied. Names of ReplicaSets and Jobs
 * tell their owners even where those objects are not known.
 */
import type { Workload } from '../flow/endpoint.ts';
import { cronJobOf, deploymentOf } from '../manifest/pod-owner.ts';
import { ObjectTable } from './history/object-table.ts';
import { DEFAULT_RETENTION, type Retention } from './history/tombstones.ts';
import type { OwnedController, Pod } from './objects.ts';

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
    if (owner.kind === 'ReplicaSet') return deployment(pod, owner) ?? owner;
    if (owner.kind === 'Job') return cronJob(owner) ?? owner;
    return owner;
  }
}

function deployment(pod: Pod, replicaSet: Workload): Workload | undefined {
  const name = deploymentOf(replicaSet.name, pod.labels);
  return name === undefined ? undefined : { kind: 'Deployment', name };
}

function cronJob(job: Workload): Workload | undefined {
  const name = cronJobOf(job.name);
  return name === undefined ? undefined : { kind: 'CronJob', name };
}
