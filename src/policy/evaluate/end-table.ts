/**
 * Ends of flows as policies see them: the world's pods where they are known, else what the flow
 * says. An end that may be several things becomes all of them, and is decided where they agree.
 */
import { parseAddress } from '../../flow/address.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { tri, UNKNOWN, YES } from '../model/tri.ts';
import type { HostEndpoint, WorldPod } from '../model/world.ts';
import type { ClassTable } from './class-table.ts';
import type { End, HostSubject } from './end.ts';
import { type AddressFacts, familyOf } from './match-address.ts';
import { objectLabels, type PodFacts } from './pod-labels.ts';
import type { WorldIndex } from './world-index.ts';

interface Known {
  readonly endpoint: Endpoint;
  readonly ends: readonly End[];
}

/** Whether both mean the same ends, as far as the world knows them. */
function isAlike(a: Endpoint, b: Endpoint): boolean {
  return (
    a.kind === b.kind &&
    a.node === b.node &&
    a.name === b.name &&
    a.workload?.kind === b.workload?.kind &&
    a.workload?.name === b.workload?.name
  );
}

export class EndTable {
  readonly #world: WorldIndex;
  readonly #classes: ClassTable;
  /** By namespace, name of pod or workload, and address: texts that need not be put together. */
  readonly #known = new Map<string, Map<string, Map<string, Known[]>>>();

  constructor(world: WorldIndex, classes: ClassTable) {
    this.#world = world;
    this.#classes = classes;
  }

