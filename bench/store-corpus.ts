/**
 * What the bench of the store is filled with: nodes of a cluster whose pods talk to pods elsewhere
 * and to outside addresses, the same flows in every hour.
 */
import type { AgentKey } from '../src/aggregator/store.ts';
import { type Endpoint, unnamedEndpoint } from '../src/flow/endpoint.ts';
import type { Flow } from '../src/flow/flow.ts';
import { HOUR_US } from '../src/flow/time.ts';

export const NODES = 200;
const NAMESPACES = 20;

/** Distinct flows of one node, which come again in every hour. */
export const FLOWS_PER_NODE = 700;

function podOf(node: number, pod: number): Endpoint {
  const name = `api-${pod}-5d9c7b9f4-x${node}`;
  return {
    ...unnamedEndpoint(`10.${64 + (node >> 8)}.${node & 255}.${pod}`),
    kind: 'pod',
    namespace: `team-${pod % NAMESPACES}`,
    name,
    workload: { kind: 'Deployment', name: `api-${pod}` },
    labels: { app: `api-${pod}`, 'pod-template-hash': '5d9c7b9f4' },
    node: `node-${node}`,
    attribution: 'veth_hash',
    confidence: 'certain',
  };
}

/** Flow `i` of a node: 30 pods, each to pods elsewhere and to outside addresses. */
function flowOf(node: number, i: number, hour: number): Flow {
  const [pod, peer] = [i % 30, Math.floor(i / 30)];
  const destination =
    peer < 16
      ? podOf((node + peer) % NODES, (pod + peer) % 30)
      : { ...unnamedEndpoint(`192.0.2.${i % 200}`), kind: 'outside' as const };
  const seenUs = hour * HOUR_US + i * 1_000;
  return {
    origin: 'kernel',
    point: { prefix: 'calico-packet', inInterface: `cali${pod}a${node}`, outInterface: 'eth0' },
    source: podOf(node, pod),
    destination,
    protocol: 6,
    port: 1_024 + peer,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    hour,
    lines: 3,
    duplicates: 0,
    connections: 2,
    bytes: 180,
    tcpFlags: 2,
    firstSeenUs: seenUs,
    lastSeenUs: seenUs + 900,
    sourcePorts: [40_000 + i, 41_000 + i],
    sourcePortRegisters: new Uint8Array(0),
    answered: 1,
    refused: 0,
    unreachable: 0,
  };
}

export const agentOf = (node: number): AgentKey => {
  return { cluster: 'bench', node: `node-${node}`, source: 'journal' };
};

/** All flows of a node in one hour. */
export function flowsOf(node: number, hour: number): Flow[] {
  return Array.from({ length: FLOWS_PER_NODE }, (_, i) => flowOf(node, i, hour));
}

/** What a forecast has to know of the cluster: its namespaces, as a file for `--cluster`. */
export function clusterYaml(): string {
  const names = Array.from({ length: NAMESPACES }, (_, i) => `team-${i}`);
  const one = (name: string) =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n` +
    `  labels:\n    kubernetes.io/metadata.name: ${name}\n`;
  return names.map(one).join('---\n');
}
