/** Questions for the state of the collection. */

import { parseMoment } from '../../flow/edge-filter-text.ts';
import { timeJson } from '../../flow/edge-json.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { HOUR_US } from '../../flow/time.ts';
import { statusJson } from '../../wire/status-json.ts';
import { type Answer, json } from './answer.ts';
import type { Answering, Asked, Endpoint } from './endpoint.ts';

export const STATE_ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/status',
    summary: 'Nodes, heartbeats, losses, and what watches of the Kubernetes API know.',
    parameters: [],
    schema: 'Status',
    media: 'application/json',
    answer: async (answering, { begin }) => {
      await begin('get_status');
      return json(200, statusJson(await answering.getStatus()));
    },
  },
  {
    path: '/api/v1/observed',
    summary: 'For how long each node was observed, hour by hour.',
    parameters: [
      { name: 'since', description: 'begin of the span: 7d, or RFC 3339; all unless said' },
      { name: 'until', description: 'end of the span' },
    ],
    schema: 'Observed',
    media: 'application/json',
    answer: answerObserved,
  },
];

async function answerObserved(answering: Answering, { query, begin }: Asked): Promise<Answer> {
  const nowUs = answering.nowUs();
  const since = query.get('since');
  const until = query.get('until');
  const span = {
    sinceUs: since ? parseMoment(since, nowUs) : 0,
    untilUs: until ? parseMoment(until, nowUs) : nowUs,
  };
  if (span.sinceUs > span.untilUs) throw new EdgeFilterError('since lies behind until');
  await begin('list_observed');
  const nodes = [];
  for await (const { cluster, node, hours } of answering.listObserved(span)) {
    const seconds = [...hours].map(([hour, us]) => [timeJson(hour * HOUR_US), us / 1_000_000]);
    nodes.push({ cluster, node, observed_seconds: Object.fromEntries(seconds) });
  }
  return json(200, { nodes });
}
