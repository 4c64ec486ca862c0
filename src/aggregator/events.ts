/** Events on pods whose traffic is dropped, where the flags ask for them. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Flow } from '../flow/flow.ts';
import type { Verdict } from '../flow/verdict.ts';
import { openJsonApi } from '../kube/api/json-api.ts';
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import type { Log } from '../service/log.ts';
import type { EventOutcome } from './event-outcomes.ts';
import { DroppedTraffic } from './events/dropped-traffic.ts';
import { sendEvents } from './events/send-events.ts';
import type { AggregatorMetrics } from './metrics.ts';

/** What a reporter may be called. */
const INSTANCE_CHARS_MAX = 128;

export interface EventsConfig {
  readonly events: boolean;
  readonly reviews: AccessOptions | undefined;
  readonly clusterName: string;
}

export interface Events {
  /** Takes named flows that were committed. */
  note(flows: readonly Flow[], cluster: string): void;
  /** Sends until `close`. */
  run(): void;
  /** Resolves when nothing runs any more; what is not sent by then is not sent. */
  close(): Promise<void>;
}

export function openEvents(
  { events, reviews, clusterName }: EventsConfig,
  verdictOf: (flow: Flow, cluster: string) => Verdict,
  metrics: Pick<AggregatorMetrics, 'events'>,
  log: Log,
): Events {
  const api = events && reviews !== undefined ? openJsonApi(chooseAccess(reviews)) : undefined;
  const nowUs = () => Date.now() * 1_000;
  const isDropped = (flow: Flow) => verdictOf(flow, clusterName) === 'dropped';
  const onSuppressed = (drops: number) => metrics.events.inc({ outcome: 'suppressed' }, drops);
  const traffic = new DroppedTraffic(isDropped, onSuppressed);
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    note: (flows, cluster) => {
      if (api === undefined || cluster !== clusterName) return;
      for (const flow of flows) traffic.add(flow, nowUs());
    },
    run: () => {
      if (api === undefined) return;
      const instance = hostname().slice(0, INSTANCE_CHARS_MAX);
      const onEvent = (outcome: EventOutcome) => metrics.events.inc({ outcome });
      const options = { api, traffic, instance, onEvent, log, nowUs, delay };
      running = sendEvents(options, stop.signal);
    },
    close: async () => {
      stop.abort();
      api?.close();
      await running;
    },
  };
}

async function delay(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
