/** Which kinds of which groups are policies, which are the world, and which mean nothing here. */
import {
  readCalicoNetworkPolicy,
  readGlobalNetworkPolicy,
  readStagedCalicoPolicy,
  readStagedGlobalPolicy,
} from './calico-policy.ts';
import { readAdminPolicy, readBaselinePolicy, readClusterPolicy } from './cluster-policy.ts';
import { readNetworkPolicy, readStagedNetworkPolicy } from './network-policy.ts';
import type { ReadPolicy } from './policy-header.ts';

/** Calico's objects as its API server has them, and as they are stored. */
const CALICO_GROUPS = ['projectcalico.org', 'crd.projectcalico.org'] as const;

const CALICO_POLICIES: Readonly<Record<string, ReadPolicy>> = {
  NetworkPolicy: readCalicoNetworkPolicy,
  GlobalNetworkPolicy: readGlobalNetworkPolicy,
  StagedNetworkPolicy: readStagedCalicoPolicy,
  StagedGlobalNetworkPolicy: readStagedGlobalPolicy,
  StagedKubernetesNetworkPolicy: readStagedNetworkPolicy,
};

const POLICIES: Readonly<Record<string, Readonly<Record<string, ReadPolicy>>>> = {
  'networking.k8s.io': { NetworkPolicy: readNetworkPolicy },
  'policy.networking.k8s.io': {
    AdminNetworkPolicy: readAdminPolicy,
    BaselineAdminNetworkPolicy: readBaselinePolicy,
    ClusterNetworkPolicy: readClusterPolicy,
  },
  ...forCalico(CALICO_POLICIES),
};

const WORLD_KINDS: Readonly<Record<string, readonly string[]>> = {
  '': ['Namespace', 'Pod', 'ServiceAccount', 'Node', 'Service', 'ReplicationController'],
  apps: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  batch: ['Job', 'CronJob'],
  ...forCalico(['Tier', 'NetworkSet', 'GlobalNetworkSet', 'HostEndpoint', 'IPPool']),
};

/** In these groups every kind must be known; these change no verdict. */
const PASSED_OVER: Readonly<Record<string, readonly string[]>> = {
  'networking.k8s.io': ['Ingress', 'IngressClass', 'IPAddress', 'ServiceCIDR'],
  'policy.networking.k8s.io': [],
  ...forCalico([
    'BGPConfiguration',
    'BGPFilter',
    'BGPPeer',
    'BlockAffinity',
    'CalicoNodeStatus',
    'ClusterInformation',
    'DatastoreMigration',
    'FelixConfiguration',
    'IPAMBlock',
    'IPAMConfig',
    'IPAMConfiguration',
    'IPAMHandle',
    'IPReservation',
    'KubeControllersConfiguration',
    'Profile',
    'QoSPolicy',
  ]),
};

/** How the kind is read as a policy; undefined when it is none that is known. */
export function policyReader(group: string, kind: string): ReadPolicy | undefined {
  const kinds = own(POLICIES, group);
  return kinds && own(kinds, kind);
}

export function isOfWorld(group: string, kind: string): boolean {
  return own(WORLD_KINDS, group)?.includes(kind) ?? false;
}

/** Of a group where every kind must be known, or of a kind that calls itself a policy. */
export function isUnknownPolicy(group: string, kind: string): boolean {
  const passedOver = own(PASSED_OVER, group);
  return passedOver === undefined ? /NetworkPolicy$/.test(kind) : !passedOver.includes(kind);
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function forCalico<T>(value: T): Record<(typeof CALICO_GROUPS)[number], T> {
  const [served, stored] = CALICO_GROUPS;
  return { [served]: value, [stored]: value } as Record<(typeof CALICO_GROUPS)[number], T>;
}
