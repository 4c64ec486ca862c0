/** API objects as JSON has them, which the naive evaluator reads. */

export type Labels = Readonly<Record<string, string>>;

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

export interface RawPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly ports: readonly { name: string; protocol: string; containerPort: number }[];
  readonly node: string;
  readonly ip: string;
  readonly hostNetwork: boolean;
}

export interface RawNode {
  readonly name: string;
  readonly ip: string;
  readonly labels: Labels;
}

export interface RawSet {
  /** Empty for a GlobalNetworkSet. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly nets: readonly string[];
}

export interface RawTier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
}

export interface RawWorld {
  readonly namespaces: Readonly<Record<string, Labels>>;
  readonly accounts: readonly { namespace: string; name: string; labels: Labels }[];
  readonly pods: readonly RawPod[];
  readonly nodes: readonly RawNode[];
  readonly sets: readonly RawSet[];
  readonly tiers: readonly RawTier[];
}

/** Whether a selector of Calico's language takes these labels; told by whoever wrote the text. */
export type SelectorMeaning = (labels: Labels) => boolean;

export interface RawNetworkPolicy {
  readonly kind: 'NetworkPolicy';
  readonly namespace: string;
  readonly name: string;
  readonly spec: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { from?: readonly RawPeer[]; ports?: readonly RawPort[] }[];
    readonly egress?: readonly { to?: readonly RawPeer[]; ports?: readonly RawPort[] }[];
  };
}

export interface RawPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface RawPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface RawEntity {
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: string };
  readonly ports?: readonly (number | string)[];
  readonly notPorts?: readonly (number | string)[];
}

export interface RawCalicoRule {
  readonly action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  readonly protocol?: string;
  readonly notProtocol?: string;
  readonly ipVersion?: number;
  readonly source?: RawEntity;
  readonly destination?: RawEntity;
}

export interface RawCalicoPolicy {
  readonly kind: 'CalicoNetworkPolicy' | 'GlobalNetworkPolicy';
  readonly namespace: string;
  readonly name: string;
  readonly spec: {
    readonly tier?: string;
    readonly order?: number;
    readonly selector?: string;
    readonly namespaceSelector?: string;
    readonly serviceAccountSelector?: string;
    readonly types?: readonly string[];
    readonly ingress?: readonly RawCalicoRule[];
    readonly egress?: readonly RawCalicoRule[];
  };
}

export interface RawPods {
  readonly namespaces?: LabelSelector;
  readonly pods?: {
    readonly namespaceSelector: LabelSelector;
    readonly podSelector: LabelSelector;
  };
}

export interface RawClusterPeer extends RawPods {
  readonly networks?: readonly string[];
  readonly nodes?: LabelSelector;
}

export interface RawClusterRule {
  readonly action: string;
  readonly from?: readonly RawClusterPeer[];
  readonly to?: readonly RawClusterPeer[];
  /** AdminNetworkPolicy and BaselineAdminNetworkPolicy. */
  readonly ports?: readonly {
    readonly portNumber?: { readonly protocol: string; readonly port: number };
    readonly portRange?: {
      readonly protocol: string;
      readonly start: number;
      readonly end: number;
    };
    readonly namedPort?: string;
  }[];
  /** ClusterNetworkPolicy. */
  readonly protocols?: readonly Readonly<Record<string, RawDestination>>[];
}

export interface RawDestination {
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

export interface RawClusterPolicy {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy';
  readonly namespace: '';
  readonly name: string;
  readonly spec: {
    readonly tier?: 'Admin' | 'Baseline';
    readonly priority?: number;
    readonly subject: RawPods;
    readonly ingress?: readonly RawClusterRule[];
    readonly egress?: readonly RawClusterRule[];
  };
}

export type RawPolicy = RawNetworkPolicy | RawCalicoPolicy | RawClusterPolicy;

/** An end of a connection: a pod, a node, or an address that is neither's. */
export type RawEnd =
  | { readonly pod: RawPod }
  | { readonly node: RawNode }
  | { readonly outside: string };

export interface RawConnection {
  readonly source: RawEnd;
  readonly destination: RawEnd;
  readonly protocol: string;
  readonly port: number | undefined;
}
