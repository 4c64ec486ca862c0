/**
 * Everything that can stand at the end of a flow, by interface and by address.
 * Built once out of ClusterObjects; what it knows of may be the whole cluster or one node's part
 * (`scope`).
 */
import { parseAddress } from '../flow/address.ts';
import { type Cidr, cidrContains, parseCidr } from '../flow/cidr.ts';
import type { ClusterObjects, Node, Service } from './objects.ts';
import { PodIndex } from './pod-index.ts';
import { ControllerOwners } from './workload.ts';

/**
 * `cluster`: an address that is not known is no object of the cluster. `node`: it may belong to any
 * other node.
 */
export type IndexScope = 'cluster' | 'node';

export interface ClusterIndexOptions {
  readonly scope?: IndexScope;
  /** First letters of workload interfaces, if Felix's InterfacePrefix is not the default. */
  readonly interfacePrefix?: string;
}

export class ClusterIndex {
  readonly scope: IndexScope;
  readonly pods: PodIndex;
  readonly owners: ControllerOwners;
  readonly #nodes = new Map<string, Node>();
  readonly #services = new Map<string, Service>();
  readonly #podBlocks: readonly Cidr[];

  constructor(objects: ClusterObjects, options: ClusterIndexOptions = {}) {
    this.scope = options.scope ?? 'cluster';
    this.pods = new PodIndex(objects.pods, options.interfacePrefix);
    this.owners = new ControllerOwners(objects.controllers);
    for (const node of objects.nodes) {
      for (const address of node.addresses) this.#nodes.set(address, node);
    }
    for (const service of objects.services) {
      for (const ip of service.clusterIps) this.#services.set(ip, service);
    }
    this.#podBlocks = objects.nodes
      .flatMap((node) => node.podCidrs)
      .map(parseCidr)
      .filter((cidr) => cidr !== undefined);
  }

  /** The node that an address belongs to, tunnel addresses included. */
  nodeByAddress(ip: string): Node | undefined {
    return this.#nodes.get(ip);
  }

  serviceByAddress(ip: string): Service | undefined {
    return this.#services.get(ip);
  }

  /**
   * Whether the address is certainly none of the cluster's: nobody's now, nobody's before, in no
   * node's pod block.
   */
  isOutside(ip: string): boolean {
    if (this.scope !== 'cluster' || this.pods.hasAddress(ip)) return false;
    if (this.#nodes.has(ip) || this.#services.has(ip)) return false;
    const address = parseAddress(ip);
    return address !== undefined && !this.#podBlocks.some((cidr) => cidrContains(cidr, address));
  }
}

/** An index that knows nothing: every end stays as the line shows it. */
export function emptyIndex(): ClusterIndex {
  const none = { pods: [], nodes: [], services: [], namespaces: [], controllers: [] };
  return new ClusterIndex(none, { scope: 'node' });
}
