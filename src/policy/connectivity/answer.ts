/** What may pass between two parties: all their traffic, one connection asked for per class. */
import type { Evaluator } from '../evaluate/evaluator.ts';
import { type Outcome, UNKNOWN_REASONS, type UnknownReason } from '../evaluate/outcome.ts';
import type { ServiceReference } from '../model/rule.ts';
import type { World, WorldService } from '../model/world.ts';
import type { Candidate } from './party.ts';
import { type CutTraffic, cutTraffic, otherProtocol } from './traffic-classes.ts';
import {
  isEmpty,
  sampleOf,
  type TrafficClass,
  type TrafficSet,
  trafficSet,
  trafficText,
} from './traffic-set.ts';

export interface Answer {
  readonly allowed: TrafficSet;
  /** What depends on something that is not known. */
  readonly unknown: TrafficSet;
  /** On what it depends; empty where nothing is unknown. */
  readonly reasons: readonly UnknownReason[];
}

export class AnswerMaker {
  readonly #evaluator: Evaluator;
  readonly #services: ReadonlyMap<string, WorldService>;
  /** Equal answers are one object: there are few, and many that give them. */
  readonly #known = new Map<string, Answer>();

  constructor(evaluator: Evaluator, { services }: World) {
    this.#evaluator = evaluator;
    this.#services = new Map(services.map((service) => [serviceKey(service), service]));
  }

  between(source: Candidate, destination: Candidate): Answer {
    const [from, to] = [source.endpoint, destination.endpoint];
    const rules = this.#evaluator.rulesBetween(from, to).map(({ rule }) => rule);
    const service = (reference: ServiceReference) => this.#services.get(serviceKey(reference));
    const hasHost = [source, destination].some(({ party }) => party.kind === 'nodes');
    const cut = cutTraffic(rules, { ports: destination.ports, service }, hasHost);
    const other = otherProtocol(cut.named);
    return this.#answer(cut, (of) =>
      this.#evaluator.evaluateConnection(from, to, sampleOf(of, other)),
    );
  }

  #answer({ classes, named }: CutTraffic, ask: (of: TrafficClass) => Outcome): Answer {
    const allowed: TrafficClass[] = [];
    const unknown: TrafficClass[] = [];
    const why = new Set<unknown>();
    for (const one of classes) {
      const { verdict, egress, ingress } = ask(one);
      if (verdict === 'allowed' || verdict === 'not_policed') allowed.push(one);
      if (verdict !== 'unknown') continue;
      unknown.push(one);
      for (const side of [egress, ingress]) if (side.verdict === 'unknown') why.add(side.reason);
    }
    return this.#shared({
      allowed: trafficSet(allowed, named),
      unknown: trafficSet(unknown, named),
      reasons: UNKNOWN_REASONS.filter((reason) => why.has(reason)),
    });
  }

  #shared(answer: Answer): Answer {
    const { allowed, unknown, reasons } = answer;
    const key = [trafficText(allowed), trafficText(unknown), ...reasons].join('|');
    const known = this.#known.get(key) ?? answer;
    this.#known.set(key, known);
    return known;
  }
}

/** Nothing passes, for sure. */
export function isDenial({ allowed, unknown }: Answer): boolean {
  return isEmpty(allowed) && isEmpty(unknown);
}

function serviceKey({ namespace, name }: ServiceReference): string {
  return `${namespace}/${name}`;
}
