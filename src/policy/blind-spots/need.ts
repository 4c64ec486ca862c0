/**
 * A connection that has to work, and what the policies do with it. A need that they leave open, or
 * of which nobody can tell, is a gap.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { bothSides, notPoliced, type Outcome } from '../evaluate/outcome.ts';
import { inFamiliesOf, type Party } from './party.ts';
import type { SeenFlows } from './seen-flows.ts';
import { awayFromPeers } from './subjects.ts';

export interface Need {
  readonly source: Party;
  readonly destination: Party;
  /** IANA number. */
  readonly protocol: number;
  /** Of the pod or address that answers; undefined: not known. */
  readonly port: number | undefined;
}

export interface Gap extends Need {
  /** Of the ends that fare worst. */
  readonly outcome: Outcome;
  readonly verdict: 'denied' | 'unknown';
}

/** The needs that are not met, in their order. */
export function findGaps(evaluator: Evaluator, needs: readonly Need[]): readonly Gap[] {
  return needs.flatMap((need) => gapOf(evaluator, need) ?? []);
}

/**
 * The gaps of needs of which one is enough. Where one is met, only those count that were seen in
 * use.
 */
export function findGapsOfAny(
  evaluator: Evaluator,
  alternatives: readonly Need[],
  seen: SeenFlows,
): readonly Gap[] {
  const gaps = findGaps(evaluator, alternatives);
  if (gaps.length === alternatives.length) return gaps;
  return gaps.filter((gap) => seen.of(gap).length > 0);
}

/** Nodes are taken as others than the one of the pod: their own pods they always reach. */
export function gapOf(evaluator: Evaluator, asked: Need): Gap | undefined {
  const need = {
    ...asked,
    source: inFamiliesOf(asked.source, asked.destination),
    destination: inFamiliesOf(asked.destination, asked.source),
  };
  let worst: Gap | undefined;
  for (const [source, destination] of pairs(need)) {
    const outcome = ofKnownEnds(
      source,
      destination,
      evaluator.evaluateConnection(source, destination, {
        protocol: need.protocol,
        port: need.port,
        icmpType: undefined,
        icmpCode: undefined,
      }),
    );
    const { verdict } = outcome;
    if (verdict === 'denied') return { ...need, outcome, verdict };
    if (verdict === 'unknown') worst ??= { ...need, outcome, verdict };
  }
  return worst;
}

/** What may be anybody has no policies of its own to look at: the other side decides. */
function ofKnownEnds(source: Endpoint, destination: Endpoint, outcome: Outcome): Outcome {
  const { egress, ingress } = outcome;
  const open = notPoliced('outside');
  if (source.kind === 'unknown') return bothSides(open, ingress);
  return destination.kind === 'unknown' ? bothSides(egress, open) : outcome;
}

function pairs({ source, destination }: Need): [Endpoint, Endpoint][] {
  return source.ends.flatMap((from) =>
    destination.ends
      .map((to): Endpoint => (from.kind === 'node' ? awayFromPeers(to) : to))
      .map((to): [Endpoint, Endpoint] => [from, to]),
  );
}
