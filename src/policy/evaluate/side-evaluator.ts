/** One side of a connection between two ends: what the policies on that side's end say of it. */
import { formatAddress } from '../../flow/address.ts';
import type { Side } from '../model/policy.ts';
import { NO, UNKNOWN } from '../model/tri.ts';
import { AppliedPolicies, type AppliedRule } from './applied-policies.ts';
import type { End, EndClass, HostSubject } from './end.ts';
import { hostProfile, isFailsafe, maybeFailsafe } from './host-outcome.ts';
import type { RuleMatcher } from './match-rule.ts';
import type { Packet } from './match-traffic.ts';
import {
  type Decision,
  eitherOf,
  notPoliced,
  type SideOutcome,
  type UnknownReason,
} from './outcome.ts';
import type { PolicyIndex } from './policy-index.ts';
import { type Possible, walkTiers } from './walk-tiers.ts';
import { whyUnknown } from './why-unknown.ts';

type Applied = Readonly<Record<Side, AppliedPolicies>>;

const NO_POLICY: Decision = { by: 'no_policy' };
const PROFILE: Decision = { by: 'profile' };
const FAILSAFE = new AppliedPolicies([], []).outcomeOf('allowed', { by: 'failsafe' });
const NOTHING_APPLIES = new AppliedPolicies([], []);

export interface SideParts {
  readonly policies: PolicyIndex;
  readonly matcher: RuleMatcher;
  /** Names of nodes with host endpoints whose policies are about forwarded traffic, too. */
  readonly forwardingNodes: ReadonlySet<string>;
  readonly hasHostEndpoints: boolean;
  /** Canonical text; undefined: the node is not known. */
  readonly nodeAddresses: (node: string) => readonly string[] | undefined;
}

