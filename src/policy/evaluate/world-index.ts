/** The world by what ends of flows name: pods, workloads, services, nodes. */
import { parseCidr } from '../../flow/cidr.ts';
import { YES } from '../model/tri.ts';
import type {
  HostEndpoint,
  Labels,
  World,
  WorldNode,
  WorldPod,
  WorldService,
} from '../model/world.ts';
import { matchSelector } from '../selector/match-selector.ts';
import { allOf, type Selector } from '../selector/selector.ts';
import { objectLabels } from './pod-labels.ts';

/** Where addresses of pods may come from in any cluster. */
const PRIVATE_BLOCKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
];

export class WorldIndex {
  readonly podBlocks;
  readonly #world: World;
  readonly #pods = new Map<string, WorldPod>();
  readonly #byWorkload = new Map<string, WorldPod[]>();
  readonly #byNamespace = new Map<string, WorldPod[]>();
  readonly #accounts = new Map<string, Labels>();
  readonly #services = new Map<string, WorldService>();
  readonly #nodes = new Map<string, WorldNode>();
  readonly #nodeByAddress = new Map<string, WorldNode>();
  readonly #hosts = new Map<string, HostEndpoint[]>();

  constructor(world: World) {
    this.#world = world;
    const anyway = PRIVATE_BLOCKS.map(parseCidr).filter((block) => block !== undefined);
    this.podBlocks = [...anyway, ...world.podBlocks];
    for (const pod of world.pods) this.#addPod(pod);
    for (const account of world.serviceAccounts) {
      this.#accounts.set(`${account.namespace}/${account.name}`, account.labels);
    }
    for (const service of world.services) {
      this.#services.set(`${service.namespace}/${service.name}`, service);
    }
    for (const node of world.nodes) {
      this.#nodes.set(node.name, node);
      for (const address of node.addresses) this.#nodeByAddress.set(address, node);
    }
    for (const host of world.hostEndpoints) push(this.#hosts, host.node, host);
  }

  #addPod(pod: WorldPod): void {
    const { namespace, name, workload } = pod;
    if (name !== '') this.#pods.set(`${namespace}/${name}`, pod);
    push(this.#byWorkload, `${workload.kind} ${namespace}/${workload.name}`, pod);
    push(this.#byNamespace, namespace, pod);
  }

  get hasHostEndpoints(): boolean {
    return this.#hosts.size > 0;
  }

  pod(namespace: string, name: string): WorldPod | undefined {
    return this.#pods.get(`${namespace}/${name}`);
  }

  podsOf(namespace: string, kind: string, name: string): readonly WorldPod[] {
    return this.#byWorkload.get(`${kind} ${namespace}/${name}`) ?? [];
  }

  namespaceLabels(namespace: string): Labels | undefined {
    return this.#world.namespaces.get(namespace);
  }

  accountLabels(namespace: string, name: string): Labels | undefined {
    return this.#accounts.get(`${namespace}/${name}`);
  }

  service(namespace: string, name: string): WorldService | undefined {
    return this.#services.get(`${namespace}/${name}`);
  }

  /** Undefined when they are not known: the service has no selector, or is not there. */
  podsBehind(service: WorldService | undefined): readonly WorldPod[] | undefined {
    if (service?.selector === undefined) return undefined;
    const selector = equalities(service.selector);
    const pods = this.#byNamespace.get(service.namespace) ?? [];
    return pods.filter(
      ({ labels }) => matchSelector(selector, objectLabels(labels, '', undefined)) === YES,
    );
  }

  /** By name, else by address. */
  node(name: string, address: string): WorldNode | undefined {
    return this.#nodes.get(name) ?? this.#nodeByAddress.get(address);
  }

  hostEndpoints(node: string): readonly HostEndpoint[] {
    return this.#hosts.get(node) ?? [];
  }
}

function equalities(labels: Labels): Selector {
  return allOf(
    ...Object.entries(labels).map(([label, value]): Selector => ({ op: 'equal', label, value })),
  );
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
