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
  /** When the last container ended, or when the pod's deletion came due. */
  readonly endUs: number | undefined;
}

export interface Node {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Canonical text: own addresses and those of Calico's tunnels. */
  readonly addresses: readonly string[];
  readonly podCidrs: readonly string[];
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

export interface ClusterObjects {
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly namespaces: readonly Namespace[];
  readonly controllers: readonly OwnedController[];
}
