/**
 * The bench of connectivity: what 300 policies allow between 300 workloads of three replicas each
 * and addresses outside, three ways: policies that each open a few ports to a few, policies with an
 * own block of addresses each, and one workload's worth of ports for all. Prints the time from read
 * manifests to rows and to folded rows.
 * Run: node bench/connectivity.ts [--workloads N] [--policies N] [--smoke]
 */
import { cpus } from 'node:os';
import { connectivity } from '../src/policy/connectivity/connectivity.ts';
import { allowedStatements, foldStatements } from '../src/policy/connectivity/fold.ts';
import { readManifests } from '../src/policy/read/read-manifests.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';

const USAGE = 'usage: node bench/connectivity.ts [--workloads N] [--policies N] [--smoke]';

const SIZE = { workloads: 300, policies: 300 };
const SMOKE = { workloads: 30, policies: 30 };
const NAMESPACES = 20;
const REPLICAS = 3;

type Json = Readonly<Record<string, unknown>>;

const namespaceOf = (workload: number): string => `team-${workload % NAMESPACES}`;
const appOf = (workload: number): Json => ({ matchLabels: { app: `app-${workload}` } });

function clusterOf(workloads: number): Json[] {
  const pods = Array.from({ length: workloads * REPLICAS }, (_, i) => podObject(i));
  const namespaces = Array.from({ length: NAMESPACES }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${i}`, labels: { stage: i % 3 === 0 ? 'live' : 'test' } },
  }));
  return [...namespaces, ...pods];
}

function podObject(index: number): Json {
  const workload = Math.floor(index / REPLICAS);
  const name = `app-${workload}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${index % REPLICAS}`,
      namespace: namespaceOf(workload),
      labels: { app: name, 'statefulset.kubernetes.io/pod-name': `${name}-${index % REPLICAS}` },
      ownerReferences: [{ kind: 'StatefulSet', name }],
    },
    spec: {
      nodeName: `node-${index % 50}`,
      containers: [{ ports: [{ name: 'http', containerPort: 8000 + (workload % 100) }] }],
    },
    status: { podIP: `10.64.${index >> 8}.${index & 255}` },
  };
}

function policyObject(i: number, workloads: number, rule: Json): Json {
  const workload = i % workloads;
  const { peers, ports } = rule as { peers: Json[]; ports: Json[] };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${i}`, namespace: namespaceOf(workload) },
    spec: {
      podSelector: appOf(workload),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: peers, ports }],
      egress: [{ to: peers, ports }, { ports: [{ protocol: 'UDP', port: 53 }] }],
    },
  };
}

const KINDS: Readonly<Record<string, (i: number, workloads: number) => Json>> = {
  'few ports to few': (i, workloads) => ({
    peers: [
      { namespaceSelector: { matchLabels: { stage: 'live' } } },
      { namespaceSelector: {}, podSelector: appOf((i * 7) % workloads) },
    ],
    ports: [{ port: 'http' }, { port: 9_000 + i, endPort: 9_500 + i }],
  }),
  'an own block each': (i) => ({
    peers: [{ namespaceSelector: {} }, { ipBlock: { cidr: `10.${i % 200}.${i >> 3}.0/24` } }],
    ports: [{ port: 443 }],
  }),
  'many ports to all': (i) => ({
    peers: [{ namespaceSelector: {} }],
    ports: Array.from({ length: 10 }, (_, n) => ({ port: 1_000 + 13 * n + i })),
  }),
};

/** CPU of `work` in milliseconds, and what it gave. */
function timed<T>(work: () => T): [number, T] {
  const begin = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begin);
  return [(user + system) / 1_000, result];
}

function measure(kind: string, workloads: number, policies: number): void {
  const items = Array.from({ length: policies }, (_, i) =>
    policyObject(i, workloads, KINDS[kind]!(i, workloads)),
  );
  const text = JSON.stringify({ kind: 'List', items: [...clusterOf(workloads), ...items] });
  const read = readManifests([{ file: 'bench.json', text }]);
  if (read.errors.length > 0) throw read.errors[0];
  const [rowsMs, rows] = timed(() => connectivity(read.policies, read.world));
  const [foldMs, folded] = timed(() => foldStatements(allowedStatements(rows), read.world));
  console.log(
    `${kind}: ${rowsMs.toFixed(0)} ms for ${rows.length} rows; ` +
      `${foldMs.toFixed(0)} ms to fold them into ${folded.length}`,
  );
}

function main(): number {
  const { values } = readCommandLine({
    options: {
      workloads: { type: 'string' },
      policies: { type: 'string' },
      smoke: { type: 'boolean' },
    },
  });
  const fallback = values.smoke ? SMOKE : SIZE;
  const count = (name: keyof typeof SIZE) =>
    wholeNumber(name, values[name], { least: 1, fallback: fallback[name] });
  const [workloads, policies] = [count('workloads'), count('policies')];
  console.log(`${cpus()[0]?.model}, Node ${process.version}: ${workloads} × ${policies}`);
  for (const kind of Object.keys(KINDS)) measure(kind, workloads, policies);
  return 0;
}

await runProgram(USAGE, main);
