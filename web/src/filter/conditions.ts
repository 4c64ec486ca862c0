/** The conditions that edges can be filtered by: the words of docs/query.md. */

export interface Condition {
  readonly word: string;
  readonly title: string;
  /** Fields whose values are suggested. */
  readonly fields: readonly string[];
  /** All values there are, where they are few. */
  readonly values?: readonly string[];
}

const DIRECTIONS = ['ingress', 'egress', 'both', 'unknown'];
const VERDICTS = ['audit', 'dropped', 'unknown'];
const OUTCOMES = ['answered', 'refused', 'unreachable', 'unanswered', 'unknown'];

export const CONDITIONS: readonly Condition[] = [
  { word: 'from', title: 'From', fields: ['source'] },
  { word: 'to', title: 'To', fields: ['destination'] },
  { word: 'with', title: 'Either end', fields: ['source', 'destination'] },
  { word: 'port', title: 'Port', fields: ['port'] },
  { word: 'protocol', title: 'Protocol', fields: ['protocol'] },
  { word: 'outcome', title: 'Outcome', fields: [], values: OUTCOMES },
  { word: 'verdict', title: 'Verdict', fields: [], values: VERDICTS },
  { word: 'direction', title: 'Direction', fields: [], values: DIRECTIONS },
];

const SINGLE_WORDS = ['namespace', 'since', 'until', 'replies'];

/** Those of `words` that are conditions, and no more: the question of any view. */
export function filterWords(words: URLSearchParams): URLSearchParams {
  const known = new Set([
    ...SINGLE_WORDS,
    ...CONDITIONS.flatMap(({ word }) => [word, `not_${word}`]),
  ]);
  return new URLSearchParams([...words].filter(([word, text]) => known.has(word) && text !== ''));
}

export interface Chosen {
  readonly word: string;
  readonly text: string;
  /** For people: `From shop/api`, `not Port 53`. */
  readonly title: string;
}

/** The conditions that are in force, apart from namespace and time. */
export function chosenConditions(words: URLSearchParams): Chosen[] {
  const chosen: Chosen[] = [];
  for (const [word, text] of words) {
    const condition = CONDITIONS.find(({ word: plain }) => word.replace(/^not_/, '') === plain);
    if (condition === undefined || text === '') continue;
    const isNot = word.startsWith('not_');
    chosen.push({ word, text, title: `${isNot ? 'not ' : ''}${condition.title} ${text}` });
  }
  return chosen;
}

export function withoutCondition(words: URLSearchParams, { word, text }: Chosen): URLSearchParams {
  return new URLSearchParams([...words].filter(([w, t]) => w !== word || t !== text));
}

/** Once more the same condition changes nothing. */
export function withCondition(words: URLSearchParams, word: string, text: string): URLSearchParams {
  const changed = new URLSearchParams(words);
  if (text !== '' && !changed.getAll(word).includes(text)) changed.append(word, text);
  return changed;
}
