/**
 * Names one end of a flow out of the index: by its interface (certain) or by its address and time
 * (probable). Used on both ends of the wire. Several candidates are all kept; nothing is ever
 * guessed.
 */

import { endpointKey } from '../flow/edge-key.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { EndpointSum } from '../flow/endpoint-sum.ts';
import { isWorkloadInterface } from '../flow/observed-side.ts';
import type { ClusterIndex } from './cluster-index.ts';
import type { Node, Pod, Service } from './objects.ts';
import type { Span } from './pod-index.ts';
import { selectorLabels } from './workload.ts';

type Evidence = Pick<Endpoint, 'ip' | 'attribution' | 'confidence'>;

/**
 * Names the end behind a workload interface; its address is not looked at, so reuse cannot mislead.
 * A pod that the index does not know stays a pod without a name. Undefined: no workload interface.
 */
export function nameByInterface(
  index: ClusterIndex,
  end: Endpoint,
  name: string,
): Endpoint | undefined {
  const pod = index.pods.byInterface(name);
  if (pod !== undefined) {
    const evidence = { ip: end.ip, attribution: 'veth_hash', confidence: 'certain' } as const;
    const endpoint = podEndpoint(index, pod, evidence);
    return endpoint.node === '' ? { ...endpoint, node: end.node } : endpoint;
  }
  return isWorkloadInterface(name) ? { ...end, kind: 'pod' } : undefined;
}

/** Names the end by its address within `span`; unchanged when the index has nothing to say. */
export function nameByAddress(index: ClusterIndex, end: Endpoint, span: Span): Endpoint {
  if (end.ip === '') return end;
  const candidates = candidatesFor(index, end.ip, span);
  if (candidates.length === 0) return index.isOutside(end.ip) ? { ...end, kind: 'outside' } : end;
  return candidates.length === 1 ? candidates[0]! : oneOfSeveral(candidates);
}

function candidatesFor(index: ClusterIndex, ip: string, span: Span): Endpoint[] {
  const evidence = { ip, attribution: 'ip_time', confidence: 'probable' } as const;
  const pods = index.pods.byAddress(ip, span);
  const candidates = pods.map((pod) => podEndpoint(index, pod, evidence));
  const node = index.nodeByAddress(ip);
  if (node !== undefined) candidates.push(nodeEndpoint(index, node, ip));
  const service = index.serviceByAddress(ip);
  if (service !== undefined) candidates.push(serviceEndpoint(service, ip));
  return candidates;
}

function podEndpoint(index: ClusterIndex, pod: Pod, evidence: Evidence): Endpoint {
  return {
    kind: 'pod',
    namespace: pod.namespace,
    name: pod.name,
    workload: index.owners.workloadOf(pod),
    labels: selectorLabels(pod.labels),
    node: pod.node,
    candidates: [],
    ...evidence,
  };
}

/** A node's address stands for the node itself and for every hostNetwork pod on it. */
function nodeEndpoint(index: ClusterIndex, node: Node, ip: string): Endpoint {
  const evidence = { ip, attribution: 'node_address', confidence: 'ambiguous' } as const;
  const pods = index.pods.hostNetworkPods(node.name);
  return {
    kind: 'node',
    namespace: '',
    name: node.name,
    workload: undefined,
    labels: {},
    node: node.name,
    ...evidence,
    confidence: 'probable',
    candidates: sorted(pods.map((pod) => podEndpoint(index, pod, evidence))),
  };
}

function serviceEndpoint(service: Service, ip: string): Endpoint {
  return {
    kind: 'service',
    namespace: service.namespace,
    name: service.name,
    workload: undefined,
    labels: {},
    ip,
    node: '',
    attribution: 'service',
    confidence: 'probable',
    candidates: [],
  };
}

/**
 * Replicas of one workload are that workload; otherwise the end keeps its candidates and no name.
 */
function oneOfSeveral(candidates: readonly Endpoint[]): Endpoint {
  const sum = new EndpointSum(candidates[0]!);
  for (const candidate of candidates) sum.add(candidate);
  const both = sum.endpoint();
  const keys = new Set(candidates.map(endpointKey));
  if (keys.size === 1) return both;
  const kinds = new Set(candidates.map((candidate) => candidate.kind));
  return {
    kind: kinds.size === 1 ? both.kind : 'unknown',
    namespace: '',
    name: '',
    workload: undefined,
    labels: {},
    ip: both.ip,
    node: both.node,
    attribution: 'ip_time',
    confidence: 'ambiguous',
    candidates: sorted(candidates.map((candidate) => ({ ...candidate, confidence: 'ambiguous' }))),
  };
}

function sorted(endpoints: readonly Endpoint[]): Endpoint[] {
  const nameOf = (end: Endpoint) => `${end.kind}/${end.namespace}/${end.name}`;
  return endpoints.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
