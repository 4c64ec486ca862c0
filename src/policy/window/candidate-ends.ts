/** All ends that connections of a cluster may have, with what policies can look at. */
import { formatAddress, parseAddress } from '../../flow/address.ts';
import type { Cidr } from '../../flow/cidr.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { type LabelKnowledge, objectLabels, podLabels } from '../evaluate/pod-labels.ts';
import { nodeEnd, outsideEnd, podEnd } from '../evaluate/world-ends.ts';
import type { ContainerPort, World, WorldNode, WorldPod } from '../model/world.ts';
import type { LabelView } from '../selector/match-selector.ts';

export interface CandidateEnd {
  readonly end: Endpoint;
  /** As policies select it: a pod, or the host endpoints of a node; none: they select it never. */
  readonly subjects: readonly LabelView[];
  /** As rules look at it, own and inherited ones; those of a node, too. */
  readonly labels: readonly LabelView[];
  /** Its own alone. */
  readonly ownLabels: LabelView;
  readonly addresses: readonly Uint8Array[];
  readonly ports: readonly ContainerPort[];
}

/** Where nothing lies that policies name. Source: RFC 5737, RFC 3849. */
const ELSEWHERE = ['198.51.100.1', '2001:db8::1'];

/** `blocks`: what policies name of the world outside. */
export function candidateEnds(world: World, blocks: readonly Cidr[]): CandidateEnd[] {
  const accounts = new Map(
    world.serviceAccounts.map(({ namespace, name, labels }) => [`${namespace}/${name}`, labels]),
  );
  const pods = world.pods.filter(({ hostNetwork }) => !hostNetwork);
  const outside = new Set([...blocks.flatMap(edgesOf), ...ELSEWHERE]);
  return [
    ...pods.map((pod) => podCandidate(pod, world, accounts)),
    ...world.nodes.map((node) => nodeCandidate(node, world)),
    ...[...outside].map((ip) => ({ ...NOTHING, end: outsideEnd(ip), addresses: bytesOf([ip]) })),
  ];
}

const NO_LABELS: LabelView = { get: () => undefined };
const NOTHING = { subjects: [], labels: [], ownLabels: NO_LABELS, ports: [] };

type Accounts = ReadonlyMap<string, WorldPod['labels']>;

function podCandidate(pod: WorldPod, { namespaces }: World, accounts: Accounts): CandidateEnd {
  const { namespace, name, labels, serviceAccount, ports, ips } = pod;
  const knowledge: LabelKnowledge = name === '' ? 'template' : 'all';
  const view = podLabels({
    ...{ namespace, labels, knowledge, serviceAccount },
    namespaceLabels: namespaces.get(namespace),
    serviceAccountLabels: accounts.get(`${namespace}/${serviceAccount}`),
  });
  const ownLabels = objectLabels(labels, '', undefined);
  const looks = { subjects: [view], labels: [view], ownLabels };
  return { ...looks, end: podEnd(pod), addresses: bytesOf(ips), ports };
}

function nodeCandidate(node: WorldNode, { hostEndpoints }: World): CandidateEnd {
  const ownLabels = objectLabels(node.labels, '', undefined);
  const hosts = hostEndpoints.filter((host) => host.node === node.name);
  const subjects = hosts.map(({ labels }) => objectLabels(labels, '', undefined));
  const looks = { subjects, labels: [ownLabels, ...subjects], ownLabels };
  const ports = hosts.flatMap((host) => host.ports);
  return { ...looks, end: nodeEnd(node), addresses: bytesOf(node.addresses), ports };
}

function bytesOf(ips: readonly string[]): Uint8Array[] {
  return ips.map(parseAddress).filter((address) => address !== undefined);
}

/** First and last address of the block. */
function edgesOf({ address, bits }: Cidr): string[] {
  const edge = (isLast: boolean) =>
    address.map((byte, i) => {
      const hostBits = Math.min(8, Math.max(0, 8 * (i + 1) - bits));
      const mask = (1 << hostBits) - 1;
      return isLast ? byte | mask : byte & ~mask;
    });
  return [formatAddress(edge(false)), formatAddress(edge(true))];
}
