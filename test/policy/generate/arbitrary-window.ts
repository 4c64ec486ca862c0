/**
 * Random clusters with what was seen in them: workloads whose labels overlap, are missing or differ
 * between replicas, pods that nobody knows any more, hosts, services, and ends that may be several
 * things.
 */
import fc from 'fast-check';
import type { Edge } from '../../../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, TCP, UDP } from '../../../src/flow/protocol.ts';
import { nodeEnd, outsideEnd, podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import type { World, WorldPod } from '../../../src/policy/model/world.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { edgeOf, HOUR_US } from '../../flow/edge-fixtures.ts';
import { labels, NAMESPACES, world as rawWorld } from '../naive/arbitrary-world.ts';
import { manifestsOf } from '../naive/manifests.ts';

export interface Window {
  readonly world: World;
  readonly edges: readonly Edge[];
}

const HASHES = { 'pod-template-hash': '5d9c7b9f4', 'controller-revision-hash': 'db-77' };

/** The pods of another generator, put into workloads of up to three replicas. */
const world: fc.Arbitrary<World> = fc
  .record({
    raw: rawWorld,
    owners: fc.array(fc.constantFrom('web', 'api', 'db', ''), { minLength: 6, maxLength: 6 }),
    areHashed: fc.boolean(),
    services: fc.boolean(),
  })
  .map(({ raw, owners, areHashed, services }) => {
    const read = readManifests([{ file: 'world.json', text: manifestsOf(raw, []) }]);
    const pods = read.world.pods.map((pod, i): WorldPod => {
      const name = owners[i]!;
      const hashed = areHashed ? { ...pod.labels, ...HASHES } : pod.labels;
      if (name === '') return pod;
      return { ...pod, labels: hashed, workload: { kind: 'Deployment', name } };
    });
    return { ...read.world, pods, services: services ? pods.slice(0, 2).map(serviceOf) : [] };
  });

function serviceOf({ namespace, labels: selector }: WorldPod, i: number) {
  const ports = [{ protocol: TCP, port: 80, targetPort: 8080 }];
  const isEmpty = Object.keys(selector).length === 0;
  const common = { namespace, name: `s${i}`, clusterIps: [`10.96.0.${i + 1}`], ports };
  return { ...common, selector: isEmpty ? undefined : selector };
}

/** A job that ended: only its flows tell of it. */
const gone: fc.Arbitrary<Endpoint> = fc
  .record({ namespace: fc.constantFrom(...NAMESPACES), labels, isNamed: fc.boolean() })
  .map(({ namespace, labels: own, isNamed }) => ({
    ...unnamedEndpoint('10.0.9.9'),
    kind: 'pod',
    namespace,
    name: isNamed ? 'backup-1' : '',
    workload: { kind: 'CronJob', name: 'backup' },
    labels: own,
    attribution: 'veth_hash',
    confidence: 'certain',
  }));

function endIn({ pods, nodes, services }: World): fc.Arbitrary<Endpoint> {
  const ofPod = fc
    .tuple(fc.constantFrom(...pods), fc.boolean())
    .map(([pod, isOne]) => endOfPod(pod, isOne, nodes));
  const outside = fc.integer({ min: 1, max: 40 }).map((n) => outsideEnd(`203.0.113.${n}`));
  const ambiguous = fc.tuple(ofPod, ofPod).map(([a, b]): Endpoint => {
    const candidates = [a, b];
    return { ...unnamedEndpoint(a.ip), confidence: 'ambiguous', candidates };
  });
  return fc.oneof(
    { weight: 10, arbitrary: ofPod },
    { weight: 1, arbitrary: fc.constantFrom(...nodes).map(nodeEnd) },
    { weight: 2, arbitrary: outside },
    { weight: 1, arbitrary: gone },
    { weight: 1, arbitrary: ambiguous },
    { weight: 1, arbitrary: fc.constant(unnamedEndpoint('10.0.8.8')) },
    ...(services.length === 0
      ? []
      : [{ weight: 1, arbitrary: fc.constantFrom(...services).map(serviceEnd) }]),
  );
}

/** One pod, or what all pods of its workload have in common. */
function endOfPod(pod: WorldPod, isOne: boolean, nodes: World['nodes']): Endpoint {
  if (pod.hostNetwork) return nodeEnd(nodes.find(({ name }) => name === pod.node)!);
  return isOne ? podEnd(pod) : { ...podEnd(pod), name: '', ip: '', node: '', labels: {} };
}

function serviceEnd({ namespace, name, clusterIps }: World['services'][number]): Endpoint {
  return { ...unnamedEndpoint(clusterIps[0]!), kind: 'service', namespace, name };
}

const traffic = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      protocol: fc.constantFrom(TCP, UDP),
      port: fc.constantFrom(53, 80, 8080),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ protocol: ICMP, port: undefined, icmpType: 8, icmpCode: 0 }),
  },
  { weight: 1, arbitrary: fc.constant({ protocol: TCP, port: undefined }) },
);

function edgeIn(there: World): fc.Arbitrary<Edge> {
  const end = endIn(there);
  return fc
    .record({
      source: end,
      destination: end,
      of: traffic,
      outcome: fc.constantFrom('answered', 'answered', 'refused', 'unanswered'),
      isReply: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      connections: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ source, destination, of, outcome, isReply, connections }) =>
      edgeOf({
        ...{ source, destination, isReply, connections, ...of },
        answered: outcome === 'answered' ? 1 : 0,
        refused: outcome === 'refused' ? 1 : 0,
        lastSeenUs: HOUR_US + connections,
      }),
    );
}

export const seenWindow: fc.Arbitrary<Window> = world.chain((there) =>
  fc.record({
    world: fc.constant(there),
    edges: fc.array(edgeIn(there), { minLength: 1, maxLength: 12 }),
  }),
);
