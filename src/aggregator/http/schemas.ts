/** What answers of the JSON API look like, as JSON Schema. */

import { ANALYSIS_SCHEMAS } from './analysis-schemas.ts';
import {
  count,
  flag,
  listOf,
  number,
  objectOf,
  optional,
  ref,
  text,
  texts,
  time,
} from './schema-parts.ts';

const SUMS = {
  lines: count,
  connections: count,
  bytes: count,
  answered: count,
  refused: count,
  unreachable: count,
};
const SEEN = { first_seen: time, last_seen: time };
const KIND = { is_reply: flag, pre_existing: flag };

export const API_SCHEMAS: Readonly<Record<string, object>> = {
  ...ANALYSIS_SCHEMAS,
  Error: objectOf({ error: text, mistakes: listOf(ref('Mistake')) }),
  Endpoint: objectOf({
    kind: { enum: ['unknown', 'pod', 'node', 'service', 'outside'] },
    namespace: text,
    pod: text,
    name: text,
    workload: optional(objectOf({ kind: text, name: text })),
    labels: { type: 'object', additionalProperties: text },
    ip: text,
    node: text,
    attribution: text,
    confidence: text,
    candidates: listOf(ref('Endpoint')),
  }),
  Edge: objectOf({
    ...SUMS,
    ...SEEN,
    source: ref('Endpoint'),
    destination: ref('Endpoint'),
    protocol: { type: ['string', 'null'] },
    port: number,
    icmp_type: number,
    icmp_code: number,
    direction: text,
    verdict: text,
    is_reply: flag,
    pre_existing: flag,
    trust: text,
    overflow: { type: ['string', 'null'] },
    tcp_flags: text,
    prefix: text,
    prefixes: texts,
    seen_by: text,
    outcome: text,
    cluster: text,
    nodes: texts,
    services: texts,
    source_ports_distinct: count,
    hours: listOf({ type: 'string', format: 'date-time' }),
  }),
  UnansweredNode: objectOf({ cluster: text, node: text, why: text }),
  Edges: objectOf({
    edges: listOf(ref('Edge')),
    next: { type: ['string', 'null'] },
    left_out: count,
    unanswered: listOf(ref('UnansweredNode')),
  }),
  Group: objectOf({ values: texts, ...KIND, edges: count, ...SUMS, ...SEEN }),
  Groups: objectOf({
    by: texts,
    groups: listOf(ref('Group')),
    left_out: count,
    unanswered: listOf(ref('UnansweredNode')),
  }),
  HourSum: objectOf({ hour: time, ...SUMS }),
  Series: objectOf({ values: texts, ...KIND, hours: listOf(ref('HourSum')) }),
  SeriesList: objectOf({ by: texts, series: listOf(ref('Series')), left_out: count }),
  Values: objectOf({ field: text, values: texts, left_out: count }),
  Observed: objectOf({
    nodes: listOf(
      objectOf({
        cluster: text,
        node: text,
        observed_seconds: { type: 'object', additionalProperties: { type: 'number' } },
      }),
    ),
  }),
  Status: objectOf({
    version: text,
    store: optional(text),
    nodes: listOf({ type: 'object' }),
    resources: listOf({ type: 'object' }),
    windows: optional(
      listOf(
        objectOf({
          kind: text,
          name: text,
          namespaces: text,
          opened: time,
          until: time,
          prefixes: texts,
          verdict: text,
        }),
      ),
    ),
    cluster_nodes: optional(objectOf({ count, missing: texts, missing_count: count })),
  }),
};
