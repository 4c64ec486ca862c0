/**
 * What a set of policies would do with the connections of a logging window, and how that differs
 * from another set: the heart of `dropcast forecast`. Edges that a person would read as one are one
 * line. Pure; what is not known is `unknown`, never allowed.
 */
import type { Edge } from '../../flow/edge.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { type ForecastLine, LineSum, lineKey } from './forecast-line.ts';
import { worstFirst } from './worst-first.ts';

export interface ForecastInput {
  readonly edges: readonly Edge[];
  readonly evaluator: Evaluator;
  /** What the policies are compared with. */
  readonly baseline?: Evaluator | undefined;
}

export interface Forecast {
  /** By fate, worst first, then by namespace and workload. */
  readonly lines: readonly ForecastLine[];
  /** Edges of replies: they belong to connections, and have no fate of their own. */
  readonly replies: number;
}

export function forecastOf({ edges, evaluator, baseline }: ForecastInput): Forecast {
  const told = outcomePrefixes(edges);
  const sums = new Map<string, LineSum>();
  let replies = 0;
  for (const edge of edges) {
    if (edge.isReply) {
      replies++;
      continue;
    }
    const judged = { outcome: evaluator.evaluate(edge), before: baseline?.evaluate(edge) };
    const key = lineKey(edge, judged);
    const sum = sums.get(key) ?? new LineSum(edge, judged);
    sums.set(key, sum);
    sum.add(edge, told);
  }
  return { lines: worstFirst([...sums.values()].map((sum) => sum.line())), replies };
}
