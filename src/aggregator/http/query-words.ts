/**
 * Questions as query strings: the same words as the flags of the command line. Unknown or
 * meaningless words are mistakes, and so are those that may be given only once: never a condition
 * that is passed over. Everything here throws EdgeFilterError.
 */
import { DIRECTIONS } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import {
  CONDITION_NAMES,
  type ConditionName,
  type ConditionTexts,
  parseEdgeFilter,
} from '../../flow/edge-filter-text.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { OUTCOMES } from '../../flow/outcome.ts';
import { VERDICTS } from '../../flow/verdict.ts';
import type { Parameter } from './endpoint.ts';

const END_FORMS = 'NAMESPACE/, NAMESPACE/POD, POD, WORKLOAD, LABEL=VALUE, an address, or a CIDR';

const CONDITIONS: Readonly<Record<ConditionName, Omit<Parameter, 'isList'>>> = {
  either: { name: 'with', description: `an end: ${END_FORMS}` },
  from: { name: 'from', description: 'a source, as of with' },
  to: { name: 'to', description: 'a destination, as of with' },
  protocol: { name: 'protocol', description: 'tcp, udp, … or a number' },
  port: { name: 'port', description: 'a destination port' },
  direction: { name: 'direction', description: 'as its nodes saw it', words: DIRECTIONS },
  verdict: { name: 'verdict', description: 'what a policy did with it', words: VERDICTS },
  outcome: { name: 'outcome', description: 'how its connections ended', words: OUTCOMES },
};

export const FILTER_PARAMETERS: readonly Parameter[] = [
  { name: 'namespace', description: 'an end is in this namespace' },
  ...CONDITION_NAMES.map((name) => ({ ...CONDITIONS[name], isList: true as const })),
  ...CONDITION_NAMES.map((name) => ({
    ...CONDITIONS[name],
    name: `not_${CONDITIONS[name].name}`,
    description: `leaves out: ${CONDITIONS[name].description}`,
    isList: true as const,
  })),
  { name: 'since', description: 'seen since: 10m, 2h, or RFC 3339' },
  { name: 'until', description: 'seen until: 10m, 2h, or RFC 3339' },
  { name: 'replies', description: 'packets from server to client, too', words: ['true', 'false'] },
];

/** Refuses words that are no parameter, single ones that come twice, and what is missing. */
export function checkWords(query: URLSearchParams, parameters: readonly Parameter[]): void {
  for (const word of query.keys()) {
    const parameter = parameters.find(({ name }) => name === word);
    if (parameter === undefined) throw new EdgeFilterError(`there is no condition '${word}'`);
    if (!parameter.isList && query.getAll(word).length > 1) {
      throw new EdgeFilterError(`'${word}' is given twice`);
    }
  }
  for (const { name, required, words = [] } of parameters) {
    if (!required || query.get(name)) continue;
    throw new EdgeFilterError(`${name} is missing: write one of ${words.join(', ')}`);
  }
}

export function parseFilterQuery(query: URLSearchParams, nowUs: number): EdgeFilter {
  const single = (word: string) => query.get(word) ?? undefined;
  const text = {
    ...conditionTexts(query, ''),
    namespace: single('namespace'),
    since: single('since'),
    until: single('until'),
    replies: parseFlag('replies', query.get('replies')),
    not: conditionTexts(query, 'not_'),
  };
  return parseEdgeFilter(text, nowUs);
}

function conditionTexts(query: URLSearchParams, prefix: '' | 'not_'): ConditionTexts {
  const texts = CONDITION_NAMES.map((name) => [
    name,
    query.getAll(`${prefix}${CONDITIONS[name].name}`),
  ]);
  return Object.fromEntries(texts);
}

/** False unless it is said. */
export function parseFlag(word: string, text: string | null): boolean {
  if (text === null || text === 'false') return false;
  if (text === 'true' || text === '') return true;
  throw new EdgeFilterError(`'${word}' is true or false`);
}

export const NODES_NOW: Parameter = {
  name: 'nodes_now',
  description: 'what nodes hold of the last minutes: they are asked now',
  words: ['true', 'false'],
};

export function parseNodesNow(query: URLSearchParams): boolean {
  return parseFlag('nodes_now', query.get('nodes_now'));
}

/** Answers of a page unless the question says otherwise: not the whole inventory. */
const LIMIT_DEFAULT = 1_000;

export const LIMIT_PARAMETER: Parameter = {
  name: 'limit',
  description: `at most this many (${LIMIT_DEFAULT} unless said), 0: all; left_out tells the rest`,
};

export function parseLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null || text === '') return LIMIT_DEFAULT;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new EdgeFilterError(`'${text}' is not a limit: write a number, 0 for all`);
}

/**
 * The first `limit` (0: all), and what an answer says of the rest: without a word a part would look
 * like the whole.
 */
export function cutTo<T>(list: readonly T[], limit: number) {
  if (limit === 0 || list.length <= limit) return { first: list, cut: {} };
  return { first: list.slice(0, limit), cut: { left_out: list.length - limit } };
}

/** One of `words`; the first where the query does not say. */
export function parseWord<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word {
  const text = query.get(name) || words[0];
  const word = words.find((known) => known === text);
  if (word !== undefined) return word;
  throw new EdgeFilterError(`'${text}' is not one of ${words.join(', ')}: ${name}`);
}

/** Several of `words`, separated by commas. */
export function parseWords<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word[] {
  const texts = query.getAll(name).flatMap((each) => each.split(','));
  return texts
    .filter((text) => text !== '')
    .map((text) => {
      const word = words.find((known) => known === text);
      if (word !== undefined) return word;
      throw new EdgeFilterError(`'${text}' is not one of ${words.join(', ')}: ${name}`);
    });
}
