/**
 * Everything that can stand at the end of a flow, by interface and by address, over time. Either
 * built once out of a file's objects, or told by reflectors: each part is the sink of one resource.
 * What it knows of may be the whole cluster or one node's part (`scope`).
 */
import { type Cidr, parseCidr } from '../flow/cidr.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { AddressClaims } from './history/address-claims.ts';
import type { Claim, Span } from './history/claim.ts';
import { DEFAULT_MARGINS, type Margins } from './history/knowledge.ts';
import type { KnownPod } from './history/known-pods.ts';
import { type KnownObject, ObjectHistory } from './history/object-history.ts';
import { ObjectTable } from './history/object-table.ts';
import { PodHistory } from './history/pod-history.ts';
import { withRecordedEnds } from './history/recorded-ends.ts';
import { ServicePorts } from './history/service-ports.ts';
import { DEFAULT_RETENTION, type Retention } from './history/tombstones.ts';
import type { ClusterObjects, Namespace, Node, Service } from './objects.ts';
import { OutsideNames } from './outside/outside-names.ts';
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
  readonly margins?: Margins;
  readonly retention?: Retention;
  /** Blocks of pods beside the nodes' own (Calico's IP pools), and of services. */
  readonly podCidrs?: readonly Cidr[];
  readonly serviceCidrs?: readonly Cidr[];
}

export type KnownNode = KnownObject<'node', Node>;
export type KnownService = KnownObject<'service', Service>;
/** Whoever holds an address. */
export type Owner = KnownPod | KnownNode | KnownService;

export class ClusterIndex {
  readonly scope: IndexScope;
  readonly pods: PodHistory;
  readonly nodes: ObjectHistory<'node', Node>;
  readonly services: ObjectHistory<'service', Service>;
  readonly namespaces: ObjectTable<Namespace>;
  readonly owners: ControllerOwners;
  readonly servicePorts: ServicePorts;
  readonly outside = new OutsideNames();
  readonly #options: ClusterIndexOptions;
  readonly #claims = new AddressClaims<Owner>();
  #version = 0;
  #areBlocksStale = true;

  /** Without objects nothing is known until reflectors tell. */
  constructor(objects?: ClusterObjects, options: ClusterIndexOptions = {}) {
    const { margins = DEFAULT_MARGINS, retention = DEFAULT_RETENTION, interfacePrefix } = options;
    const kept = { margins, retention, claims: this.#claims };
    const onChange = () => {
      this.#version++;
    };
    const onNode = (before?: Node, now?: Node) => {
      if (String(before?.podCidrs) !== String(now?.podCidrs)) this.#areBlocksStale = true;
    };
    this.#options = options;
    this.scope = options.scope ?? 'cluster';
    this.pods = new PodHistory({ ...kept, interfacePrefix, onChange });
    this.nodes = new ObjectHistory<'node', Node>({ ...kept, shape: NODE, onChange: onNode });
    this.services = new ObjectHistory<'service', Service>({ ...kept, shape: SERVICE });
    this.namespaces = new ObjectTable({ keyOf: ({ name }) => name, retention });
    this.owners = new ControllerOwners(objects?.controllers, { retention, onChange });
    this.servicePorts = new ServicePorts(margins, retention);
    if (objects !== undefined) this.#record(objects);
  }

  #record({ pods, nodes, services, namespaces }: ClusterObjects): void {
    this.pods.record(withRecordedEnds(pods));
    this.nodes.record(nodes);
    this.services.record(services);
    for (const namespace of namespaces) this.namespaces.applied(namespace);
  }

  /** Grows when what was made of other objects than an address's own may have changed. */
  get version(): number {
    return this.#version;
  }

  /** Grows whenever an address or an interface may have got a holder. */
  get arrivals(): number {
    return this.#claims.added + this.pods.arrivals;
  }

  /** Who alone can have had the address throughout the span (AddressClaims.sole). */
  soleHolder(ip: string, span: Span): Claim<Owner> | undefined {
    const isAnyTime = span.lastUs === 0;
    const firstUs = isAnyTime ? Number.NEGATIVE_INFINITY : span.firstUs;
    const lastUs = isAnyTime ? Number.POSITIVE_INFINITY : span.lastUs;
    return this.#claims.sole(ip, firstUs, lastUs, this.scope === 'node');
  }

  /** Whether somebody has or had the address, as far back as is remembered. */
  isTaken(ip: string): boolean {
    return this.#claims.has(ip);
  }

  /** Everybody who may have had it; a span without a time excludes nobody. */
  candidates(ip: string, span: Span): readonly Claim<Owner>[] {
    const isAnyTime = span.lastUs === 0;
    const firstUs = isAnyTime ? Number.NEGATIVE_INFINITY : span.firstUs;
    const lastUs = isAnyTime ? Number.POSITIVE_INFINITY : span.lastUs;
    return this.#claims.candidates(ip, firstUs, lastUs);
  }

  /** Pods until here are known: later records may be named better, later. */
  get knownUntilUs(): number {
    return this.pods.knowledge.horizonUs;
  }

  /**
   * What the address is if it is nobody's in the cluster; undefined when that is not certain: it
   * was somebody's, lies in a block of pods, or could be that of a pod which is not known.
   */
  outsideEndpoint(ip: string, span: Span): Endpoint | undefined {
    if (this.scope === 'node' || this.isTaken(ip)) return undefined;
    if (this.#areBlocksStale) this.#arrangeBlocks();
    const answer = this.outside.answer(ip);
    if (answer.named !== undefined) return answer.named;
    if (answer.isInPodBlock) return undefined;
    const { knowledge } = this.pods;
    const isAllKnown = knowledge.covers(span.firstUs, span.lastUs);
    return answer.isPrivate && !isAllKnown ? undefined : answer.unnamed;
  }

  #arrangeBlocks(): void {
    this.#areBlocksStale = false;
    const { podCidrs = [], serviceCidrs = [] } = this.#options;
    const ofNodes = [...this.nodes.values()]
      .flatMap(({ object }) => object.podCidrs)
      .map(parseCidr)
      .filter((cidr) => cidr !== undefined);
    this.outside.setBlocks({ pods: [...podCidrs, ...ofNodes], services: serviceCidrs });
  }
}

const NODE = {
  kind: 'node' as const,
  nameOf: ({ name }: Node) => name,
  addressesOf: ({ addresses }: Node) => addresses,
  createdUsOf: ({ createdUs }: Node) => createdUs,
};

const SERVICE = {
  kind: 'service' as const,
  nameOf: ({ namespace, name }: Service) => `${namespace}/${name}`,
  addressesOf: ({ clusterIps }: Service) => clusterIps,
  createdUsOf: ({ createdUs }: Service) => createdUs,
};

/** An index that knows nothing: every end stays as the line shows it. */
export function emptyIndex(): ClusterIndex {
  return new ClusterIndex(undefined, { scope: 'node' });
}