  /** What the end may be; at least one. */
  endsOf(endpoint: Endpoint): readonly End[] {
    const isAmbiguous = endpoint.confidence === 'ambiguous';
    if (isAmbiguous && endpoint.candidates.length > 0) {
      return endpoint.candidates.flatMap((candidate) => this.#endsOfOne(candidate));
    }
    if (isAmbiguous && endpoint.name === '') return [this.#unnamed(endpoint.ip)];
    return this.#endsOfOne(endpoint);
  }

  #endsOfOne(endpoint: Endpoint): readonly End[] {
    const known = this.#knownNear(endpoint);
    for (const { endpoint: other, ends } of known) if (isAlike(other, endpoint)) return ends;
    const ends = this.#make(endpoint);
    // An end that the world does not know is what its own labels say, which are not compared.
    if (!this.#isByLabels(endpoint)) known.push({ endpoint, ends });
    return ends;
  }

  #knownNear({ namespace, name, workload, ip }: Endpoint): Known[] {
    const ofNamespace = getOrMake(this.#known, namespace, () => new Map());
    const ofName = getOrMake(ofNamespace, name || workload?.name || '', () => new Map());
    return getOrMake(ofName, ip, () => []);
  }

  #isByLabels({ kind, namespace, name, workload }: Endpoint): boolean {
    if (kind !== 'pod' || this.#world.pod(namespace, name) !== undefined) return false;
    return this.#podsOf(namespace, workload).length === 0;
  }

  #make(endpoint: Endpoint): readonly End[] {
    switch (endpoint.kind) {
      case 'pod':
        return this.#pods(endpoint);
      case 'node':
        return [this.#host(endpoint.name || endpoint.node, endpoint.ip)];
      case 'service':
        return this.#behindService(endpoint);
      case 'outside': {
        const facts = addressFacts(endpoint.ip);
        return [end('outside', { ...facts, class: this.#classes.ofOutside(facts) })];
      }
      case 'unknown':
        return [this.#unnamed(endpoint.ip)];
    }
  }

  #unnamed(ip: string): End {
    const facts = addressFacts(ip);
    return end('unnamed', { ...facts, class: this.#classes.ofUnnamed(facts), ports: undefined });
  }

  #pods(endpoint: Endpoint): readonly End[] {
    const { namespace, name, workload, ip, node } = endpoint;
    const pod = name === '' ? undefined : this.#world.pod(namespace, name);
    if (pod !== undefined) return [this.#worldPod(pod, ip, node)];
    const pods = this.#podsOf(namespace, workload);
    if (pods.length > 0) return this.#alike(pods, endpoint);
    return [this.#podOfFlow(endpoint)];
  }

  #podsOf(namespace: string, workload: Endpoint['workload']): readonly WorldPod[] {
    return workload === undefined
      ? []
      : this.#world.podsOf(namespace, workload.kind, workload.name);
  }

  /** One end for all pods that policies cannot tell apart but by their addresses. */
  #alike(pods: readonly WorldPod[], { ip, node }: Pick<Endpoint, 'ip' | 'node'>): readonly End[] {
    const byLooks = new Map<string, End>();
    for (const pod of pods) {
      const made = { ...this.#worldPod(pod, ip, node), name: '', node };
      const key = `${made.kind} ${made.class.id} ${JSON.stringify(made.ports)}`;
      const known = byLooks.get(key);
      byLooks.set(key, known === undefined ? made : together(known, made));
    }
    return [...byLooks.values()];
  }

  #worldPod(pod: WorldPod, ip: string, node: string): End {
    const { namespace, name, labels, serviceAccount, ports } = pod;
    if (pod.hostNetwork) return this.#host(pod.node || node, ip);
    const addresses = ip === '' ? pod.ips : [ip];
    const facts = { addresses: addresses.flatMap(bytesOf), blocks: this.#world.podBlocks };
    const knowledge = name === '' ? 'template' : 'all';
    const of = this.#inherited({ namespace, labels, knowledge, serviceAccount });
    const made = { ...facts, class: this.#classes.ofPod(of, facts), namespace, name, ports };
    return end('pod', { ...made, node: node || pod.node });
  }

  /**
   * What the flow alone says: the labels that all of its pods had in common, without those that
   * tell replicas apart.
   */
  #podOfFlow({ namespace, name, labels, ip, node }: Endpoint): End {
    const facts = { ...addressFacts(ip), blocks: this.#world.podBlocks };
    const of = this.#inherited({
      namespace: namespace === '' ? undefined : namespace,
      labels,
      knowledge: name === '' ? 'some' : 'template',
      serviceAccount: undefined,
    });
    const made = { ...facts, class: this.#classes.ofPod(of, facts), namespace, name, node };
    return end('pod', { ...made, ports: undefined });
  }

  #inherited(facts: Omit<PodFacts, 'namespaceLabels' | 'serviceAccountLabels'>): PodFacts {
    const { namespace, serviceAccount } = facts;
    return {
      ...facts,
      namespaceLabels: namespace === undefined ? undefined : this.#world.namespaceLabels(namespace),
      serviceAccountLabels:
        namespace === undefined || serviceAccount === undefined
          ? undefined
          : this.#world.accountLabels(namespace, serviceAccount),
    };
  }

  #host(name: string, ip: string): End {
    const node = this.#world.node(name, ip);
    const addresses = ip === '' ? (node?.addresses ?? []) : [ip];
    const facts = { addresses: addresses.flatMap(bytesOf), blocks: undefined };
    const nodeName = node?.name ?? name;
    const endpoints = this.#world.hostEndpoints(nodeName);
    const members = endpoints.map((endpoint) => ({
      key: endpoint.name,
      labels: objectLabels(endpoint.labels, '', undefined),
      isThere: tri(hasAddress(endpoint, addresses)),
    }));
    const known = { name: nodeName, labels: node?.labels };
    return end('host', {
      ...facts,
      class: this.#classes.ofHost(members, known, facts),
      name: nodeName,
      node: nodeName,
      ports: endpoints.flatMap(({ ports }) => ports),
      hosts: endpoints.map((endpoint) => this.#hostSubject(endpoint, addresses)),
    });
  }

  #hostSubject(endpoint: HostEndpoint, addresses: readonly string[]): HostSubject {
    const isSure = endpoint.interfaceName === '*' || hasAddress(endpoint, addresses);
    return {
      endpoint,
      class: this.#classes.ofHostEndpoint(endpoint.name, endpoint.labels),
      applies: isSure ? YES : UNKNOWN,
    };
  }

  /** Policies see the pods behind a service, whose ports are translated. */
  #behindService({ namespace, name, ip }: Endpoint): readonly End[] {
    const service = this.#world.service(namespace, name);
    const pods = this.#world.podsBehind(service) ?? [];
    if (service === undefined || pods.length === 0) return [this.#unnamed('')];
    const length = addressFacts(ip).addresses[0]?.length;
    const isOfLength = (address: Uint8Array) => length === undefined || address.length === length;
    return this.#alike(pods, { ip: '', node: '' }).map((made) => ({
      ...withAddresses(made, made.addresses.filter(isOfLength)),
      servicePorts: service.ports,
    }));
  }
}

function hasAddress({ expectedIps }: HostEndpoint, addresses: readonly string[]): boolean {
  return addresses.some((address) => expectedIps.includes(address));
}

function together(a: End, b: End): End {
  const isAlone = a.addresses.length === 0 || b.addresses.length === 0;
  return withAddresses(a, isAlone ? [] : [...a.addresses, ...b.addresses]);
}

function withAddresses(made: End, addresses: readonly Uint8Array[]): End {
  return { ...made, addresses, family: familyOf(addresses) };
}

function bytesOf(ip: string): Uint8Array[] {
  const bytes = parseAddress(ip);
  return bytes === undefined ? [] : [bytes];
}

function addressFacts(ip: string): AddressFacts {
  return { addresses: bytesOf(ip), blocks: undefined };
}

type Made = Pick<End, 'class' | 'addresses' | 'blocks'> & Partial<End>;

/** Fills in what most ends do not have. */
function end(kind: End['kind'], made: Made): End {
  const none = { namespace: '', name: '', node: '', ports: [], servicePorts: undefined, hosts: [] };
  return { kind, family: familyOf(made.addresses), ...none, ...made };
}

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
