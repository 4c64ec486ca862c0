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
import { SCTP, trafficSetHas } from '../../../src/policy/connectivity/traffic-set.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { nodeEnd, outsideEnd, podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import type { HostEndpoint, World } from '../../../src/policy/model/world.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { manifestsOf } from '../naive/manifests.ts';
import { type RawScene, scene } from '../naive/scenes.ts';
import { holds } from './holds.ts';

const RUNS = 250;

const NONE = { port: undefined, icmpType: undefined, icmpCode: undefined };
/** At, before and behind the ports that policies name. */
const PORTS = [1, 49, 50, 52, 53, 54, 79, 80, 81, 8079, 8080, 8081, 8082, 8090, 8091, 65_535];
const TRAFFIC: readonly Traffic[] = [
  ...[TCP, UDP, SCTP].flatMap((protocol) => PORTS.map((port) => ({ ...NONE, protocol, port }))),
  ...[0, 3, 8].map((icmpType) => ({ ...NONE, protocol: ICMP, icmpType, icmpCode: 4 })),
  ...[4, 47, 200].map((protocol) => ({ ...NONE, protocol })),
];

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

function rowOf(rows: readonly ConnectivityRow[], [a, b]: readonly [Asked, Asked]) {
  const found = rows.filter(({ source, destination }) => a.isIn(source) && b.isIn(destination));
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

function listed(row: ConnectivityRow | undefined, of: Traffic): string {
  if (row !== undefined && trafficSetHas(row.answer.allowed, of)) return 'allowed';
  return row !== undefined && trafficSetHas(row.answer.unknown, of) ? 'unknown' : 'denied';
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
    workload: pod.hostNetwork
      ? { kind: 'DaemonSet', name: `d${i}` }
      : { kind: 'StatefulSet', name: `s${Math.floor(i / replicas)}` },
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

interface Made {
  readonly world: World;
  readonly rows: readonly ConnectivityRow[];
  readonly evaluator: Evaluator;
}

function make({ raw, made }: RawScene, how: Variant): Made {
  const text = manifestsOf(raw, made);
  const { policies, world: read } = readManifests([{ file: 'all.json', text }]);
  const world = changed(read, how);
  return {
    ...{ world, rows: connectivity(policies, world) },
    evaluator: new Evaluator(policies, world),
  };
}

function pairsOf(ends: readonly Asked[]): [Asked, Asked][] {
  return ends.flatMap((a) => ends.map((b): [Asked, Asked] => [a, b]));
}

test('what is listed is what the evaluator says of any connection', () => {
  const property = fc.property(scene, variant, (made, how) => {
    const { world, rows, evaluator } = make(made, how);
    for (const pair of pairsOf(askedIn(world))) {
      if (!pair.some(({ endpoint }) => isPoliced(endpoint, how))) continue;
      const row = rowOf(rows, pair);
      const [from, to] = pair.map(({ endpoint }) => endpoint) as [Endpoint, Endpoint];
      for (const of of TRAFFIC) {
        const { verdict } = evaluator.evaluateConnection(from, to, of);
        const expected = verdict === 'not_policed' ? 'allowed' : verdict;
        if (listed(row, of) !== expected) expect([of, listed(row, of)]).toEqual([of, expected]);
      }
    }
  });
  fc.assert(property, { numRuns: RUNS });
}, 120_000);

test('what is allowed or denied between workloads is so for each of their pods', () => {
  const property = fc.property(scene, variant, (made, how) => {
    const { world, rows, evaluator } = make(made, how);
    const pods = world.pods
      .filter(({ hostNetwork, name }) => !hostNetwork && name !== '')
      .map((pod) => ({
        endpoint: podEnd(pod),
        isIn: (party: Party) => holds(party, { kind: 'workload', ...pod }),
      }));
    for (const pair of pairsOf(pods)) {
      if (pair[0] === pair[1]) continue;
      const row = rowOf(rows, pair);
      const [from, to] = pair.map(({ endpoint }) => endpoint) as [Endpoint, Endpoint];
      for (const of of TRAFFIC) {
        const said = listed(row, of);
        if (said === 'unknown') continue;
        const { verdict } = evaluator.evaluateConnection(from, to, of);
        if (verdict !== said) expect([of, said]).toEqual([of, verdict]);
      }
    }
  });
  fc.assert(property, { numRuns: RUNS });
}, 120_000);
