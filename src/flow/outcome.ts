/**
 * How an edge's connections ended, in one word. Only clusters whose Calico logs responses tell
 * (`calico-response-*`): silence means "unanswered" where some edge behind the same prefix shows an
 * outcome, and nothing anywhere else.
 */
import type { Edge } from './edge.ts';

export const OUTCOMES = ['answered', 'refused', 'unreachable', 'unanswered', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The log prefixes behind which outcomes are told at all. */
export function outcomePrefixes(edges: Iterable<Edge>): ReadonlySet<string> {
  const prefixes = new Set<string>();
  for (const edge of edges) {
    if (!hasOutcome(edge)) continue;
    for (const prefix of edge.prefixes) prefixes.add(prefix);
  }
  return prefixes;
}

function hasOutcome(edge: Edge): boolean {
  return edge.answered + edge.refused + edge.unreachable > 0;
}

/** The best that happened: one answer means that something works and would break. */
export function outcomeOf(edge: Edge, told: ReadonlySet<string>): Outcome {
  if (edge.answered > 0) return 'answered';
  if (edge.refused > 0) return 'refused';
  if (edge.unreachable > 0) return 'unreachable';
  if (edge.isUnanswered) return 'unanswered';
  return edge.prefixes.some((prefix) => told.has(prefix)) ? 'unanswered' : 'unknown';
}