export class SideEvaluator {
  readonly #parts: SideParts;
  /** By class id. */
  readonly #applied: (Applied | undefined)[] = [];
  /** Used again for every edge. */
  readonly #possible: Possible = {
    allowed: undefined,
    denied: undefined,
    isLeft: false,
    openRule: undefined,
  };

  constructor(parts: SideParts) {
    this.#parts = parts;
  }

  /** Policies that select ends of this class on this side. */
  appliedTo(side: Side, { id, subject }: EndClass): AppliedPolicies {
    if (subject === undefined) return NOTHING_APPLIES;
    this.#applied[id] ??= this.#parts.policies.appliedTo(subject);
    return this.#applied[id][side];
  }

  /** At least the rules that may decide between two ends, whatever the traffic. */
  rulesBetween(side: Side, subject: End, peer: End): readonly AppliedRule[] {
    const { mayBePeer } = this.#parts.matcher;
    const classes = [subject.class, ...subject.hosts.map((host) => host.class)];
    return classes
      .flatMap((of) => this.appliedTo(side, of).tiersFor(peer, mayBePeer))
      .flatMap(({ rules }) => rules.filter((rule) => mayBePeer(rule, peer) !== NO));
  }

  /** The rules that match, for sure or perhaps; none where no policy can have a say. */
  rulesMatching(side: Side, packet: Packet): readonly AppliedRule[] {
    if (this.evaluate(side, packet).verdict === 'not_policed') return [];
    const rules = this.rulesBetween(side, ...facing(side, packet));
    return rules.filter((rule) => this.#parts.matcher.match(rule, packet) !== NO);
  }

  evaluate(side: Side, packet: Packet): SideOutcome {
    const [subject, peer] = facing(side, packet);
    switch (subject.kind) {
      case 'outside':
        return notPoliced('outside');
      case 'host':
        return this.#host(side, subject, peer, packet);
      case 'unnamed':
        return this.#unnamed(side, subject, peer, packet);
      case 'pod':
        return this.#pod(side, subject, peer, packet);
    }
  }

  #pod(side: Side, subject: End, peer: End, packet: Packet): SideOutcome {
    const together = sameNode(subject, peer);
    const isFromHost = side === 'ingress' && peer.kind === 'host';
    if (isFromHost && together === true) return notPoliced('same_node');
    const outcome = this.#policed(side, subject.class, peer, packet);
    if (outcome.verdict === 'denied') {
      if (isFromHost && together === undefined) return unknown(outcome, 'maybe_same_node');
      if (peer.kind === 'unnamed' && this.#mayBeOwn(subject, peer)) {
        return unknown(outcome, 'unnamed_end');
      }
      return isItself(subject, peer) ? unknown(outcome, 'to_itself') : outcome;
    }
    const isForwarded = this.#maybeForwarded(subject) && together !== true;
    return isForwarded && outcome.verdict === 'allowed' ? unknown(outcome, 'host_policy') : outcome;
  }

  /** Whether an end that nobody knows may be the pod itself or its node. */
  #mayBeOwn(subject: End, { addresses }: End): boolean {
    const ofNode = this.#parts.nodeAddresses(subject.node);
    if (addresses.length === 0 || subject.addresses.length === 0 || ofNode === undefined)
      return true;
    const own = new Set([...subject.addresses.map(formatAddress), ...ofNode]);
    return addresses.some((address) => own.has(formatAddress(address)));
  }

  #maybeForwarded({ node }: End): boolean {
    const { forwardingNodes } = this.#parts;
    return node === '' ? forwardingNodes.size > 0 : forwardingNodes.has(node);
  }

  /** It may be anything: only what lets everything pass is known to let it pass. */
  #unnamed(side: Side, subject: End, peer: End, packet: Packet): SideOutcome {
    const outcome = this.#policed(side, subject.class, peer, packet);
    const isSure = outcome.verdict === 'allowed' && !this.#parts.hasHostEndpoints;
    return isSure ? outcome : unknown(outcome, 'unnamed_end');
  }

  #host(side: Side, subject: End, peer: End, packet: Packet): SideOutcome {
    if (subject.hosts.length === 0) return notPoliced('host');
    const outcomes = subject.hosts.flatMap((host) => {
      const own = this.#hostEndpoint(side, host, peer, packet);
      return host.applies === UNKNOWN ? [own, notPoliced('host')] : [own];
    });
    return eitherOf(outcomes, 'host_policy');
  }

  #hostEndpoint(side: Side, host: HostSubject, peer: End, packet: Packet): SideOutcome {
    if (isFailsafe(side, packet.traffic)) return FAILSAFE;
    const outcome = this.#policed(side, host, peer, packet);
    const special = host.class.subject && this.#parts.policies.specialFor(host.class.subject);
    if (special?.some(({ host: { doNotTrack, preDnat } }) => doNotTrack || preDnat)) {
      return unknown(outcome, 'host_policy');
    }
    const isOpen = outcome.verdict === 'denied' && maybeFailsafe(side, packet.traffic);
    return isOpen ? unknown(outcome, 'port_not_known') : outcome;
  }

  #policed(side: Side, subject: EndClass | HostSubject, peer: End, packet: Packet): SideOutcome {
    const [ofSubject, host] = 'endpoint' in subject ? [subject.class, subject] : [subject];
    const applied = this.appliedTo(side, ofSubject);
    const { matcher } = this.#parts;
    const tiers = applied.tiersFor(peer, matcher.mayBePeer);
    const possible = this.#possible;
    walkTiers(tiers, packet, matcher, possible);
    if (possible.isLeft) leaveToProfile(possible, tiers.length > 0, host);
    const { allowed, denied, openRule } = possible;
    const { selectedBy } = applied;
    if (denied === undefined) return applied.outcomeOf('allowed', allowed!);
    if (allowed === undefined) return applied.outcomeOf('denied', denied);
    const reason = whyUnknown(openRule, packet, matcher);
    return { verdict: 'unknown', decision: undefined, reason, openRule, selectedBy };
  }
}

/** Whose policies are asked on a side, and whom they look at. */
function facing(side: Side, { source, destination }: Packet): [subject: End, peer: End] {
  return side === 'egress' ? [source, destination] : [destination, source];
}

/** Profiles of pods let everything pass; those of host endpoints may not, and there may be none. */
function leaveToProfile(possible: Possible, isSelected: boolean, host?: HostSubject): void {
  const profile = host === undefined ? 'allow' : hostProfile(host);
  const isPlainPod = host === undefined && !isSelected;
  const decision = isPlainPod ? NO_POLICY : PROFILE;
  if (profile !== 'deny') possible.allowed = decision;
  if (profile !== 'allow') possible.denied = decision;
}

/** Undefined: not known. */
function sameNode(a: End, b: End): boolean | undefined {
  return a.node === '' || b.node === '' ? undefined : a.node === b.node;
}

/** One and the same pod, as far as that is known. */
function isItself(a: End, b: End): boolean {
  if (a.kind !== 'pod' || b.kind !== 'pod' || a.namespace !== b.namespace) return false;
  return a.name !== '' && a.name === b.name;
}

function unknown(outcome: SideOutcome, reason: UnknownReason): SideOutcome {
  const { openRule, selectedBy } = outcome;
  return { verdict: 'unknown', decision: undefined, reason, openRule, selectedBy };
}
