/**
 * The few fields of Kubernetes objects that naming and forecasting need; everything else is left
 * behind at the door.
 */

export interface Owner {
  readonly kind: string;
  readonly name: string;
}

export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Canonical text; of a hostNetwork pod the node's own addresses. */
  readonly ips: readonly string[];
  readonly hostNetwork: boolean;
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly phase: string;
  /** The controller, if any. */
  readonly owner: Owner | undefined;
  readonly startUs: number | undefined;
  /**
   * Start of the first of its running containers (of the last one to end when none runs), if any
   * has run: it had its addresses by then.
   */
  readonly networkUs?: number | undefined;
  /** When the last container ended, or when the pod's deletion came due. */
  readonly endUs: number | undefined;
}

export interface Node {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Canonical text: own addresses and those of Calico's tunnels. */
  readonly addresses: readonly string[];
  readonly podCidrs: readonly string[];
  readonly createdUs?: number | undefined;
}

export interface ServicePort {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  /** Number, or name of a container port. */
  readonly targetPort: string;
}

export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** Canonical text; none of a headless service. */
  readonly clusterIps: readonly string[];
  readonly ports: readonly ServicePort[];
  readonly selector: Readonly<Record<string, string>>;
  readonly createdUs?: number | undefined;
}

export interface EndpointPort {
  readonly protocol: string;
  /** Of the pods, not of the service; undefined: every port. */
  readonly port: number | undefined;
}

/** Part of what stands behind a service. */
export interface EndpointSlice {
  readonly namespace: string;
  readonly name: string;
  /** Empty of a slice without a service. */
  readonly service: string;
  /** Canonical text. */
  readonly addresses: readonly string[];
  readonly ports: readonly EndpointPort[];
}

export interface Namespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A ReplicaSet or Job: known only for who owns it. */
export interface OwnedController {
  readonly kind: 'ReplicaSet' | 'Job';
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner | undefined;
}

export interface CronJob {
  readonly namespace: string;
  readonly name: string;
  readonly schedule: string;
  /** Undefined: that of the cluster's controller. */
  readonly timeZone: string | undefined;
  readonly suspended: boolean;
}

export interface ClusterObjects {
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly namespaces: readonly Namespace[];
  readonly controllers: readonly OwnedController[];
  readonly cronJobs: readonly CronJob[];
}
