/** A question about edges as a query string: the same words as the flags of the command line. */
import { type EdgeFilterText, parseEdgeFilter } from '../../flow/edge-filter-text.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import type { ListEdgesRequest } from '../../wire/query.ts';

const CONDITIONS = ['namespace', 'from', 'to', 'protocol', 'port', 'since', 'until'] as const;
const WORDS: readonly string[] = [...CONDITIONS, 'replies', 'limit'];

/** Edges in one answer unless the question says otherwise: a page, not the whole inventory. */
const LIMIT_DEFAULT = 1_000;

/** Throws EdgeFilterError on unknown, repeated or meaningless words: never a condition that is passed over. */
export function parseEdgesRequest(query: URLSearchParams, nowUs: number): ListEdgesRequest {
  for (const word of query.keys()) {
    if (!WORDS.includes(word)) throw new EdgeFilterError(`there is no condition '${word}'`);
    if (query.getAll(word).length > 1) throw new EdgeFilterError(`'${word}' is given twice`);
  }
  const text: EdgeFilterText = Object.fromEntries(
    CONDITIONS.map((condition) => [condition, query.get(condition) ?? undefined]),
  );
  const replies = parseFlag('replies', query.get('replies'));
  return {
    filter: parseEdgeFilter({ ...text, replies }, nowUs),
    limit: parseLimit(query.get('limit')),
  };
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
