/**
 * What a set of policies allows, between whom: every pair of parties with the traffic that may pass
 * between them. Parties that policies cannot tell apart are asked for once, and of the traffic one
 * connection per class; what the evaluator does not know is kept apart, and is never allowed.
 */
import { Evaluator, type EvaluatorOptions } from '../evaluate/evaluator.ts';
import type { Policy } from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { type Answer, AnswerMaker, isDenial } from './answer.ts';
import {
  type Candidate,
  nodeCandidates,
  type OutsideClass,
  type OutsideParty,
  outsideClasses,
  type Party,
  partyKey,
  workloadCandidates,
} from './party.ts';
import { mergeRanges } from './ranges.ts';
import { reduceWorld } from './reduce-world.ts';
import { toldApart } from './told-apart.ts';

/** Pairs between which nothing may pass have no row. */
export interface ConnectivityRow {
  readonly source: Party;
  readonly destination: Party;
  /** Equal answers of one call are one object. */
  readonly answer: Answer;
}

/**
 * In the order of sources, then destinations. Of the ends of a row at least one is policed: what
 * passes between nodes and outside is left out where no policy can have a say.
 */
export function connectivity(
  policies: readonly Policy[],
  world: World,
  options: EvaluatorOptions = {},
): ConnectivityRow[] {
  const told = toldApart(policies, world);
  const reduced = reduceWorld(world, told);
  const answers = new AnswerMaker(new Evaluator(policies, reduced.world, options), world);
  const inside = [...workloadCandidates(reduced), ...nodeCandidates(reduced)];
  const outside = outsideClasses(told.spaces, world);
  const between = (source: Candidate, destination: Candidate): Answer | undefined => {
    if (!mayMeet(source, destination)) return undefined;
    const answer = answers.between(source, destination);
    return isDenial(answer) ? undefined : answer;
  };
  const rows = inside.flatMap((one) => [
    ...inside.flatMap((other): ConnectivityRow[] => {
      const answer = between(one, other);
      return answer === undefined ? [] : [{ source: one.party, destination: other.party, answer }];
    }),
    ...byAnswer(outside, (other) => between(one, other)).map(
      ([destination, answer]): ConnectivityRow => ({ source: one.party, destination, answer }),
    ),
    ...byAnswer(outside, (other) => between(other, one)).map(
      ([source, answer]): ConnectivityRow => ({ source, destination: one.party, answer }),
    ),
  ]);
  return inOrder(rows);
}

function mayMeet(a: Candidate, b: Candidate): boolean {
  if (!a.isPoliced && !b.isPoliced) return false;
  const isOpen = a.families.size === 0 || b.families.size === 0;
  return isOpen || [...a.families].some((family) => b.families.has(family));
}

/** Addresses with the same answer become one party. */
function byAnswer(
  classes: readonly OutsideClass[],
  answerOf: (of: OutsideClass) => Answer | undefined,
): [OutsideParty, Answer][] {
  const byAnswer = Map.groupBy(classes, answerOf);
  byAnswer.delete(undefined);
  return [...byAnswer].map(([answer, of]) => [mergedParty(of), answer!]);
}

function mergedParty(classes: readonly OutsideClass[]): OutsideParty {
  const bySpace = Map.groupBy(classes, ({ space }) => space);
  const ranges = [...bySpace].flatMap(([space, of]) =>
    mergeRanges(of.flatMap(({ addresses }) => addresses)).map((range) => space.formatRange(range)),
  );
  return { kind: 'outside', ranges };
}

function inOrder(rows: readonly ConnectivityRow[]): ConnectivityRow[] {
  const keyed = rows.map((row) => ({
    row,
    key: `${partyKey(row.source)} => ${partyKey(row.destination)}`,
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}
