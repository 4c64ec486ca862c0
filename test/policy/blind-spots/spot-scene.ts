/**
 * A cluster with all that a default deny cuts off, and the blind spots that policies leave in it:
 * each by its id, so that tables can say which ones there are.
 */
import { expect } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import type { BlindSpot } from '../../../src/policy/blind-spots/blind-spot.ts';
import { findBlindSpots } from '../../../src/policy/blind-spots/find-blind-spots.ts';
import { readDeclared } from '../../../src/policy/declared/read-declared.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { readLayers } from '../../../src/policy/read/read-manifests.ts';
import { namespace, pod } from '../scene.ts';

export interface SpotQuestion {
  /** Manifests, policies among them. */
  readonly documents: readonly string[];
  readonly edges?: readonly Edge[];
}

export function spotsIn({ documents, edges = [] }: SpotQuestion): readonly BlindSpot[] {
  const input = [{ file: 'cluster.yaml', text: documents.join('\n---\n') }];
  const { layers, world, errors } = readLayers([input]);
  const { policies, objects } = layers[0]!;
  const read = readDeclared(objects);
  expect([...errors, ...read.errors].map(({ message }) => message)).toEqual([]);
  const evaluator = new Evaluator(policies, world);
  return findBlindSpots({ edges, policies, evaluator, world, declared: read.declared });
}

export function idsIn(question: SpotQuestion): string[] {
  return spotsIn(question).map(({ id }) => id);
}

/** The same cluster with the policies applied that the spots themselves give. */
export function withFixes(question: SpotQuestion): SpotQuestion {
  const fixes = spotsIn(question).map(({ fix }) => fix.policy);
  return { ...question, documents: [...question.documents, ...fixes.filter((fix) => fix !== '')] };
}

/** An object of any kind. */
export function object(apiVersion: string, kind: string, name: string, rest: object = {}): string {
  const [own, space] = name.split('/').reverse();
  const metadata = { name: own, ...(space && { namespace: space }) };
  const { metadata: more = {}, ...fields } = rest as { metadata?: object };
  return JSON.stringify({ apiVersion, kind, metadata: { ...metadata, ...more }, ...fields });
}

export interface ServiceShape {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports: readonly object[];
  readonly clusterIP?: string;
  readonly metadata?: object;
}

export function service(name: string, { metadata, ...spec }: ServiceShape): string {
  return object('v1', 'Service', name, { spec, ...(metadata && { metadata }) });
}

export function worker(name: string, ip: string, metadata: object = {}): string {
  const status = { addresses: [{ type: 'InternalIP', address: ip }] };
  return object('v1', 'Node', name, { status, metadata });
}

/** A pod with more to say than `pod` of scene.ts can. */
export function podWith(name: string, metadata: object, container: object, spec: object = {}) {
  const containers = [{ name: 'main', ...container }];
  return object('v1', 'Pod', name, { metadata, spec: { nodeName: 'n1', containers, ...spec } });
}

const CONTROL_PLANE = { labels: { 'node-role.kubernetes.io/control-plane': '' } };

export const NODES = [
  worker('cp', '192.0.2.10', CONTROL_PLANE),
  worker('n1', '192.0.2.1'),
  worker('n2', '192.0.2.2'),
];

export const DNS = [
  namespace('kube-system'),
  pod('kube-system/coredns', {
    labels: { 'k8s-app': 'kube-dns' },
    ip: '10.244.0.2',
    ports: { dns: '53/UDP', 'dns-tcp': '53' },
  }),
  service('kube-system/kube-dns', {
    selector: { 'k8s-app': 'kube-dns' },
    clusterIP: '10.96.0.10',
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 'dns-tcp' },
    ],
  }),
];

export const TEAM = [
  namespace('team-a'),
  pod('team-a/web', { labels: { app: 'web' }, ip: '10.244.1.2', ports: { http: '8080' } }),
  pod('team-a/api', { labels: { app: 'api' }, ip: '10.244.2.2', node: 'n2' }),
];

export interface PolicyShape {
  readonly name?: string;
  readonly space?: string;
  readonly podSelector?: object;
  readonly ingress?: readonly object[];
  readonly egress?: readonly object[];
}

/** Isolates and allows on the sides that it names. */
export function allow({ name = 'p', space = 'team-a', podSelector = {}, ...sides }: PolicyShape) {
  const policyTypes = [...(sides.ingress ? ['Ingress'] : []), ...(sides.egress ? ['Egress'] : [])];
  const spec = { podSelector, policyTypes, ...sides };
  return object('networking.k8s.io/v1', 'NetworkPolicy', `${space}/${name}`, { spec });
}

export function denyAll(space = 'team-a'): string {
  const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  return object('networking.k8s.io/v1', 'NetworkPolicy', `${space}/default-deny`, { spec });
}

export function denyIngress(space = 'team-a'): string {
  return allow({ name: 'default-deny-ingress', space, ingress: [] });
}

export function denyEgress(space = 'team-a'): string {
  return allow({ name: 'default-deny-egress', space, egress: [] });
}

export const fromNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

export const block = (cidr: string) => ({ ipBlock: { cidr } });
export const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));
export const udp = (...ports: number[]) => ports.map((port) => ({ protocol: 'UDP', port }));
