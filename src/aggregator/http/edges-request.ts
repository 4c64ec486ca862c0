/** A question about edges as a query string: the same words as the flags of the command line. */
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import {
  CONDITION_NAMES,
  type ConditionName,
  type ConditionTexts,
  parseEdgeFilter,
} from '../../flow/edge-filter-text.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import type { ListEdgesRequest } from '../../wire/query.ts';

/** Words that may be given several times, and those that may not. */
const CONDITION_WORDS = wordsOf('');
const NOT_WORDS = wordsOf('not_');
const SINGLE_WORDS = ['namespace', 'since', 'until', 'replies'] as const;
const FILTER_WORDS: readonly string[] = [
  ...CONDITION_WORDS.map(([word]) => word),
  ...NOT_WORDS.map(([word]) => word),
];

/** Edges in one answer unless the question says otherwise: a page, not the whole inventory. */
const LIMIT_DEFAULT = 1_000;

/** As of the command line, where "either" is a word of its own. */
function wordsOf(prefix: '' | 'not_'): readonly (readonly [word: string, name: ConditionName])[] {
  return CONDITION_NAMES.map((name) => [`${prefix}${name === 'either' ? 'with' : name}`, name]);
}

/**
 * Throws EdgeFilterError on unknown or meaningless words, and on those that may be given only once:
 * never a condition that is passed over.
 */
export function parseEdgesRequest(query: URLSearchParams, nowUs: number): ListEdgesRequest {
  return {
    filter: parseFilterQuery(query, ['limit'], nowUs),
    limit: parseLimit(query.get('limit')),
  };
}

/** The filter; `others` are words that the question has beside it, each at most once. */
export function parseFilterQuery(
  query: URLSearchParams,
  others: readonly string[],
  nowUs: number,
): EdgeFilter {
  checkWords(query, [...SINGLE_WORDS, ...others]);
  const [namespace, since, until] = (['namespace', 'since', 'until'] as const).map(
    (word) => query.get(word) ?? undefined,
  );
  const replies = parseFlag('replies', query.get('replies'));
  const not = conditionTexts(query, NOT_WORDS);
  const text = { ...conditionTexts(query, CONDITION_WORDS), namespace, since, until, replies, not };
  return parseEdgeFilter(text, nowUs);
}

function checkWords(query: URLSearchParams, single: readonly string[]): void {
  for (const word of query.keys()) {
    if (FILTER_WORDS.includes(word)) continue;
    if (!single.includes(word)) throw new EdgeFilterError(`there is no condition '${word}'`);
    if (query.getAll(word).length > 1) throw new EdgeFilterError(`'${word}' is given twice`);
  }
}

function conditionTexts(query: URLSearchParams, words: typeof CONDITION_WORDS): ConditionTexts {
  return Object.fromEntries(words.map(([word, name]) => [name, query.getAll(word)]));
}

function parseFlag(word: string, text: string | null): boolean {
  if (text === null || text === 'false') return false;
  if (text === 'true' || text === '') return true;
  throw new EdgeFilterError(`'${word}' is true or false`);
}

function parseLimit(text: string | null): number {
  if (text === null || text === '') return LIMIT_DEFAULT;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new EdgeFilterError(`'${text}' is not a limit: write a number, 0 for all`);
}
