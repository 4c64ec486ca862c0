/**
 * Holders of addresses as ends of flows. Each is made once and shared by all flows until what it
 * was made of changes: whoever gets one must not change it.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import { selectorLabels } from '../manifest/pod-owner.ts';
import type { ClusterIndex, KnownNode, Owner } from './cluster-index.ts';
import { type Claim, mayHold, type Span } from './history/claim.ts';
import type { KnownPod } from './history/known-pods.ts';
import type { Service } from './objects.ts';

type Evidence = Pick<Endpoint, 'ip' | 'attribution' | 'confidence'>;

/** Who holds the address `ip` by `claim`; of a node with its hostNetwork pods of that time. */
export function claimEndpoint(
  index: ClusterIndex,
  claim: Claim<Owner>,
  ip: string,
  span: Span,
): Endpoint {
  const { owner } = claim;
  const isShared = owner.kind !== 'node' || areAllThere(hostNetworkPods(index, owner), span);
  const { endpoint } = claim;
  if (isShared && endpoint !== undefined && claim.endpointVersion === index.version) {
    return endpoint;
  }
  const made = ownerEndpoint(index, owner, ip, span);
  if (isShared) {
    claim.endpoint = made;
    claim.endpointVersion = index.version;
  }
  return made;
}

/** The pod behind an interface of the node where it was seen; the line says under which address. */
export function podBehindInterface(index: ClusterIndex, known: KnownPod, end: Endpoint): Endpoint {
  const { ip } = end;
  const { locals } = known;
  if (known.localVersion !== index.version) {
    locals.fill(undefined);
    known.localVersion = index.version;
  }
  const family = ip.includes(':') ? 1 : 0;
  const local = locals[family];
  const node = known.pod.node || end.node;
  if (local?.ip === ip && local.node === node) return local;
  const evidence = { ip, attribution: 'veth_hash', confidence: 'certain' } as const;
  const made = { ...podEndpoint(index, known, evidence), node };
  locals[family] = made;
  return made;
}

function ownerEndpoint(index: ClusterIndex, owner: Owner, ip: string, span: Span): Endpoint {
  switch (owner.kind) {
    case 'pod':
      return podEndpoint(index, owner, { ip, attribution: 'ip_time', confidence: 'probable' });
    case 'node':
      return nodeEndpoint(index, owner, ip, span);
    case 'service':
      return serviceEndpoint(owner.object, ip);
  }
}

function podEndpoint(index: ClusterIndex, { pod }: KnownPod, evidence: Evidence): Endpoint {
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
function nodeEndpoint(index: ClusterIndex, owner: KnownNode, ip: string, span: Span): Endpoint {
  const { name } = owner.object;
  const evidence = { ip, attribution: 'node_address', confidence: 'ambiguous' } as const;
  const pods = hostNetworkPods(index, owner).filter((pod) => isThere(pod, span));
  return {
    kind: 'node',
    namespace: '',
    name,
    workload: undefined,
    labels: {},
    node: name,
    ...evidence,
    confidence: 'probable',
    candidates: sortedEndpoints(pods.map((pod) => podEndpoint(index, pod, evidence))),
  };
}

function hostNetworkPods(index: ClusterIndex, node: KnownNode): readonly KnownPod[] {
  return index.pods.hostNetworkPods(node.object.name);
}

/** A loop: most nodes are asked for with all of their pods there, and nothing is to be made. */
function areAllThere(pods: readonly KnownPod[], span: Span): boolean {
  for (let i = 0; i < pods.length; i++) if (!isThere(pods[i]!, span)) return false;
  return true;
}

function isThere({ life }: KnownPod, { firstUs, lastUs }: Span): boolean {
  return lastUs === 0 || mayHold(life, firstUs, lastUs);
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

/** In an order that does not depend on who came first. */
export function sortedEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
  const nameOf = (end: Endpoint) => `${end.kind}/${end.namespace}/${end.name}`;
  return endpoints.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
