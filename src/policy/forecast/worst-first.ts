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

/** By fate, namespace, workload and line, at each level the worst first; the same for any input. */
export function worstFirst(lines: readonly ForecastLine[]): ForecastLine[] {
  const groups = new Map<string, Weight>();
  for (const line of lines) {
    for (const key of [namespaceKey(line), subjectKey(line)]) {
      groups.set(key, heavier(groups.get(key), weightOf(line)));
    }
  }
  const compareGroups = (a: string, b: string) =>
    compareWeights(groups.get(a)!, groups.get(b)!) || compareTexts(a, b);
  return lines.toSorted(
    (a, b) =>
      FATES.indexOf(a.fate) - FATES.indexOf(b.fate) ||
      compareGroups(namespaceKey(a), namespaceKey(b)) ||
      compareGroups(subjectKey(a), subjectKey(b)) ||
      compareWeights(weightOf(a), weightOf(b)) ||
      compareTexts(a.sentence, b.sentence),
  );
}

function namespaceKey({ fate, subject }: ForecastLine): string {
  return `${fate} ${subject.namespace}`;
}

function subjectKey(line: ForecastLine): string {
  return `${namespaceKey(line)}/${workloadKey(line.subject.workload)}`;
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
