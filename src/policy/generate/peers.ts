/**
 * Who an end of an edge is in a rule: pods by their labels, or addresses where no labels are. An
 * end that may be several things is nobody: a rule for one of them would be a guess.
 */
import { canonicalAddress, parseAddress } from '../../flow/address.ts';
import { cidrContains } from '../../flow/cidr.ts';
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { podEnd } from '../evaluate/world-ends.ts';
import { WorldIndex } from '../evaluate/world-index.ts';
import type { World, WorldNode, WorldService } from '../model/world.ts';
import { portBehind } from './behind-service.ts';
import type { LeftOutReason } from './left-out.ts';
import { compare, type WorkloadGroup, type WorkloadGroups } from './workload-groups.ts';

const DNS_PORT = 53;

export interface PodPeer {
  readonly kind: 'pods';
  readonly key: string;
  readonly group: WorkloadGroup;
}

export interface BlockPeer {
  readonly kind: 'host' | 'outside';
  readonly key: string;
  /** Of the node; empty when it is not known. */
  readonly node: string;
  /** Each of one address. */
  readonly cidrs: readonly string[];
}

export type Peer = PodPeer | BlockPeer;

export class PeerTable {
  readonly #groups: WorkloadGroups;
  readonly #world: World;
  readonly #index: WorldIndex;
  readonly #podAddresses: ReadonlySet<string>;

  constructor(world: World, groups: WorkloadGroups) {
    this.#groups = groups;
    this.#world = world;
    this.#index = new WorldIndex(world);
    const pods = world.pods.filter(({ hostNetwork }) => !hostNetwork);
    this.#podAddresses = new Set(pods.flatMap(({ ips }) => ips));
  }

  /** All of them are needed: a service may stand for several workloads. */
  peersOf(end: Endpoint): readonly Peer[] | LeftOutReason {
    if (end.confidence === 'ambiguous') return this.#agreed(end.candidates);
    switch (end.kind) {
      case 'pod':
        return this.#ofPod(end);
      case 'node':
        return this.#ofNode(this.#index.node(end.name || end.node, end.ip), end);
      case 'service':
        return this.#behind(this.#index.service(end.namespace, end.name));
      case 'outside':
        return this.#ofAddress(end);
      case 'unknown':
        return 'unnamed_end';
    }
  }

  /** The traffic as it reaches the pods, where a service was its destination. */
  behindService<T extends Pick<Edge, 'destination' | 'protocol' | 'port'>>(edge: T): T {
    const { kind, namespace, name } = edge.destination;
    const service = kind === 'service' ? this.#index.service(namespace, name) : undefined;
    if (service === undefined) return edge;
    return { ...edge, port: portBehind(service, this.#index.podsBehind(service) ?? [], edge) };
  }

  /** Whether names are asked for: servers may listen elsewhere than at their service's port 53. */
  isAskingDns({ protocol, port, services }: Pick<Edge, 'protocol' | 'port' | 'services'>): boolean {
    if (port === DNS_PORT) return true;
    return services.some((text) => {
      const [namespace = '', name = ''] = text.split('/');
      const service = this.#index.service(namespace, name);
      if (service === undefined || port === undefined) return false;
      const pods = this.#index.podsBehind(service) ?? [];
      return portBehind(service, pods, { protocol, port: DNS_PORT }) === port;
    });
  }

  #agreed(candidates: readonly Endpoint[]): readonly Peer[] | LeftOutReason {
    const all = candidates.map((candidate) => this.peersOf(candidate));
    const keys = new Set(all.map((peers) => isNobody(peers) || peers.map(({ key }) => key).join()));
    return keys.size === 1 && !keys.has(true) ? all[0]! : 'ambiguous_end';
  }

  #ofPod(end: Endpoint): readonly Peer[] | LeftOutReason {
    const hosts = this.#groups.hostsOf(end);
    const group = this.#groups.groupOf(end);
    if (hosts.length === 0) return group === undefined ? 'unnamed_end' : ofGroup(group);
    // While it moves into the host's network, a workload has pods of both kinds.
    if (group !== undefined) return 'ambiguous_end';
    return this.#ofHosts(new Set(hosts.map(({ node }) => node)), end);
  }

  #ofHosts(nodes: ReadonlySet<string>, end: Endpoint): readonly Peer[] | LeftOutReason {
    if (nodes.size === 1) return this.#ofNode(this.#index.node([...nodes][0]!, end.ip), end);
    const known = this.#world.nodes.filter(({ name, addresses }) =>
      end.ip === '' ? nodes.has(name) : addresses.includes(end.ip),
    );
    if (known.length === 0) return 'address_not_kept';
    return known.flatMap((node) => this.#ofNode(node, end) as readonly Peer[]);
  }

  #ofNode(node: WorldNode | undefined, end: Endpoint): readonly Peer[] | LeftOutReason {
    const own = canonicalAddress(end.ip);
    const addresses = new Set([...(node?.addresses ?? []), ...(own === undefined ? [] : [own])]);
    if (addresses.size === 0) return 'address_not_kept';
    return [block('host', node?.name ?? '', [...addresses])];
  }

  #behind(service: WorldService | undefined): readonly Peer[] | LeftOutReason {
    const pods = this.#index.podsBehind(service) ?? [];
    if (pods.length === 0) return 'service_not_known';
    const peers = pods.map((pod) => this.#ofPod(podEnd(pod)));
    const nobody = peers.find(isNobody);
    if (nobody !== undefined) return nobody;
    const byKey = new Map(peers.flatMap((some) => some as Peer[]).map((peer) => [peer.key, peer]));
    return [...byKey.values()];
  }

  /** One that pods get theirs from is some pod's tomorrow, whoever had it yesterday. */
  #ofAddress({ ip }: Endpoint): readonly Peer[] | LeftOutReason {
    const address = parseAddress(ip);
    if (address === undefined) return 'address_not_kept';
    const node = this.#index.node('', ip);
    if (node !== undefined) return [block('host', node.name, node.addresses)];
    const isOfPods = this.#world.podBlocks.some((of) => cidrContains(of, address));
    if (isOfPods || this.#podAddresses.has(ip)) return 'unnamed_end';
    return [block('outside', '', [ip])];
  }
}

export function isNobody<T>(found: readonly T[] | LeftOutReason): found is LeftOutReason {
  return typeof found === 'string';
}

function ofGroup(group: WorkloadGroup): readonly Peer[] | LeftOutReason {
  return group.selector === undefined
    ? 'no_labels'
    : [{ kind: 'pods', key: `pods ${group.key}`, group }];
}

function block(kind: BlockPeer['kind'], node: string, addresses: readonly string[]): BlockPeer {
  const known = addresses.map((ip) => canonicalAddress(ip) ?? ip);
  const cidrs = known.map((ip) => `${ip}/${ip.includes(':') ? 128 : 32}`).sort(compare);
  return { kind, key: `${kind} ${cidrs.join()}`, node, cidrs };
}
