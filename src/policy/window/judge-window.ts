/**
 * Whether a window changes what happens to any connection: every kind of pod with every kind of
 * peer, both ways, over all traffic that the rules tell apart, with the window and without. Two
 * evaluations by the same rules as a forecast, however the window was made.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Traffic } from '../evaluate/end.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import type { PolicyVerdict } from '../evaluate/outcome.ts';
import { type Policy, SIDES, type Side } from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { probes } from './probes.ts';
import { representatives } from './representatives.ts';

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
const CONNECTIONS_MAX = 400_000;
const CHANGES_MAX = 20;

/** `world` of both: the same cluster, but for tiers. */
export function judgeWindow(
  before: Situation,
  after: Situation,
  connectionsMax = CONNECTIONS_MAX,
): Judgement {
  const grid = new Grid([...before.policies, ...after.policies], after.world);
  const evaluators = [before, after].map(({ policies, world }) => new Evaluator(policies, world));
  const step = stepOver(grid, connectionsMax);
  const changes: VerdictChange[] = [];
  let compared = 0;
  for (let i = 0; i < grid.size && changes.length < CHANGES_MAX; i += step) {
    const connection = grid.at(i);
    compared++;
    changes.push(...changesOf(evaluators as [Evaluator, Evaluator], connection));
  }
  return { changes, compared, connections: grid.size };
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

/** All connections with a pod at one end, by number: between pods, and with others both ways. */
class Grid {
  readonly size: number;
  readonly #pods: readonly Endpoint[];
  readonly #others: readonly Endpoint[];
  readonly #probes: readonly Traffic[];

  constructor(policies: readonly Policy[], world: World) {
    const { pods, others } = representatives(policies, world);
    this.#pods = pods;
    this.#others = others;
    this.#probes = probes(policies, world);
    this.size = this.#probes.length * pods.length * (pods.length + 2 * others.length);
  }

  at(index: number): Connection {
    const [traffic, afterTraffic] = taken(this.#probes, index);
    const [pod, afterPod] = taken(this.#pods, afterTraffic);
    if (afterPod < this.#pods.length) {
      return { source: pod, destination: this.#pods[afterPod]!, traffic };
    }
    const [other, way] = taken(this.#others, afterPod - this.#pods.length);
    const [source, destination] = way === 0 ? [pod, other] : [other, pod];
    return { source, destination, traffic };
  }
}

function taken<T>(from: readonly T[], index: number): [T, number] {
  return [from[index % from.length]!, Math.floor(index / from.length)];
}

/** Every one; or, of too many, each so many-th, which comes to all traffic, pods and peers. */
function stepOver({ size }: { size: number }, most: number): number {
  let step = Math.max(1, Math.ceil(size / most));
  while (commonDivisor(step, size) > 1) step++;
  return step;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
