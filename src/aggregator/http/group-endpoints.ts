/** Questions for sums of edges: in groups, hour by hour, and which values there are. */
import { type EdgeGroup, groupEdges } from '../../flow/edge-groups.ts';
import { timeJson } from '../../flow/edge-json.ts';
import type { EdgeSeries } from '../../flow/edge-series.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { GROUP_FIELDS, type GroupField, repeatedField } from '../../flow/group-fields.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import { HOUR_US } from '../../flow/time.ts';
import { type Answer, json } from './answer.ts';
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

const BY: Parameter = {
  name: 'by',
  description: 'fields, separated by commas',
  isList: true,
  words: GROUP_FIELDS,
};

export const GROUP_ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/groups',
    summary: 'Sums of the edges that match, most lines first.',
    parameters: [...FILTER_PARAMETERS, LIMIT_PARAMETER, BY, NODES_NOW],
    schema: 'Groups',
    media: 'application/json',
    answer: answerGroups,
  },
  {
    path: '/api/v1/series',
    summary: 'The groups hour by hour, those with most lines first.',
    parameters: [...FILTER_PARAMETERS, LIMIT_PARAMETER, BY],
    schema: 'SeriesList',
    media: 'application/json',
    answer: answerSeries,
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
];

async function askGroups(answering: Answering, asked: Asked, by: readonly GroupField[]) {
  const { edges, rest, bounds } = await askEdges(answering, asked, 'list_groups');
  return { groups: groupEdges(edges, by, outcomePrefixes(edges), bounds.takeEdges), rest };
}

async function answerGroups(answering: Answering, asked: Asked): Promise<Answer> {
  const by = parseBy(asked.query);
  const limit = parseLimit(asked.query);
  const { groups, rest } = await askGroups(answering, asked, by);
  const { first, cut } = cutTo(groups, limit);
  return json(200, { by, groups: first.map(groupJson), ...cut, ...rest });
}

function groupJson(group: EdgeGroup) {
  const { isReply, isPreExisting, firstSeenUs, lastSeenUs, ...sums } = group;
  return {
    ...sums,
    is_reply: isReply,
    pre_existing: isPreExisting,
    first_seen: timeJson(firstSeenUs),
    last_seen: timeJson(lastSeenUs),
  };
}

async function answerSeries(answering: Answering, { query, begin }: Asked): Promise<Answer> {
  const by = parseBy(query);
  const limit = parseLimit(query);
  const filter = parseFilterQuery(query, answering.nowUs());
  const bounds = await begin('list_series', filter.namespace);
  const series = await answering.listSeries({ filter, by, limit: 0 }, bounds);
  const { first, cut } = cutTo(series, limit);
  return json(200, { by, series: first.map(seriesJson), ...cut });
}

function seriesJson({ values, isReply, isPreExisting, hours }: EdgeSeries) {
  return {
    values,
    is_reply: isReply,
    pre_existing: isPreExisting,
    hours: hours.map(({ hour, ...sums }) => ({ hour: timeJson(hour * HOUR_US), ...sums })),
  };
}

function parseBy(query: URLSearchParams): readonly GroupField[] {
  const by = parseWords(query, 'by', GROUP_FIELDS);
  const repeated = repeatedField(by);
  if (repeated !== undefined) throw new EdgeFilterError(`by has '${repeated}' twice`);
  return by;
}

async function answerValues(answering: Answering, asked: Asked): Promise<Answer> {
  const field = parseWord(asked.query, 'field', GROUP_FIELDS);
  const prefix = asked.query.get('prefix') ?? '';
  const limit = parseLimit(asked.query);
  const { groups } = await askGroups(answering, asked, [field]);
  // Of replies and of what was open before, the same value once more.
  const values = [...new Set(groups.map(({ values: [value = ''] }) => value))];
  const wanted = values.filter((value) => value !== '' && value.startsWith(prefix));
  const { first, cut } = cutTo(wanted, limit);
  return json(200, { field, values: first, ...cut });
}
