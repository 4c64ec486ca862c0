/** The pods and nodes of a large cluster whose ends are asked for in the benches. */
import type { ClusterIndex } from '../src/kube/cluster-index.ts';
import type { Node, Pod } from '../src/kube/objects.ts';

export const PODS_PER_NODE = 50;
export const NOW_US = 1_764_000_000_000_000;
const STARTED_US = NOW_US - 3_600_000_000;
export const SPAN = { firstUs: NOW_US - 20_000_000, lastUs: NOW_US - 10_000_000 };

export function podOf(i: number): Pod {
  return {
    namespace: `team-${i % 200}`,
    name: `api-${i % 2_000}-5d9c7b9f4-${i.toString(36).padStart(5, 'x')}`,
    uid: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    ips: [addressOf(i)],
    hostNetwork: false,
    node: `node-${Math.floor(i / PODS_PER_NODE)}`,
    labels: { app: `api-${i % 2_000}`, 'pod-template-hash': '5d9c7b9f4' },
    phase: 'Running',
    owner: { kind: 'ReplicaSet', name: `api-${i % 2_000}-5d9c7b9f4` },
    startUs: STARTED_US,
    networkUs: STARTED_US + 2_000_000,
    endUs: undefined,
  };
}

export function addressOf(i: number): string {
  return `10.${64 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;
}

function nodeOf(i: number): Node {
  const addresses = [nodeAddressOf(i)];
  return { name: `node-${i}`, labels: {}, addresses, podCidrs: [], createdUs: STARTED_US };
}

export function nodeAddressOf(i: number): string {
  return `172.16.${i >> 8}.${i & 255}`;
}

export function fill(index: ClusterIndex, pods: readonly Pod[]): void {
  const nodes = Array.from({ length: Math.ceil(pods.length / PODS_PER_NODE) }, (_, i) => nodeOf(i));
  index.pods.replaced(pods, NOW_US - 60_000_000);
  index.nodes.replaced(nodes, NOW_US - 60_000_000);
  index.pods.heard(NOW_US);
  index.nodes.heard(NOW_US);
}
