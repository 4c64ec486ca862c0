/**
 * What a set of policies does with connections: of flows that were seen, or of any two ends.
 * Pure, and never a guess: what depends on something that is not known is `unknown`, with the
 * reason. Hot: `evaluate`, once per edge (bench/policy.ts).
 */
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { type Policy, SIDES, type Side } from '../model/policy.ts';
import { enforcedPolicies, type StagedMode } from '../model/staged.ts';
import type { World } from '../model/world.ts';
import { ClassTable } from './class-table.ts';
import type { End, Traffic } from './end.ts';
import { EndTable } from './end-table.ts';
import { ClassMatcher } from './match-class.ts';
import { RuleMatcher } from './match-rule.ts';
import type { Packet } from './match-traffic.ts';
import { NetworkSetIndex } from './network-set-index.ts';
import {
  bothSides,
  eitherOf,
  notPoliced,
  type Outcome,
  type RuleReference,
  type SideOutcome,
} from './outcome.ts';
import { objectLabels } from './pod-labels.ts';
import { PolicyIndex } from './policy-index.ts';
import { serviceMatcher } from './service-match.ts';
import { SideEvaluator } from './side-evaluator.ts';
import { WorldIndex } from './world-index.ts';

/** Pairs of ends that one edge may stand for; past it nothing is known of it. */
const PAIRS_PER_EDGE_MAX = 1_024;

export interface EvaluatorOptions {
  /** `ignored` by default. */
  readonly staged?: StagedMode;
}

export class Evaluator {
  readonly #ends: EndTable;
  readonly #sides: SideEvaluator;

  /** The policies' tiers must be there: what `readManifests` gives is such a set. */
  constructor(policies: readonly Policy[], world: World, options: EvaluatorOptions = {}) {
    const index = new WorldIndex(world);
    const inForce = new PolicyIndex(enforcedPolicies(policies, options.staged ?? 'ignored'), world);
    this.#ends = new EndTable(index, new ClassTable(new NetworkSetIndex(world)));
    this.#sides = new SideEvaluator({
      policies: inForce,
      matcher: new RuleMatcher(new ClassMatcher(), serviceMatcher(index)),
      forwardingNodes: forwardingNodes(inForce, world),
      hasHostEndpoints: index.hasHostEndpoints,
      nodeAddresses: (node) => index.node(node, '')?.addresses,
    });
  }

  evaluate(edge: Edge): Outcome {
    if (edge.isReply) return REPLY;
    return this.evaluateConnection(edge.source, edge.destination, edge);
  }

  evaluateConnection(source: Endpoint, destination: Endpoint, traffic: Traffic): Outcome {
    const sources = this.#ends.endsOf(source);
    const destinations = this.#ends.endsOf(destination);
    if (sources.length === 1 && destinations.length === 1) {
      const packet = packetOf(sources[0]!, destinations[0]!, traffic);
      return this.#bothSides(packet);
    }
    return this.#ofSeveral(sources, destinations, traffic);
  }

  #bothSides(packet: Packet): Outcome {
    return bothSides(
      this.#sides.evaluate('egress', packet),
      this.#sides.evaluate('ingress', packet),
    );
  }

  #ofSeveral(sources: readonly End[], destinations: readonly End[], traffic: Traffic): Outcome {
    const isTooMany = sources.length * destinations.length > PAIRS_PER_EDGE_MAX;
    if (isTooMany) return bothSides(TOO_MANY, TOO_MANY);
    const outcomes = sources.flatMap((source) =>
      destinations.map((destination) => this.#bothSides(packetOf(source, destination, traffic))),
    );
    return bothSides(
      eitherOf(
        outcomes.map(({ egress }) => egress),
        'ambiguous_end',
      ),
      eitherOf(
        outcomes.map(({ ingress }) => ingress),
        'ambiguous_end',
      ),
    );
  }

  /** At least the rules that may have a say between two ends, whatever the traffic. */
  rulesBetween(source: Endpoint, destination: Endpoint): readonly RuleReference[] {
    const destinations = this.#ends.endsOf(destination);
    return this.#ends
      .endsOf(source)
      .flatMap((from) =>
        destinations.flatMap((to) => [
          ...this.#sides.rulesBetween('egress', from, to),
          ...this.#sides.rulesBetween('ingress', to, from),
        ]),
      );
  }

  /** The rules that an edge matches, for sure or perhaps, whether or not another decides first. */
  rulesMatching(edge: Edge): readonly RuleReference[] {
    if (edge.isReply) return [];
    const destinations = this.#ends.endsOf(edge.destination);
    return this.#ends.endsOf(edge.source).flatMap((source) =>
      destinations.flatMap((destination) => {
        const packet = packetOf(source, destination, edge);
        return SIDES.flatMap((side) => this.#sides.rulesMatching(side, packet));
      }),
    );
  }

  /** Policies that select the end for sure, in the order of evaluation. */
  selecting(endpoint: Endpoint, side: Side): readonly Policy[] {
    const lists = this.#ends
      .endsOf(endpoint)
      .map((end) => this.#sides.appliedTo(side, end.class).selectedBy);
    return lists[0]!.filter((policy) => lists.every((list) => list.includes(policy)));
  }
}

const REPLY: Outcome = bothSides(notPoliced('reply'), notPoliced('reply'));

const TOO_MANY: SideOutcome = {
  verdict: 'unknown',
  decision: undefined,
  reason: 'ambiguous_end',
  openRule: undefined,
  selectedBy: [],
};

function packetOf(source: End, destination: End, traffic: Traffic): Packet {
  const family = source.family ?? destination.family;
  return { traffic: translated(traffic, destination), source, destination, family };
}

/** Behind a service, the port of the pod. */
function translated(traffic: Traffic, { servicePorts, ports }: End): Traffic {
  if (servicePorts === undefined) return traffic;
  const { protocol, port } = traffic;
  const target = servicePorts.find(
    (of) => of.protocol === protocol && of.port === port,
  )?.targetPort;
  if (typeof target !== 'string') return { ...traffic, port: target };
  const named = ports?.find((of) => of.name === target && of.protocol === protocol);
  return { ...traffic, port: named?.port };
}

function forwardingNodes(policies: PolicyIndex, { hostEndpoints }: World): ReadonlySet<string> {
  const forwarding = hostEndpoints.filter(
    ({ labels }) => policies.specialFor(objectLabels(labels, '', undefined)).length > 0,
  );
  return new Set(forwarding.map(({ node }) => node));
}
