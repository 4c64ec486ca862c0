/**
 * One end for each kind of end that the policies can tell apart: pods, nodes and addresses outside.
 * Policies look at an end through the conditions in their selectors, their address blocks, services
 * and named ports; ends for which all of these have the same answers are treated the same.
 */
import { formatAddress, parseAddress } from '../../flow/address.ts';
import { type Cidr, cidrContains } from '../../flow/cidr.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { type LabelKnowledge, objectLabels, podLabels } from '../evaluate/pod-labels.ts';
import { nodeEnd, outsideEnd, podEnd } from '../evaluate/world-ends.ts';
import type { Policy } from '../model/policy.ts';
import type { EntityMatch, Rule } from '../model/rule.ts';
import type { World, WorldNode, WorldPod } from '../model/world.ts';
import { type LabelView, matchSelector } from '../selector/match-selector.ts';
import type { Selector } from '../selector/selector.ts';

export interface Representatives {
  readonly pods: readonly Endpoint[];
  /** Nodes, and addresses outside the cluster. */
  readonly others: readonly Endpoint[];
}

/** Of one kind, so that a pod meets a node that it does not run on. */
const NODES_PER_KIND = 2;
/** Where nothing lies that policies name. Source: RFC 5737, RFC 3849. */
const ELSEWHERE = ['198.51.100.1', '2001:db8::1'];

export function representatives(policies: readonly Policy[], world: World): Representatives {
  const look = new Look(policies, world);
  const pods = world.pods.filter(({ hostNetwork }) => !hostNetwork);
  const outside = [...look.blocks.flatMap(edgesOf), ...ELSEWHERE];
  return {
    pods: oneOfEach(pods, (pod) => look.atPod(pod)).map(podEnd),
    others: [
      ...oneOfEach(world.nodes, (node) => look.atNode(node), NODES_PER_KIND).map(nodeEnd),
      ...oneOfEach(outside, (ip) => look.atAddresses([ip])).map(outsideEnd),
    ],
  };
}

function oneOfEach<T>(all: readonly T[], answers: (one: T) => string, most = 1): T[] {
  const kinds = new Map<string, T[]>();
  for (const one of all) {
    const key = answers(one);
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, [one]);
    else if (known.length < most) known.push(one);
  }
  return [...kinds.values()].flat();
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

/** What the policies ask of an end. */
class Look {
  readonly blocks: readonly Cidr[];
  readonly #conditions: readonly Selector[];
  readonly #services: readonly Selector[];
  readonly #portNames: ReadonlySet<string>;
  readonly #world: World;
  readonly #accounts: ReadonlyMap<string, Readonly<Record<string, string>>>;

  constructor(policies: readonly Policy[], world: World) {
    const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
    const entities = rules.flatMap(entitiesOf);
    const selectors = [
      ...policies.map(({ subject }) => subject),
      ...entities.flatMap(({ selector, notSelector, nodes }) => [selector, notSelector, nodes]),
    ].filter((selector) => selector !== undefined);
    this.#world = world;
    this.#conditions = distinct(selectors.flatMap(conditionsOf));
    this.#services = servicesIn(entities, world);
    this.#portNames = new Set(rules.flatMap(portNamesOf));
    this.blocks = distinct([
      ...entities.flatMap(({ nets = [], notNets = [] }) => [...nets, ...notNets]),
      ...world.networkSets.flatMap(({ nets }) => nets),
    ]);
    this.#accounts = new Map(
      world.serviceAccounts.map(({ namespace, name, labels }) => [`${namespace}/${name}`, labels]),
    );
  }

  atPod(pod: WorldPod): string {
    const { namespace, name, labels, serviceAccount, ports, ips } = pod;
    const knowledge: LabelKnowledge = name === '' ? 'template' : 'all';
    const view = podLabels({
      ...{ namespace, labels, knowledge, serviceAccount },
      namespaceLabels: this.#world.namespaces.get(namespace),
      serviceAccountLabels: this.#accounts.get(`${namespace}/${serviceAccount}`),
    });
    const named = ports.filter(({ name: portName }) => this.#portNames.has(portName));
    const own = objectLabels(labels, '', undefined);
    const services = this.#services.map((selector) => matchSelector(selector, own));
    return [this.#at(view), services, JSON.stringify(named), this.atAddresses(ips)].join(' ');
  }

  atNode({ name, labels, addresses }: WorldNode): string {
    const hosts = this.#world.hostEndpoints.filter(({ node }) => node === name);
    const views = [labels, ...hosts.map((host) => host.labels)].map((each) =>
      this.#at(objectLabels(each, '', undefined)),
    );
    return [...views, this.atAddresses(addresses)].join(' ');
  }

  atAddresses(ips: readonly string[]): string {
    const addresses = ips.map(parseAddress).filter((address) => address !== undefined);
    const families = addresses.map(({ length }) => length).sort();
    const within = this.blocks.map((block) =>
      addresses.some((address) => cidrContains(block, address)) ? 1 : 0,
    );
    return `${families}:${within.join('')}`;
  }

  #at(view: LabelView): string {
    return this.#conditions.map((condition) => matchSelector(condition, view)).join('');
  }
}

function entitiesOf({ sources = [], destinations = [] }: Rule): EntityMatch[] {
  return [...sources, ...destinations];
}

/** What a selector asks of a single label. */
function conditionsOf(selector: Selector): Selector[] {
  if (selector.op === 'all') return [];
  if (selector.op === 'not') return conditionsOf(selector.of);
  return 'label' in selector ? [selector] : selector.of.flatMap(conditionsOf);
}

function portNamesOf({ traffic = [] }: Rule): string[] {
  const ports = traffic.flatMap(({ ports: of = [], notPorts = [] }) => [...of, ...notPorts]);
  return ports.flatMap((port) => ('name' in port ? [port.name] : []));
}

function servicesIn(entities: readonly EntityMatch[], { services }: World): Selector[] {
  const named = distinct(entities.flatMap(({ service }) => service ?? []));
  return named.flatMap(({ namespace, name }) => {
    const found = services.find((each) => each.namespace === namespace && each.name === name);
    const labels = Object.entries(found?.selector ?? {});
    const of = labels.map(([label, value]): Selector => ({ op: 'equal', label, value }));
    return [{ op: 'and', of }];
  });
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
