/**
 * Whether a window changes what happens to any connection: on each side, every kind of pod with
 * every kind of peer over all traffic that its rules tell apart, with the window and without. Both
 * are evaluated by the same rules as a forecast, however the window was made.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Traffic } from '../evaluate/end.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import type { PolicyVerdict } from '../evaluate/outcome.ts';
import { type Policy, SIDES, type Side } from '../model/policy.ts';
import { NO } from '../model/tri.ts';
import type { World } from '../model/world.ts';
import { matchSelector } from '../selector/match-selector.ts';
import type { CandidateEnd } from './candidate-ends.ts';
import { EndKinds } from './end-kinds.ts';
import { probes } from './probes.ts';

export interface Situation {
  readonly policies: readonly Policy[];
  readonly world: World;
}

export interface VerdictChange {
  readonly side: Side;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly traffic: Traffic;
  readonly before: PolicyVerdict;
  readonly after: PolicyVerdict;
}

export interface Judgement {
  /** The first ones; empty: it is harmless. */
  readonly changes: readonly VerdictChange[];
  readonly compared: number;
  /** All there are; more than were compared where the cluster has too many kinds. */
  readonly connections: number;
}

/** Each is evaluated twice, in some microseconds. */
const CONNECTIONS_MAX = 500_000;
const CHANGES_MAX = 20;

/** `world` of both: the same cluster, but for tiers. */
export function judgeWindow(
  before: Situation,
  after: Situation,
  connectionsMax = CONNECTIONS_MAX,
): Judgement {
  const evaluators = [before, after].map(({ policies, world }) => new Evaluator(policies, world));
  const policies = [...new Set([...before.policies, ...after.policies])];
  const trials = trialsOf(policies, after.world);
  const connections = trials.reduce((sum, trial) => sum + sizeOf(trial), 0);
  const changes: VerdictChange[] = [];
  let compared = 0;
  for (const trial of trials) {
    const step = stepOver(sizeOf(trial), connections / connectionsMax);
    for (let i = 0; i < sizeOf(trial) && changes.length < CHANGES_MAX; i += step) {
      compared++;
      changes.push(...changesOf(evaluators as [Evaluator, Evaluator], connectionAt(trial, i)));
    }
  }
  return { changes, compared, connections };
}

/** One end, and all that may meet it on one side. */
interface Trial {
  readonly side: Side;
  readonly subject: Endpoint;
  readonly peers: readonly Endpoint[];
  readonly traffic: readonly Traffic[];
}

/** One for all ends that the same policies select, and that answer alike to what these ask. */
function trialsOf(policies: readonly Policy[], world: World): Trial[] {
  const kinds = new EndKinds(policies, world);
  const trials = new Map<string, Trial>();
  for (const side of SIDES) {
    const onSide = policies.filter((policy) => policy[side] !== undefined);
    for (const [i, subject] of kinds.ends.entries()) {
      if (subject.subjects.length === 0) continue;
      const applied = onSide.filter((policy) => maySelect(policy, subject));
      const asked = kinds.askedBy(applied);
      const key = `${side} ${asked.key} ${asked.answers[i]}`;
      if (trials.has(key)) continue;
      const peers = asked.kinds.map(({ end }) => end);
      trials.set(key, { side, subject: subject.end, peers, traffic: probes(applied, world) });
    }
  }
  return [...trials.values()];
}

function maySelect({ subject }: Policy, { subjects }: CandidateEnd): boolean {
  return subjects.some((view) => matchSelector(subject, view) !== NO);
}

const sizeOf = ({ peers, traffic }: Trial): number => peers.length * traffic.length;

function connectionAt({ side, subject, peers, traffic }: Trial, index: number): Connection {
  const peer = peers[index % peers.length]!;
  const [source, destination] = side === 'egress' ? [subject, peer] : [peer, subject];
  return { source, destination, traffic: traffic[Math.floor(index / peers.length)]! };
}

interface Connection {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly traffic: Traffic;
}

function changesOf([before, after]: [Evaluator, Evaluator], connection: Connection) {
  const { source, destination, traffic } = connection;
  const was = before.evaluateConnection(source, destination, traffic);
  const is = after.evaluateConnection(source, destination, traffic);
  return SIDES.flatMap((side): VerdictChange[] => {
    if (was[side].verdict === is[side].verdict) return [];
    return [{ ...connection, side, before: was[side].verdict, after: is[side].verdict }];
  });
}

/** At least `least`, and without a common divisor: it comes to all peers and all traffic. */
function stepOver(size: number, least: number): number {
  let step = Math.max(1, Math.ceil(least));
  while (commonDivisor(step, size) > 1) step++;
  return step;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
