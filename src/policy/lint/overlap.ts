/**
 * Whether rules may be about the same connections. Said of what rules say, not of connections: a
 * yes may be wrong, a no is not.
 */
import type { Cidr } from '../../flow/cidr.ts';
import { matchNets } from '../evaluate/match-address.ts';
import { objectLabels } from '../evaluate/pod-labels.ts';
import { WorldIndex } from '../evaluate/world-index.ts';
import type { EntityMatch, PortMatch, TrafficMatch } from '../model/rule.ts';
import { NO } from '../model/tri.ts';
import type { World } from '../model/world.ts';
import { type LabelView, matchSelector } from '../selector/match-selector.ts';
import type { Selector } from '../selector/selector.ts';
import { mayShare, type PodsOf, type ReadPods, takesAll } from './pods-of.ts';

export type Entities = readonly EntityMatch[] | undefined;
export type Traffics = readonly TrafficMatch[] | undefined;

export class Overlap {
  readonly #podsOf: ReadPods;
  readonly #podBlocks: readonly Cidr[];
  /** Those that may hold addresses of pods. */
  readonly #sets: readonly LabelView[];

  constructor(world: World, podsOf: ReadPods) {
    this.#podsOf = podsOf;
    this.#podBlocks = new WorldIndex(world).podBlocks;
    const address = { addresses: [], blocks: this.#podBlocks };
    this.#sets = world.networkSets
      .filter(({ nets }) => matchNets({ nets }, address, undefined) !== NO)
      .map(({ namespace, labels }) =>
        objectLabels(labels, namespace, world.namespaces.get(namespace)),
      );
  }

  /** Whether some of the pods may be meant. */
  ofPods(entities: Entities, pods: PodsOf): boolean {
    return entities === undefined || entities.some((entity) => this.#mayTake(entity, pods));
  }

  /** Whether an end may be meant by both. */
  ofEntities(some: Entities, others: Entities): boolean {
    if (some === undefined || others === undefined) return true;
    return some.some((a) => others.some((b) => this.#mayBeSame(a, b)));
  }

  #mayBeSame(a: EntityMatch, b: EntityMatch): boolean {
    if (a.nets !== undefined && b.nets !== undefined) {
      return b.nets.some((net) => matchNets(a, { addresses: [], blocks: [net] }, undefined) !== NO);
    }
    if (a.selector !== undefined) return this.#mayTake(b, this.#podsOf(a.selector));
    if (b.selector !== undefined) return this.#mayTake(a, this.#podsOf(b.selector));
    return true;
  }

  #mayTake(entity: EntityMatch, pods: PodsOf): boolean {
    if (entity.nodes !== undefined || entity.domainNames !== undefined) return false;
    const { selector, notSelector } = entity;
    if (selector !== undefined && !this.#maySelect(selector, pods)) return false;
    if (notSelector !== undefined && takesAll(notSelector, pods)) return false;
    const address = { addresses: [], blocks: this.#podBlocks };
    return matchNets(entity, address, undefined) !== NO;
  }

  /** A pod is also meant by the network sets that its address is in. */
  #maySelect(selector: Selector, pods: PodsOf): boolean {
    if (mayShare(this.#podsOf(selector), pods)) return true;
    return this.#sets.some((labels) => matchSelector(selector, labels) !== NO);
  }
}

export function mayShareTraffic(some: Traffics, others: Traffics): boolean {
  if (some === undefined || others === undefined) return true;
  return some.some((a) => others.some((b) => mayBeSameTraffic(a, b)));
}

function mayBeSameTraffic(a: TrafficMatch, b: TrafficMatch): boolean {
  return mayTakeProtocol(a, b.protocol) && mayTakeProtocol(b, a.protocol) && mayBeSamePort(a, b);
}

/** Undefined: any. */
function mayTakeProtocol(match: TrafficMatch, protocol: number | undefined): boolean {
  if (protocol === undefined) return true;
  return (match.protocol ?? protocol) === protocol && match.notProtocol !== protocol;
}

function mayBeSamePort({ ports: some }: TrafficMatch, { ports: others }: TrafficMatch): boolean {
  if (some === undefined || others === undefined) return true;
  return some.some((a) => others.some((b) => overlaps(a, b)));
}

/** A name may stand for any port, but two names for the same only where they are equal. */
function overlaps(a: PortMatch, b: PortMatch): boolean {
  if ('name' in a && 'name' in b) return a.name === b.name;
  if ('name' in a || 'name' in b) return true;
  return a.from <= b.to && b.from <= a.to;
}
