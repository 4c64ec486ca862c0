/**
 * What a cluster's objects say that connections will be made, whether or not any was seen: who is
 * called by the API server, what Ingresses lead to, who is scraped and probed. Policies and the
 * world (src/policy/read) are made of other objects, or of other fields of the same ones.
 */
import type { Labels, Named } from '../model/world.ts';
import type { Selector } from '../selector/selector.ts';

/** A port of a service, by number or by name. */
export interface ServicePort extends Named {
  readonly port: number | string;
}

export const WEBHOOK_KINDS = [
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'CustomResourceDefinition',
  'APIService',
] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** A service in the cluster that the API server calls. */
export interface DeclaredWebhook {
  readonly kind: WebhookKind;
  /** Of the object. */
  readonly name: string;
  /** Its place in the object's list of webhooks. */
  readonly index: number;
  readonly service: ServicePort;
  /** Requests are refused when it cannot be reached. */
  readonly failsClosed: boolean;
  /** Resources of the requests that need it: `pods`, `deployments.apps`, `*`. */
  readonly resources: readonly string[];
  /** Changes of policies need it, too. */
  readonly guardsPolicies: boolean;
}

/** What an Ingress or a route of the Gateway API leads to. */
export interface DeclaredBackend {
  /** `Ingress shop/web`. */
  readonly from: string;
  readonly service: ServicePort;
}

/** What says where Prometheus finds the metrics of pods. */
export interface DeclaredMonitor {
  /** `ServiceMonitor shop/web`. */
  readonly from: string;
  readonly selects: 'services' | 'pods';
  readonly selector: Selector;
  /** Undefined: all. */
  readonly namespaces: readonly string[] | undefined;
  readonly ports: readonly (number | string)[];
}

export interface DeclaredService extends Named {
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Numbers of those ports that have a name. */
  readonly portNames: ReadonlyMap<string, number>;
}

export interface DeclaredPort {
  readonly name: string;
  /** IANA number. */
  readonly protocol: number;
  readonly port: number;
}

/** What a pod, or the template of a workload, says beside what policies look at. */
export interface DeclaredPod extends Named {
  /** `Pod`, or that of the workload with the template. */
  readonly kind: string;
  readonly annotations: Labels;
  readonly containers: readonly string[];
  readonly ports: readonly DeclaredPort[];
  /** Ports that the kubelet looks at. */
  readonly probes: readonly number[];
  /** It asks the cluster's DNS servers. */
  readonly usesClusterDns: boolean;
  readonly mountsToken: boolean;
}

export interface DeclaredNode {
  readonly name: string;
  readonly isControlPlane: boolean;
  /** Those inside the cluster; canonical text. */
  readonly addresses: readonly string[];
  /** What its own packets carry in an overlay; canonical text. */
  readonly tunnels: readonly string[];
}

/** One place where the API server answers. */
export interface ApiAddress {
  readonly ip: string;
  readonly port: number;
}

/** Of Calico's hosts: the ports that Felix keeps open, where they are not its defaults. */
export interface DeclaredFailsafes {
  /** `FelixConfiguration default`. */
  readonly from: string;
  readonly side: 'ingress' | 'egress';
  readonly ports: readonly { readonly protocol: number; readonly port: number }[];
}

export interface Declared {
  readonly webhooks: readonly DeclaredWebhook[];
  readonly backends: readonly DeclaredBackend[];
  /** Namespaces in which certificates are proven over HTTP, each with the object that says so. */
  readonly solvers: ReadonlyMap<string, string>;
  readonly monitors: readonly DeclaredMonitor[];
  readonly services: readonly DeclaredService[];
  readonly pods: readonly DeclaredPod[];
  readonly nodes: readonly DeclaredNode[];
  readonly apiAddresses: readonly ApiAddress[];
  /** `NAMESPACE/NAME` of those that a role is bound to; undefined: no bindings are known. */
  readonly boundAccounts: ReadonlySet<string> | undefined;
  /** Service accounts whose identity comes from the metadata service, as `NAMESPACE/NAME`. */
  readonly cloudAccounts: ReadonlySet<string>;
  readonly failsafes: readonly DeclaredFailsafes[];
}
