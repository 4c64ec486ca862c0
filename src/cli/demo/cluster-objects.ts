/**
 * The demo's cluster as `kubectl get ns,nodes,pods -A -o json` would print it: what the agent
 * names pods by.
 */
import { type Cast, type DemoPod, NODE_OUTSIDE_IPV4 } from './cast.ts';

/** Text for `--cluster`. */
export function clusterText(cast: Cast): string {
  const namespaces = [...new Set(cast.pods.map((pod) => pod.namespace))];
  const items = [
    ...namespaces.map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    })),
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: cast.node },
      status: { addresses: [{ type: 'InternalIP', address: NODE_OUTSIDE_IPV4 }] },
    },
    ...cast.pods.map((pod) => podObject(cast, pod)),
  ];
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`;
}

function podObject(cast: Cast, pod: DemoPod): object {
  const replicaSet = pod.name.slice(0, pod.name.lastIndexOf('-'));
  const hash = replicaSet.slice(replicaSet.lastIndexOf('-') + 1);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: pod.namespace,
      name: pod.name,
      labels: { app: pod.workload, 'pod-template-hash': hash },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, controller: true },
      ],
    },
    spec: { nodeName: cast.node },
    status: { phase: 'Running', podIP: pod.ipv4, podIPs: [{ ip: pod.ipv4 }, { ip: pod.ipv6 }] },
  };
}
