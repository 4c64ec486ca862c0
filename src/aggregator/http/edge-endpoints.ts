/** Questions for edges: as a list, a page at a time, and as they come. */
import type { Edge } from '../../flow/edge.ts';
import { type EdgeJson, edgeJson } from '../../flow/edge-json.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import { keepGranted } from '../../service/keep-granted.ts';
import { listAnswer } from '../../service/list-answer.ts';
import { EDGE_ORDERS, type ListedEdge } from '../../wire/query.ts';
import { type Answer, jsonList } from './answer.ts';
import { askEdges } from './ask-edges.ts';
import type { Answering, Asked, Endpoint, Parameter } from './endpoint.ts';
import {
  cutTo,
  FILTER_PARAMETERS,
  LIMIT_PARAMETER,
  NODES_NOW,
  parseFilterQuery,
  parseLimit,
  parseWord,
  parseWords,
} from './query-words.ts';

/** The names of an edge's fields in JSON. */
const EDGE_FIELDS = [
  'source',
  'destination',
  'protocol',
  'port',
  'icmp_type',
  'icmp_code',
  'direction',
  'verdict',
  'is_reply',
  'pre_existing',
  'trust',
  'overflow',
  'lines',
  'connections',
  'bytes',
  'tcp_flags',
  'first_seen',
  'last_seen',
  'prefix',
  'prefixes',
  'seen_by',
  'outcome',
  'answered',
  'refused',
  'unreachable',
  'cluster',
  'nodes',
  'services',
  'source_ports_distinct',
  'hours',
] as const satisfies readonly (keyof EdgeJson)[];

const FIELDS: Parameter = {
  name: 'fields',
  description: 'fields of an edge that are wanted, separated by commas; all unless said',
  isList: true,
};

export const EDGE_ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/edges',
    summary: 'Edges that match. With order=name an answer says where the next page begins.',
    parameters: [
      ...FILTER_PARAMETERS,
      LIMIT_PARAMETER,
      { name: 'order', description: 'most lines first, or by name', words: EDGE_ORDERS },
      { name: 'cursor', description: 'with order=name: next of the page before' },
      FIELDS,
      NODES_NOW,
    ],
    schema: 'Edges',
    media: 'application/json',
    answer: answerEdges,
  },
  {
    path: '/api/v1/observe',
    summary: 'Edges as batches are committed, from now on: one JSON object a line.',
    parameters: [...FILTER_PARAMETERS, FIELDS],
    schema: 'Edge',
    media: 'application/x-ndjson',
    answer: answerObserve,
  },
];

async function answerEdges(answering: Answering, asked: Asked): Promise<Answer> {
  const { query } = asked;
  const page = {
    limit: parseLimit(query),
    order: parseWord(query, 'order', EDGE_ORDERS),
    cursor: query.get('cursor') ?? '',
  };
  const fields = parseWords(query, 'fields', EDGE_FIELDS);
  const { edges: all, rest } = await askEdges(answering, asked, 'list_edges');
  const listed = listAnswer(all, { filter: {}, ...page });
  const told = outcomePrefixes(all);
  const edges = edgeObjects(listed, told, fields);
  const { cut } = cutTo(page.order === 'name' ? [] : all, page.limit);
  return jsonList('edges', edges, { next: nextOf(listed, page.limit), ...cut, ...rest });
}

function* edgeObjects(
  listed: readonly ListedEdge[],
  told: ReadonlySet<string>,
  fields: readonly (keyof EdgeJson)[],
) {
  for (const { edge } of listed) yield pick(edgeJson(edge, told), fields);
}

/** Null where there is no page behind, as far as can be told. */
function nextOf(listed: readonly ListedEdge[], limit: number): string | null {
  return limit > 0 && listed.length === limit ? listed.at(-1)!.cursor || null : null;
}

function pick<T extends object>(object: T, fields: readonly (keyof T)[]): Partial<T> {
  if (fields.length === 0) return object;
  const picked: Partial<T> = {};
  for (const field of fields) picked[field] = object[field];
  return picked;
}

async function answerObserve(answering: Answering, { query, begin }: Asked): Promise<Answer> {
  const filter = parseFilterQuery(query, answering.nowUs());
  const fields = parseWords(query, 'fields', EDGE_FIELDS);
  const { grant, askAgain, signal: wanted } = await begin('observe_edges', filter.namespace);
  const refused = new AbortController();
  const signal = AbortSignal.any([wanted, refused.signal]);
  keepGranted(grant, askAgain, signal).catch(() => refused.abort());
  const edges = answering.liveEdges.follow(filter, signal);
  return { status: 200, type: 'application/x-ndjson', body: lines(edges, fields) };
}

async function* lines(
  edges: AsyncIterable<Edge>,
  fields: readonly (keyof EdgeJson)[],
): AsyncGenerator<string> {
  const told = new Set<string>();
  for await (const edge of edges) {
    for (const prefix of outcomePrefixes([edge])) told.add(prefix);
    yield `${JSON.stringify(pick(edgeJson(edge, told), fields))}\n`;
  }
}
