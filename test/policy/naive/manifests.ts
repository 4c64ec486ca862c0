/** A random cluster and its policies as the manifests that one would read. */
import type { MadePolicy } from './arbitrary-policy.ts';
import type { RawPod, RawWorld } from './objects.ts';

const CALICO = 'projectcalico.org/v3';

const API_VERSIONS: Readonly<Record<string, string>> = {
  NetworkPolicy: 'networking.k8s.io/v1',
  CalicoNetworkPolicy: CALICO,
  GlobalNetworkPolicy: CALICO,
  AdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  BaselineAdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
};

export function manifestsOf(world: RawWorld, made: readonly MadePolicy[]): string {
  const objects = [
    ...Object.entries(world.namespaces).map(([name, labels]) =>
      core('Namespace', { name, labels }),
    ),
    ...world.accounts.map((metadata) => core('ServiceAccount', metadata)),
    ...world.nodes.map(({ name, labels, ip }) => ({
      ...core('Node', { name, labels }),
      status: { addresses: [{ type: 'InternalIP', address: ip }] },
    })),
    ...world.pods.map(podManifest),
    ...world.sets.map(({ namespace, name, labels, nets }) => ({
      apiVersion: CALICO,
      kind: namespace === '' ? 'GlobalNetworkSet' : 'NetworkSet',
      metadata: { name, labels, ...(namespace !== '' && { namespace }) },
      spec: { nets },
    })),
    ...world.tiers.map(({ name, order, defaultAction }) => ({
      apiVersion: CALICO,
      kind: 'Tier',
      metadata: { name },
      spec: { order, defaultAction },
    })),
    ...made.map(({ policy: { kind, namespace, name, spec } }) => ({
      apiVersion: API_VERSIONS[kind],
      kind: kind === 'CalicoNetworkPolicy' ? 'NetworkPolicy' : kind,
      metadata: { name, ...(namespace !== '' && { namespace }) },
      spec,
    })),
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

function core(kind: string, metadata: unknown) {
  return { apiVersion: 'v1', kind, metadata };
}

function podManifest(pod: RawPod) {
  const { namespace, name, labels, serviceAccount, ports, node, ip, hostNetwork } = pod;
  return {
    ...core('Pod', { namespace, name, labels }),
    spec: {
      nodeName: node,
      hostNetwork,
      serviceAccountName: serviceAccount,
      containers: [{ name: 'main', ports }],
    },
    status: { podIP: ip },
  };
}
