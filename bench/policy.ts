/**
 * The bench of policies: 100,000 edges against 2,000 policies, three ways: policies of namespaces,
 * policies of the whole cluster that each look for labels, and policies that all select all pods
 * and differ in the addresses that they allow. Prints the time to read the manifests, to build the
 * evaluator and evaluate every edge for the first time, and to do so again.
 * Run: node bench/policy.ts [--edges N] [--policies N] [--smoke]
 */
import { cpus } from 'node:os';
import type { Edge } from '../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../src/flow/endpoint.ts';
import { TCP, UDP } from '../src/flow/protocol.ts';
import { Evaluator } from '../src/policy/evaluate/evaluator.ts';
import { readManifests } from '../src/policy/read/read-manifests.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import { Random } from './random.ts';

const USAGE = 'usage: node bench/policy.ts [--edges N] [--policies N] [--smoke]';

const EDGES = 100_000;
const POLICIES = 2_000;
const SMOKE = { edges: 5_000, policies: 200 };
const NAMESPACES = 200;
const WORKLOADS_PER_NAMESPACE = 10;
const REPLICAS = 3;
const PORTS = [80, 443, 5432, 6379, 8080, 9090];
const SEED = 7;

type Json = Readonly<Record<string, unknown>>;

function podsAndNamespaces(): Json[] {
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
function namespacedPolicies(count: number): Json[] {
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
function labelPolicies(count: number): Json[] {
  return Array.from({ length: count }, (_, i) =>
    globalPolicy(i, `app == 'app-${i}' || (has(special) && role in {'web', 'api'})`, {
      selector: `role == '${roleOf(i)}'`,
      namespaceSelector: "stage == 'live'",
    }),
  );
}

/** All select all, so that every edge passes by all of them. */
function addressPolicies(count: number): Json[] {
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

function edgesOf(count: number): Edge[] {
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

/** CPU of `work` in milliseconds, and what it gave. */
function timed<T>(work: () => T): [number, T] {
  const begin = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begin);
  return [(user + system) / 1_000, result];
}

function measure(name: string, policies: readonly Json[], edges: readonly Edge[]): void {
  const text = JSON.stringify({ kind: 'List', items: [...podsAndNamespaces(), ...policies] });
  const [readMs, read] = timed(() => readManifests([{ file: 'bench.json', text }]));
  if (read.errors.length > 0) throw read.errors[0];
  const verdicts = { allowed: 0, denied: 0, unknown: 0, not_policed: 0 };
  const evaluateAll = (evaluator: Evaluator) => {
    for (const edge of edges) verdicts[evaluator.evaluate(edge).verdict]++;
    return evaluator;
  };
  const [firstMs, evaluator] = timed(() => evaluateAll(new Evaluator(read.policies, read.world)));
  const shown = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  const [againMs] = timed(() => evaluateAll(evaluator));
  const perEdge = ((againMs / edges.length) * 1e6).toFixed(0);
  console.log(
    `${name}: read ${readMs.toFixed(0)} ms; first ${firstMs.toFixed(0)} ms; ` +
      `again ${againMs.toFixed(0)} ms (${perEdge} ns an edge); ${shown.join(', ')}`,
  );
}

function main(): number {
  const { values } = readCommandLine({
    options: {
      edges: { type: 'string' },
      policies: { type: 'string' },
      smoke: { type: 'boolean' },
    },
  });
  const fallback = values.smoke ? SMOKE : { edges: EDGES, policies: POLICIES };
  const edges = wholeNumber('edges', values.edges, { least: 1, fallback: fallback.edges });
  const policies = wholeNumber('policies', values.policies, {
    least: 1,
    fallback: fallback.policies,
  });
  console.log(`${cpus()[0]?.model}, Node ${process.version}: ${edges} edges, ${policies} policies`);
  const seen = edgesOf(edges);
  measure('of namespaces', namespacedPolicies(policies), seen);
  measure('of labels', labelPolicies(policies), seen);
  measure('of addresses', addressPolicies(policies), seen);
  return 0;
}

await runProgram(USAGE, main);
