/** Questions for edges: as a list, a page at a time, added up, and as they come. */
import type { Edge } from '../../flow/edge.ts';
import {
  type EdgeGroup,
  GROUP_FIELDS,
  type GroupField,
  groupEdges,
} from '../../flow/edge-groups.ts';
import { type EdgeJson, edgeJson, timeJson } from '../../flow/edge-json.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import { keepGranted } from '../../service/keep-granted.ts';
import { listAnswer } from '../../service/list-answer.ts';
import { EDGE_ORDERS, type ListedEdge } from '../../wire/query.ts';
import { type Answer, json } from './answer.ts';
import type { Answering, Asked, Endpoint, Parameter } from './endpoint.ts';
import {
  FILTER_PARAMETERS,
  LIMIT_PARAMETER,
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
    ],
    schema: 'Edges',
    media: 'application/json',
    answer: answerEdges,
  },
  {
    path: '/api/v1/groups',
    summary: 'Sums of the edges that match, most lines first.',
    parameters: [
      ...FILTER_PARAMETERS,
      LIMIT_PARAMETER,
      { name: 'by', description: 'fields, separated by commas', isList: true, words: GROUP_FIELDS },
    ],
    schema: 'Groups',
    media: 'application/json',
    answer: answerGroups,
  },
  {
    path: '/api/v1/values',
    summary: 'Which values of a field occur among the edges that match, most lines first.',
    parameters: [
      ...FILTER_PARAMETERS,
      LIMIT_PARAMETER,
      { name: 'field', description: 'the field', required: true, words: GROUP_FIELDS },
      { name: 'prefix', description: 'how the values begin' },
    ],
    schema: 'Values',
    media: 'application/json',
    answer: answerValues,
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

async function answerEdges(answering: Answering, { query, grant }: Asked): Promise<Answer> {
  const filter = parseFilterQuery(query, answering.nowUs());
  const request = {
    filter,
    limit: parseLimit(query),
    order: parseWord(query, 'order', EDGE_ORDERS),
    cursor: query.get('cursor') ?? '',
  };
  const fields = parseWords(query, 'fields', EDGE_FIELDS);
  await grant('list', filter.namespace);
  answering.count('list_edges');
  const all = await answering.listEdges(filter);
  const listed = listAnswer(all, request);
  const told = outcomePrefixes(all);
  const edges = listed.map(({ edge }) => pick(edgeJson(edge, told), fields));
  return json(200, { edges, next: nextOf(listed, request.limit) });
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

async function askGroups(
  answering: Answering,
  { query, grant }: Asked,
  by: readonly GroupField[],
): Promise<EdgeGroup[]> {
  const filter = parseFilterQuery(query, answering.nowUs());
  await grant('list', filter.namespace);
  answering.count('list_groups');
  const edges = await answering.listEdges(filter);
  return groupEdges(edges, by, outcomePrefixes(edges));
}

async function answerGroups(answering: Answering, asked: Asked): Promise<Answer> {
  const by = parseWords(asked.query, 'by', GROUP_FIELDS);
  const limit = parseLimit(asked.query);
  const groups = firstOf(await askGroups(answering, asked, by), limit);
  return json(200, { by, groups: groups.map(groupJson) });
}

function groupJson({ firstSeenUs, lastSeenUs, ...group }: EdgeGroup) {
  return { ...group, first_seen: timeJson(firstSeenUs), last_seen: timeJson(lastSeenUs) };
}

async function answerValues(answering: Answering, asked: Asked): Promise<Answer> {
  const field = parseWord(asked.query, 'field', GROUP_FIELDS);
  const prefix = asked.query.get('prefix') ?? '';
  const limit = parseLimit(asked.query);
  const groups = await askGroups(answering, asked, [field]);
  const values = groups.map(({ values }) => values[0]!);
  const wanted = values.filter((value) => value !== '' && value.startsWith(prefix));
  return json(200, { field, values: firstOf(wanted, limit) });
}

function firstOf<T>(list: readonly T[], limit: number): readonly T[] {
  return limit > 0 ? list.slice(0, limit) : list;
}

async function answerObserve(answering: Answering, asked: Asked): Promise<Answer> {
  const filter = parseFilterQuery(asked.query, answering.nowUs());
  const fields = parseWords(asked.query, 'fields', EDGE_FIELDS);
  const ask = () => asked.grant('watch', filter.namespace);
  const grant = await ask();
  answering.count('observe_edges');
  const refused = new AbortController();
  const signal = AbortSignal.any([asked.signal, refused.signal]);
  keepGranted(grant, ask, signal).catch(() => refused.abort());
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
