/** Edges, pods and policies of a large cluster for the bench of policies. */
import type { Edge } from '../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../src/flow/endpoint.ts';
import { TCP, UDP } from '../src/flow/protocol.ts';
import { Random } from './random.ts';

const NAMESPACES = 200;
const WORKLOADS_PER_NAMESPACE = 10;
const REPLICAS = 3;
const PORTS = [80, 443, 5432, 6379, 8080, 9090];
const SEED = 7;

export type Json = Readonly<Record<string, unknown>>;

export function podsAndNamespaces(): Json[] {
  const workloads = Array.from({ length: NAMESPACES * WORKLOADS_PER_NAMESPACE }, (_, i) => i);
  const namespaces = Array.from({ length: NAMESPACES }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${i}`, labels: { stage: i % 3 === 0 ? 'live' : 'test' } },
  }));
  const pods = workloads.flatMap((workload) =>
    Array.from({ length: REPLICAS }, (_, replica) => podObject(workload, replica)),
  );
  return [...namespaces, ...pods];
}

function podObject(workload: number, replica: number): Json {
  const index = workload * REPLICAS + replica;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `app-${workload}-5d9c7b9f4-${replica}`,
      namespace: namespaceOf(workload),
      labels: { app: `app-${workload}`, role: roleOf(workload), 'pod-template-hash': '5d9c7b9f4' },
      ownerReferences: [{ kind: 'ReplicaSet', name: `app-${workload}-5d9c7b9f4` }],
    },
    spec: { nodeName: `node-${index % 100}`, containers: [{ ports: [] }] },
    status: { podIP: addressOf(index) },
  };
}

const namespaceOf = (workload: number): string => `team-${workload % NAMESPACES}`;
const roleOf = (workload: number): string => ['web', 'api', 'db', 'job'][workload % 4]!;
const addressOf = (i: number): string => `10.${64 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;

/** As teams write them: a default deny, and what their workloads need. */
export function namespacedPolicies(count: number): Json[] {
  return Array.from({ length: count }, (_, i) => {
    const workload = i;
    const peers =
      i % 3 === 0
        ? [{ namespaceSelector: { matchLabels: { stage: 'live' } } }]
        : [
            { podSelector: { matchLabels: { role: roleOf(i) } } },
            { ipBlock: { cidr: '10.64.0.0/16' } },
          ];
    const ports = [{ port: PORTS[i % PORTS.length] }, { port: 8000, endPort: 8100 }];
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `policy-${i}`, namespace: namespaceOf(workload) },
      spec: {
        podSelector: i % 10 === 0 ? {} : { matchLabels: { app: `app-${workload}` } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: peers, ports }],
        egress: [{ to: peers, ports }, { ports: [{ protocol: 'UDP', port: 53 }] }],
      },
    };
  });
}

/** Each looks for labels in the whole cluster. */
export function labelPolicies(count: number): Json[] {
  return Array.from({ length: count }, (_, i) =>
    globalPolicy(i, `app == 'app-${i}' || (has(special) && role in {'web', 'api'})`, {
      selector: `role == '${roleOf(i)}'`,
      namespaceSelector: "stage == 'live'",
    }),
  );
}

/** All select all, so that every edge passes by all of them. */
export function addressPolicies(count: number): Json[] {
  return Array.from({ length: count }, (_, i) =>
    globalPolicy(i, 'all()', { nets: [`203.0.${i >> 8}.${i & 255}/32`] }),
  );
}

function globalPolicy(i: number, selector: string, entity: Json): Json {
  const port = { ports: [PORTS[i % PORTS.length], '8000:8100'] };
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: `policy-${i}` },
    spec: {
      order: i,
      selector,
      types: ['Ingress', 'Egress'],
      ingress: [{ action: 'Allow', protocol: 'TCP', source: entity, destination: port }],
      egress: [{ action: 'Allow', protocol: 'TCP', destination: { ...entity, ...port } }],
    },
  };
}

export function edgesOf(count: number): Edge[] {
  const random = new Random(SEED);
  return Array.from({ length: count }, () => edgeOf(random));
}

function edgeOf(random: Random): Edge {
  const workloads = NAMESPACES * WORKLOADS_PER_NAMESPACE;
  const source = workloadEnd(random.below(workloads));
  const isOutside = random.chance(0.2);
  const outside = `203.0.${random.below(8)}.${random.below(256)}`;
  const destination: Endpoint = isOutside
    ? { ...unnamedEndpoint(outside), kind: 'outside' }
    : workloadEnd(random.below(workloads));
  const isDns = random.chance(0.2);
  return {
    origin: 'kernel',
    cluster: '',
    source,
    destination,
    protocol: isDns ? UDP : TCP,
    port: isDns ? 53 : random.pick(PORTS),
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    direction: 'egress',
    verdict: 'audit',
    lines: 1,
    connections: 1,
    bytes: 60,
    tcpFlags: 2,
    firstSeenUs: 1,
    lastSeenUs: 1,
    prefixes: [],
    seenBy: 'egress',
    answered: 0,
    refused: 0,
    unreachable: 0,
    nodes: [],
    sourcePortsDistinct: 1,
    hours: [],
    services: [],
  };
}

/** As edges name it: replicas summed up, so no pod, address or node alone. */
function workloadEnd(workload: number): Endpoint {
  return {
    ...unnamedEndpoint(''),
    kind: 'pod',
    namespace: namespaceOf(workload),
    workload: { kind: 'Deployment', name: `app-${workload}` },
    labels: { app: `app-${workload}`, role: roleOf(workload) },
    attribution: 'veth_hash',
    confidence: 'certain',
  };
}
