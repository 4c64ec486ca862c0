/**
 * What policies look at and a flow does not carry: the cluster as it is, or as manifests say that
 * it will be. Policies are about what comes, so nothing here has a time.
 */
import type { Cidr } from '../../flow/cidr.ts';
import type { Workload } from '../../flow/endpoint.ts';
import type { Tier } from './policy.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Named {
  readonly namespace: string;
  readonly name: string;
}

export interface ContainerPort {
  readonly name: string;
  /** IANA number. */
  readonly protocol: number;
  readonly port: number;
}

/** A pod that runs, or what a workload's template will make. */
export interface WorldPod extends Named {
  /** Empty name: one of any number that a template makes. */
  readonly workload: Workload;
  readonly labels: Labels;
  readonly serviceAccount: string;
  /** Those with a name. */
  readonly ports: readonly ContainerPort[];
  /** Empty when it is not placed yet. */
  readonly node: string;
  readonly hostNetwork: boolean;
  /** Canonical text; none of a template. */
  readonly ips: readonly string[];
}

export interface ServiceAccount extends Named {
  readonly labels: Labels;
}

export interface WorldNode {
  readonly name: string;
  readonly labels: Labels;
  /** Canonical text: own addresses, and those of Calico's tunnels. */
  readonly addresses: readonly string[];
}

/** A NetworkSet; a GlobalNetworkSet has no namespace. */
export interface NetworkSet extends Named {
  readonly labels: Labels;
  readonly nets: readonly Cidr[];
}

/** What makes Calico police a node itself. */
export interface HostEndpoint {
  readonly name: string;
  readonly node: string;
  /** `*`: all of them; empty: that of `expectedIps`. */
  readonly interfaceName: string;
  readonly labels: Labels;
  /** Canonical text. */
  readonly expectedIps: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly profiles: readonly string[];
}

export interface WorldServicePort {
  /** IANA number. */
  readonly protocol: number;
  readonly port: number;
  /** Of the pods: number, or name of a container port. */
  readonly targetPort: number | string;
}

export interface WorldService extends Named {
  /** Undefined: its endpoints are set by others, and not known here. */
  readonly selector: Labels | undefined;
  /** Canonical text. */
  readonly clusterIps: readonly string[];
  readonly ports: readonly WorldServicePort[];
}

export interface World {
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly pods: readonly WorldPod[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly nodes: readonly WorldNode[];
  readonly networkSets: readonly NetworkSet[];
  readonly hostEndpoints: readonly HostEndpoint[];
  readonly services: readonly WorldService[];
  /** From which pods get their addresses, beside what is private anyway. */
  readonly podBlocks: readonly Cidr[];
  /** Beside the built-in ones, which they may override. */
  readonly tiers: readonly Tier[];
}

export const EMPTY_WORLD: World = {
  namespaces: new Map(),
  pods: [],
  serviceAccounts: [],
  nodes: [],
  networkSets: [],
  hostEndpoints: [],
  services: [],
  podBlocks: [],
  tiers: [],
};
