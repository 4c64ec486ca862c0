/**
 * The order in which lines are read: what worked before what did not, and what is used much before
 * what is used little; the lines of a namespace together, and in it those of a workload.
 */
import { workloadKey } from '../coverage/subject.ts';
import { FATES } from './fate.ts';
import { ENDINGS, type ForecastLine } from './forecast-line.ts';

interface Weight {
  /** Place in `ENDINGS`. */
  readonly ending: number;
  readonly connections: number;
}

/** A line with what it is sorted by, which thousands of comparisons then need not make again. */
interface Keyed {
  readonly line: ForecastLine;
  readonly fate: number;
  readonly weight: Weight;
  readonly namespace: string;
  readonly subject: string;
}

/** By fate, namespace, workload and line, at each level the worst first; the same for any input. */
export function worstFirst(lines: readonly ForecastLine[]): ForecastLine[] {
  const keyed = lines.map(keyOf);
  const groups = new Map<string, Weight>();
  for (const { namespace, subject, weight } of keyed) {
    for (const name of [namespace, subject]) {
      groups.set(name, heavier(groups.get(name), weight));
    }
  }
  const compareGroups = (a: string, b: string) =>
    a === b ? 0 : compareWeights(groups.get(a)!, groups.get(b)!) || compareTexts(a, b);
  keyed.sort(
    (a, b) =>
      a.fate - b.fate ||
      compareGroups(a.namespace, b.namespace) ||
      compareGroups(a.subject, b.subject) ||
      compareWeights(a.weight, b.weight) ||
      compareTexts(a.line.sentence, b.line.sentence),
  );
  return keyed.map(({ line }) => line);
}

function keyOf(line: ForecastLine): Keyed {
  const namespace = `${line.fate} ${line.subject.namespace}`;
  const subject = `${namespace}/${workloadKey(line.subject.workload)}`;
  const fate = FATES.indexOf(line.fate);
  return { line, fate, weight: weightOf(line), namespace, subject };
}

/** A connection that was open already works. */
function weightOf({ ending, isPreExisting, connections }: ForecastLine): Weight {
  return { ending: isPreExisting ? 0 : ENDINGS.indexOf(ending), connections };
}

function heavier(a: Weight | undefined, b: Weight): Weight {
  if (a === undefined) return b;
  return { ending: Math.min(a.ending, b.ending), connections: a.connections + b.connections };
}

function compareWeights(a: Weight, b: Weight): number {
  return a.ending - b.ending || b.connections - a.connections;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
