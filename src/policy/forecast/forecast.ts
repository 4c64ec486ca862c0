/**
 * What a set of policies would do with the connections of a logging window, and how that differs
 * from another set: the heart of `dropcast forecast`. Edges that a person would read as one are one
 * line. Pure; what is not known is `unknown`, never allowed.
 */
import type { Edge } from '../../flow/edge.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { Explanations } from './explain.ts';
import { type ForecastLine, LineSum, lineKey } from './forecast-line.ts';
import { worstFirst } from './worst-first.ts';

export interface ForecastInput {
  readonly edges: readonly Edge[];
  /** Which of them are asked about; all by default. */
  readonly isAskedFor?: (edge: Edge) => boolean;
  readonly evaluator: Evaluator;
  /** What the policies are compared with. */
  readonly baseline?: Evaluator | undefined;
}

/** By fate, worst first, then by namespace and workload. */
export function forecastOf(input: ForecastInput): ForecastLine[] {
  const { edges, isAskedFor, evaluator, baseline } = input;
  const told = outcomePrefixes(edges);
  const explanations = new Explanations();
  const sums = new Map<string, LineSum>();
  for (const edge of edges) {
    // A reply belongs to its connection, and has no fate of its own.
    if (edge.isReply || isAskedFor?.(edge) === false) continue;
    const judged = { outcome: evaluator.evaluate(edge), before: baseline?.evaluate(edge) };
    const key = lineKey(edge, judged, explanations);
    const sum = sums.get(key) ?? new LineSum(edge, judged);
    sums.set(key, sum);
    sum.add(edge, told);
  }
  return worstFirst([...sums.values()].map((sum) => sum.line(explanations)));
}
