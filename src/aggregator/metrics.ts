/**
 * Everything the aggregator counts about itself (docs/metrics.md is the contract). Labels come from
 * fixed lists: no pod, node or address ever becomes one.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LOSS_CAUSES } from '../flow/loss.ts';
import type { ResourceCounts } from '../flow/resource-state.ts';
import { ACCESS_REFUSAL_CODES } from '../service/access.ts';
import { HUBBLE_METHODS } from '../service/hubble/observer.ts';
import { QUERY_METHODS } from '../service/query.ts';
import { QUESTION_KINDS } from '../service/question-gate.ts';
import { LIMIT_NAMES } from '../service/question-limits.ts';
import { gaugeResources } from '../service/resource-metrics.ts';
import type { TlsState } from '../service/tls/tls-files.ts';
import { gaugeTls } from '../service/tls/tls-metrics.ts';
import { REFUSED_REASONS } from '../wire/ingest.ts';
import { BACKGROUND_WORK } from './background-work.ts';
import { type ConnectionCounters, nameConnections } from './connection-kinds.ts';
import { EVENT_OUTCOMES } from './event-outcomes.ts';

/** From a commit that others share to a ClickHouse that is away for some seconds. */
const COMMIT_SECONDS = [
  ...[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05],
  ...[0.1, 0.25, 0.5, 1, 2.5, 5, 10],
];

export interface AggregatorMetrics extends ConnectionCounters {
  readonly registry: Registry;
  readonly batches: Counter<'outcome'>;
  readonly refused: Counter<'reason'>;
  readonly access: Counter<'kind' | 'decision'>;
  readonly batchesUnsettled: Counter;
  readonly flows: Counter;
  readonly lines: Counter;
  readonly losses: Counter<'cause'>;
  readonly lostRecords: Counter<'cause'>;
  readonly linesCoarsened: Counter;
  readonly throttledSeconds: Counter;
  readonly inboxBytes: Gauge;
  readonly agentsConnected: Gauge;
  readonly storeCommitSeconds: Histogram;
  readonly storeErrors: Counter;
  readonly storeBackgroundErrors: Counter<'work'>;
  readonly queries: Counter<'api' | 'method'>;
  readonly questionsLimited: Counter<'limit'>;
  readonly questionsOpen: Gauge<'kind'>;
  readonly nodesAsked: Counter<'outcome'>;
  readonly discarded: Counter<'stage' | 'reason'>;
  readonly events: Counter<'outcome'>;
}

/**
 * A registry of its own: two aggregators in one process do not meet. `resources`: what is watched
 * of the API server; `tls`: undefined in plain text.
 */
export function createMetrics(
  resources: () => readonly ResourceCounts[] = () => [],
  tls: () => TlsState | undefined = () => undefined,
): AggregatorMetrics {
  const registry = new Registry();
  const registers = [registry];
  const { counter, gauge } = makers(registers);
  const metrics: AggregatorMetrics = {
    registry,
    batches: counter('batches_total', 'Batches acknowledged, by what became of them.', ['outcome']),
    batchesUnsettled: counter('batches_unsettled_total', 'Batches with ends too fresh to name.'),
    refused: counter('refused_total', 'Streams refused, by reason.', ['reason']),
    access: counter('access_total', 'Decisions about who may do what.', ['kind', 'decision']),
    flows: counter('flows_total', 'Flows in applied batches.'),
    lines: counter('lines_total', 'LOG lines counted by the flows of applied batches.'),
    connections: counter(
      'connections_total',
      'Connections that nodes report, by kind and verdict.',
      ['kind', 'verdict'],
    ),
    responses: counter('responses_total', 'How connections were answered, where it is logged.', [
      'outcome',
    ]),
    losses: counter('losses_total', 'Loss records in applied batches, by cause.', ['cause']),
    lostRecords: counter('records_lost_total', 'Records lost, where their number is known.', [
      'cause',
    ]),
    linesCoarsened: counter(
      'lines_coarsened_total',
      'LOG lines counted with less detail: their node had too many distinct flows in an hour.',
    ),
    throttledSeconds: counter(
      'throttled_seconds_total',
      'Time that agents were told to wait because they sent more than their share.',
    ),
    inboxBytes: gauge('inbox_bytes', 'Bytes of large messages that are being read or applied.'),
    agentsConnected: gauge(
      'agents_connected',
      'Streams of agents open now, one per node and source.',
    ),
    storeCommitSeconds: new Histogram({
      name: 'dropcast_aggregator_store_commit_seconds',
      help: 'Time to apply one batch durably.',
      buckets: COMMIT_SECONDS,
      registers,
    }),
    storeErrors: counter('store_errors_total', 'Operations that the store failed.'),
    storeBackgroundErrors: counter(
      'store_background_errors_total',
      'What the store failed at that nobody waits for: it is tried again.',
      ['work'],
    ),
    queries: counter('query_requests_total', 'Questions asked.', ['api', 'method']),
    questionsLimited: counter('questions_limited_total', 'Questions that ran into a limit.', [
      'limit',
    ]),
    nodesAsked: counter('nodes_asked_total', 'Nodes asked for what they hold now.', ['outcome']),
    questionsOpen: gauge(
      'questions_open',
      'Questions that are being answered, and readers that follow.',
      ['kind'],
    ),
    discarded: counter('discarded_total', 'What was thrown away on purpose.', ['stage', 'reason']),
    events: counter('events_total', 'Events on dropped traffic.', ['outcome']),
  };
  gaugeResources(registry, 'dropcast_aggregator', resources);
  gaugeTls(registry, 'dropcast_aggregator', tls);
  nameAllLabels(metrics);
  return metrics;
}

function makers(registers: Registry[]) {
  const nameOf = (name: string) => `dropcast_aggregator_${name}`;
  const counter = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Counter<Label> =>
    new Counter({ name: nameOf(name), help, labelNames: [...labelNames], registers });
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Gauge<Label> =>
    new Gauge({ name: nameOf(name), help, labelNames: [...labelNames], registers });
  return { counter, gauge };
}

/** Every series exists from the start, so that a rate over the first event is right. */
function nameAllLabels(metrics: AggregatorMetrics): void {
  for (const outcome of ['applied', 'duplicate']) metrics.batches.inc({ outcome }, 0);
  for (const reason of REFUSED_REASONS) {
    metrics.refused.inc({ reason }, 0);
  }
  for (const decision of ['granted', ...ACCESS_REFUSAL_CODES]) {
    for (const kind of ['agent', 'reader']) metrics.access.inc({ kind, decision }, 0);
  }
  nameConnections(metrics);
  for (const cause of LOSS_CAUSES) {
    metrics.losses.inc({ cause }, 0);
    metrics.lostRecords.inc({ cause }, 0);
  }
  for (const method of QUERY_METHODS) {
    metrics.queries.inc({ api: 'grpc', method }, 0);
    metrics.queries.inc({ api: 'http', method }, 0);
  }
  for (const method of HUBBLE_METHODS) metrics.queries.inc({ api: 'hubble', method }, 0);
  for (const limit of LIMIT_NAMES) metrics.questionsLimited.inc({ limit }, 0);
  for (const outcome of ['answered', 'unanswered']) metrics.nodesAsked.inc({ outcome }, 0);
  for (const kind of QUESTION_KINDS) metrics.questionsOpen.set({ kind }, 0);
  for (const outcome of EVENT_OUTCOMES) metrics.events.inc({ outcome }, 0);
  for (const work of BACKGROUND_WORK) metrics.storeBackgroundErrors.inc({ work }, 0);
  metrics.discarded.inc({ stage: 'query', reason: 'slow_follower' }, 0);
}
