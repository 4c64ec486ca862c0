/**
 * Ends that a set of policies cannot tell apart are of one kind for it. Policies look at an end
 * through the conditions in their selectors, address blocks, services and named ports; each such
 * question is put to every end once, and kinds are ends with the same answers.
 */
import { type Cidr, cidrContains } from '../../flow/cidr.ts';
import { formatPolicyId, type Policy } from '../model/policy.ts';
import type { EntityMatch, Rule } from '../model/rule.ts';
import type { World } from '../model/world.ts';
import { matchSelector } from '../selector/match-selector.ts';
import type { Selector } from '../selector/selector.ts';
import { type CandidateEnd, candidateEnds } from './candidate-ends.ts';

type Answer = string | number;

interface Question {
  readonly key: string;
  readonly ask: (of: CandidateEnd) => Answer;
}

export interface Asked {
  /** The same for the same policies. */
  readonly key: string;
  /** Of all ends, in their order. */
  readonly answers: readonly string[];
  /** One end of each kind. */
  readonly kinds: readonly CandidateEnd[];
}

/** Of a node, so that a pod meets one that it does not run on. */
const NODES_PER_KIND = 2;

export class EndKinds {
  /** One of each kind for all policies together. */
  readonly ends: readonly CandidateEnd[];
  readonly #world: World;
  readonly #asked = new Map<string, Asked>();
  /** By question: the answers of all ends. */
  readonly #answers = new Map<string, readonly Answer[]>();

  constructor(policies: readonly Policy[], world: World) {
    this.#world = world;
    const sets = world.networkSets.flatMap(({ nets }) => nets);
    const named = policies.flatMap(entitiesOf).flatMap(blocksOf);
    const candidates = candidateEnds(world, distinct([...named, ...sets]));
    const questions = this.#questions(policies);
    const answers = candidates.map((of) => questions.map(({ ask }) => ask(of)).join(' '));
    this.ends = oneOfEach(candidates, answers);
  }

  /** What these policies ask, and what comes of it. */
  askedBy(policies: readonly Policy[]): Asked {
    const key = policies.map(({ id, staged }) => `${staged ?? ''}${formatPolicyId(id)}`).join();
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const columns = this.#questions(policies).map((question) => this.#columnOf(question));
    const answers = this.ends.map((_, i) => columns.map((column) => column[i]).join(' '));
    const asked = { key, answers, kinds: oneOfEach(this.ends, answers) };
    this.#asked.set(key, asked);
    return asked;
  }

  #columnOf({ key, ask }: Question): readonly Answer[] {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const column = this.ends.map(ask);
    this.#answers.set(key, column);
    return column;
  }

  #questions(policies: readonly Policy[]): Question[] {
    const entities = policies.flatMap(entitiesOf);
    const ofEntities = entities.flatMap(({ selector, notSelector, nodes }) => [
      ...[selector, notSelector, nodes],
    ]);
    const selectors = [...policies.map(({ subject }) => subject), ...ofEntities];
    const conditions = selectors.flatMap((each) => (each ? conditionsOf(each) : []));
    const portNames = policies.flatMap(rulesOf).flatMap(portNamesOf);
    return [
      ALWAYS,
      ...distinct(conditions).map(ofCondition),
      ...distinct(entities.flatMap(blocksOf)).map(ofBlock),
      ...this.#ofNetworkSets(entities),
      ...distinct(entities.flatMap(({ service }) => service ?? [])).map((service) =>
        ofService(service, this.#world),
      ),
      ...distinct(portNames).map(ofPortName),
    ];
  }

  /** A selector takes an address in a set by the set's labels: each is a question. */
  #ofNetworkSets(entities: readonly EntityMatch[]): Question[] {
    const isSelecting = entities.some(({ selector, notSelector }) => selector || notSelector);
    return isSelecting
      ? distinct(this.#world.networkSets.flatMap(({ nets }) => nets)).map(ofBlock)
      : [];
  }
}

/** What is seen of an end without any condition. */
const ALWAYS: Question = {
  key: 'kind',
  ask: ({ end, addresses }) => `${end.kind} ${addresses.map(({ length }) => length).sort()}`,
};

function ofCondition(condition: Selector): Question {
  const ask = ({ labels }: CandidateEnd) =>
    labels.map((view) => matchSelector(condition, view)).join('');
  return { key: `condition ${JSON.stringify(condition)}`, ask };
}

function ofBlock(block: Cidr): Question {
  const ask = ({ addresses }: CandidateEnd) =>
    addresses.map((address) => (cidrContains(block, address) ? 1 : 0)).join('');
  return { key: `block ${JSON.stringify(block)}`, ask };
}

function ofService(service: NonNullable<EntityMatch['service']>, { services }: World): Question {
  const { namespace, name } = service;
  const found = services.find((each) => each.namespace === namespace && each.name === name);
  const of = Object.entries(found?.selector ?? {}).map(
    ([label, value]): Selector => ({ op: 'equal', label, value }),
  );
  const ask = ({ end, ownLabels }: CandidateEnd) =>
    end.namespace === namespace ? matchSelector({ op: 'and', of }, ownLabels) : 0;
  return { key: `service ${namespace}/${name}`, ask };
}

function ofPortName(name: string): Question {
  const ask = ({ ports }: CandidateEnd) =>
    JSON.stringify(ports.filter((port) => port.name === name));
  return { key: `port ${name}`, ask };
}

function rulesOf({ ingress = [], egress = [] }: Policy): Rule[] {
  return [...ingress, ...egress];
}

function entitiesOf(policy: Policy): EntityMatch[] {
  return rulesOf(policy).flatMap(({ sources = [], destinations = [] }) => [
    ...[...sources, ...destinations],
  ]);
}

function blocksOf({ nets = [], notNets = [] }: EntityMatch): Cidr[] {
  return [...nets, ...notNets];
}

function portNamesOf({ traffic = [] }: Rule): string[] {
  const ports = traffic.flatMap(({ ports: of = [], notPorts = [] }) => [...of, ...notPorts]);
  return ports.flatMap((port) => ('name' in port ? [port.name] : []));
}

/** What a selector asks of a single label. */
function conditionsOf(selector: Selector): Selector[] {
  if (selector.op === 'all') return [];
  if (selector.op === 'not') return conditionsOf(selector.of);
  return 'label' in selector ? [selector] : selector.of.flatMap(conditionsOf);
}

function oneOfEach(ends: readonly CandidateEnd[], answers: readonly string[]): CandidateEnd[] {
  const counts = new Map<string, number>();
  return ends.filter(({ end }, i) => {
    const count = counts.get(answers[i]!) ?? 0;
    counts.set(answers[i]!, count + 1);
    return count < (end.kind === 'node' ? NODES_PER_KIND : 1);
  });
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
