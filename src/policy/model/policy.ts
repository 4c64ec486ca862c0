/**
 * One form for the policies of all kinds. Kubernetes' NetworkPolicy, Calico's policies and those of
 * policy.networking.k8s.io differ in what they can say, not in what it means: policies stand in
 * tiers, tiers and policies are ordered, the first rule that matches and decides is final.
 */
import type { ManifestSource } from '../../manifest/manifest-object.ts';
import type { Selector } from '../selector/selector.ts';
import type { Rule } from './rule.ts';

export type Side = 'egress' | 'ingress';
export const SIDES: readonly Side[] = ['egress', 'ingress'];

export const POLICY_KINDS = [
  'NetworkPolicy',
  'CalicoNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
] as const;
/** Calico's NetworkPolicy has a name of its own here, where both stand side by side. */
export type PolicyKind = (typeof POLICY_KINDS)[number];

export interface PolicyId {
  readonly kind: PolicyKind;
  /** Empty for kinds of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
}

/** `NetworkPolicy shop/allow-dns` */
export function formatPolicyId({ kind, namespace, name }: PolicyId): string {
  const shown = kind === 'CalicoNetworkPolicy' ? 'Calico NetworkPolicy' : kind;
  return `${shown} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** What a staged policy stages. Source: Calico's staged policies, `stagedAction`. */
export const STAGED_ACTIONS = ['Set', 'Delete', 'Learn', 'Ignore'] as const;
export type StagedAction = (typeof STAGED_ACTIONS)[number];

/** Special kinds of host policies; none of them has a meaning for pods alone. */
export interface HostFlags {
  readonly doNotTrack: boolean;
  readonly preDnat: boolean;
  readonly applyOnForward: boolean;
}

export interface Policy {
  readonly id: PolicyId;
  /** Undefined for a policy that was made, not read. */
  readonly source: ManifestSource | undefined;
  readonly tier: string;
  /** Smaller first; Infinity where none is given. Ties: see `comparePolicies`. */
  readonly order: number;
  /** The endpoints that it selects, by their own labels and those that they inherit. */
  readonly subject: Selector;
  /** Undefined: it does not apply to this side. Empty: it selects, and no rule matches. */
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
  /** Undefined: enforced. */
  readonly staged: StagedAction | undefined;
  readonly host: HostFlags;
}

/** What stands at the end of a tier for an endpoint that a policy of the tier selects. */
export type DefaultAction = 'deny' | 'pass';

export interface Tier {
  readonly name: string;
  /** Smaller first; Infinity where none is given. */
  readonly order: number;
  readonly defaultAction: DefaultAction;
}

/**
 * The tiers that stand in every cluster.
 * Source: Calico api/pkg/apis/projectcalico/v3/tier.go; the two of AdminNetworkPolicy are those of
 * Calico 3.29 to 3.31, the two of ClusterNetworkPolicy those of later ones. Tiers of Calico's own
 * with an order below 1,000 come before them all.
 */
export const DEFAULT_TIER = 'default';
export const BUILT_IN_TIERS: readonly Tier[] = [
  { name: 'adminnetworkpolicy', order: 1_000, defaultAction: 'pass' },
  { name: 'kube-admin', order: 1_000, defaultAction: 'pass' },
  { name: DEFAULT_TIER, order: 1_000_000, defaultAction: 'deny' },
  { name: 'baselineadminnetworkpolicy', order: 10_000_000, defaultAction: 'pass' },
  { name: 'kube-baseline', order: 10_000_000, defaultAction: 'pass' },
];

/** All Kubernetes NetworkPolicies have this order in tier `default`. */
export const NETWORK_POLICY_ORDER = 1_000;

/** Tiers in the order of evaluation: order, then name. */
export function compareTiers(a: Tier, b: Tier): number {
  return compareNumbers(a.order, b.order) || compareTexts(a.name, b.name);
}

/**
 * Policies of one tier in the order of evaluation: order, then name ("alphanumerical order based on
 * the Policy Name"); a Kubernetes NetworkPolicy counts as `knp.default.NAME`, as in Calico.
 */
export function comparePolicies(a: Policy, b: Policy): number {
  return (
    compareNumbers(a.order, b.order) ||
    compareTexts(orderName(a.id), orderName(b.id)) ||
    compareTexts(a.id.namespace, b.id.namespace) ||
    compareTexts(a.id.kind, b.id.kind)
  );
}

function orderName({ kind, name }: PolicyId): string {
  return kind === 'NetworkPolicy' ? `knp.default.${name}` : name;
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
