/**
 * Log prefixes as values of a label. A template (`%n`) lets names of policies into them, and text
 * files may hold anything: the first few get a series of their own, the rest share one.
 */

/** A cluster has one prefix, or one for each of a few policies. */
export const PREFIX_LABELS_MAX = 50;

/** The sum of what has no series of its own. */
const OTHER_PREFIXES = '(other)';

export type LabelOf = (prefix: string) => string;

/** The label of each prefix, the same for as long as the function lives. */
export function prefixLabels(): LabelOf {
  const known = new Set<string>();
  return (prefix) => {
    if (known.size < PREFIX_LABELS_MAX) known.add(prefix);
    return known.has(prefix) ? prefix : OTHER_PREFIXES;
  };
}
