/**
 * The law of connectivity: whatever the policies, what is listed between two parties is what the
 * evaluator says of any one connection between them.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, TCP, UDP } from '../../../src/flow/protocol.ts';
import {
  type ConnectivityRow,
  connectivity,
} from '../../../src/policy/connectivity/connectivity.ts';
import {
  type Party,
  workloadEnd,
  workloadParties,
} from '../../../src/policy/connectivity/party.ts';
import { trafficSetHas } from '../../../src/policy/connectivity/traffic-set.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { nodeEnd, outsideEnd, podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import type { HostEndpoint, World } from '../../../src/policy/model/world.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { manifestsOf } from '../naive/manifests.ts';
import { scene } from '../naive/scenes.ts';
import { holds } from './holds.ts';

const RUNS = 400;

const traffic: fc.Arbitrary<Traffic> = fc.oneof(
  fc.record({
    protocol: fc.constantFrom(TCP, UDP, 132),
    port: fc.oneof(
      fc.constantFrom(1, 49, 50, 53, 79, 80, 81, 8079, 8080, 8081, 8090, 8091, 65_535),
      fc.integer({ min: 1, max: 65_535 }),
    ),
    icmpType: fc.constant(undefined),
    icmpCode: fc.constant(undefined),
  }),
  fc.record({
    protocol: fc.constant(ICMP),
    port: fc.constant(undefined),
    icmpType: fc.constantFrom(0, 3, 8),
    icmpCode: fc.constantFrom(0, 4),
  }),
  fc.record({
    protocol: fc.constantFrom(47, 4, 200),
    port: fc.constant(undefined),
    icmpType: fc.constant(undefined),
    icmpCode: fc.constant(undefined),
  }),
);

const OUTSIDE = ['203.0.113.7', '203.0.113.200', '198.51.100.1', '10.0.1.200', '255.255.255.255'];

/** Any end that rows are about; a single pod as one of its workload. */
interface Asked {
  readonly endpoint: Endpoint;
  readonly isIn: (party: Party) => boolean;
}

function askedIn(world: World): Asked[] {
  const workloads = workloadParties(world).map((own) => ({
    endpoint: workloadEnd(own),
    isIn: (party: Party) => holds(party, own),
  }));
  const nodes = world.nodes.map((node) => ({
    endpoint: { ...nodeEnd(node), ip: '' },
    isIn: (party: Party) => party.kind === 'nodes' && party.names.includes(node.name),
  }));
  const outside = OUTSIDE.map((ip) => ({
    endpoint: outsideEnd(ip),
    isIn: (party: Party) => holds(party, ip),
  }));
  return [...workloads, ...nodes, ...outside];
}

function listed(rows: readonly ConnectivityRow[], [a, b]: readonly Asked[], of: Traffic): string {
  const found = rows.filter(({ source, destination }) => a!.isIn(source) && b!.isIn(destination));
  expect(found.length).toBeLessThanOrEqual(1);
  const [row] = found;
  if (row === undefined) return 'denied';
  if (trafficSetHas(row.answer.allowed, of)) return 'allowed';
  return trafficSetHas(row.answer.unknown, of) ? 'unknown' : 'denied';
}

interface Variant {
  /** Pods next to one another become replicas of one workload, which policies may tell apart. */
  readonly replicas: number;
  /** Every other pod becomes a template's, without node and address. */
  readonly hasTemplates: boolean;
  /** One node is policed itself. */
  readonly hasHostEndpoint: boolean;
}

function changed(world: World, { replicas, hasTemplates, hasHostEndpoint }: Variant): World {
  const pods = world.pods.map((pod, i) => ({
    ...pod,
    workload: { kind: 'StatefulSet', name: `s${Math.floor(i / replicas)}` },
    ...(hasTemplates && i % 2 === 1 && { name: '', node: '', ips: [] }),
  }));
  return { ...world, pods, hostEndpoints: hasHostEndpoint ? [HOST_ENDPOINT] : [] };
}

const HOST_ENDPOINT: HostEndpoint = {
  ...{ name: 'n1-all', node: 'n1', interfaceName: '*', expectedIps: ['192.0.2.1'] },
  ...{ labels: { app: 'web' }, ports: [], profiles: [] },
};

const variant: fc.Arbitrary<Variant> = fc.record({
  replicas: fc.integer({ min: 1, max: 3 }),
  hasTemplates: fc.boolean(),
  hasHostEndpoint: fc.boolean(),
});
function isPoliced({ kind, node }: Endpoint, { hasHostEndpoint }: Variant): boolean {
  return kind === 'pod' || (hasHostEndpoint && node === HOST_ENDPOINT.node);
}

const end = fc.nat();
const samples = fc.array(fc.tuple(end, end, traffic), { minLength: 12, maxLength: 12 });

test('what is listed is what the evaluator says of any connection', () => {
  const property = fc.property(scene, samples, variant, ({ raw, made }, asked, how) => {
    const text = manifestsOf(raw, made);
    const { policies, world: read } = readManifests([{ file: 'all.json', text }]);
    const world = changed(read, how);
    const rows = connectivity(policies, world);
    const evaluator = new Evaluator(policies, world);
    const ends = askedIn(world);
    for (const [i, j, of] of asked) {
      const pair = [ends[i % ends.length]!, ends[j % ends.length]!];
      if (!pair.some(({ endpoint }) => isPoliced(endpoint, how))) continue;
      const { verdict } = evaluator.evaluateConnection(pair[0]!.endpoint, pair[1]!.endpoint, of);
      const expected = verdict === 'not_policed' ? 'allowed' : verdict;
      expect(listed(rows, pair, of)).toBe(expected);
    }
  });
  fc.assert(property, { numRuns: RUNS });
}, 120_000);

test('what is allowed or denied between workloads is so for each of their pods', () => {
  const property = fc.property(scene, samples, variant, ({ raw, made }, asked, how) => {
    const text = manifestsOf(raw, made);
    const { policies, world: read } = readManifests([{ file: 'all.json', text }]);
    const world = changed(read, how);
    const rows = connectivity(policies, world);
    const evaluator = new Evaluator(policies, world);
    const pods = world.pods.filter(({ hostNetwork, name }) => !hostNetwork && name !== '');
    fc.pre(pods.length > 0);
    for (const [i, j, of] of asked) {
      const [from, to] = [pods[i % pods.length]!, pods[j % pods.length]!];
      if (from === to) continue;
      const pair = [from, to].map((pod) => ({
        endpoint: podEnd(pod),
        isIn: (party: Party) => holds(party, { kind: 'workload', ...pod }),
      }));
      const expected = listed(rows, pair, of);
      if (expected === 'unknown') continue;
      const [source, destination] = pair.map(({ endpoint }) => endpoint);
      expect(evaluator.evaluateConnection(source!, destination!, of).verdict).toBe(expected);
    }
  });
  fc.assert(property, { numRuns: RUNS });
}, 120_000);
