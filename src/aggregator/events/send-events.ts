/**
 * Sends Events beside everything else: at a bounded rate, and with failures that harm nobody. What
 * goes wrong is said once, until it is something else.
 */
import { ApiError } from '../../kube/api/api-error.ts';
import type { JsonApi } from '../../kube/api/json-api.ts';
import { FieldError } from '../../manifest/fields.ts';
import type { Log } from '../../service/log.ts';
import type { EventOutcome } from '../event-outcomes.ts';
import { type Drop, type DroppedTraffic, rest } from './dropped-traffic.ts';
import { eventName, eventPath, eventSeries, newEvent } from './event-object.ts';

/** How often it is looked, and how many are sent at most at once: one a second in the long run. */
const LOOK_MS = 5_000;
const TOKENS_MAX = 25;
const TOKENS_A_SECOND = 1;
const MANAGER = 'dropcast';

export interface SendOptions {
  readonly api: JsonApi;
  readonly traffic: DroppedTraffic;
  /** Of this process, among those that report. */
  readonly instance: string;
  readonly onEvent: (outcome: EventOutcome) => void;
  readonly log: Log;
  readonly nowUs: () => number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Until `signal` aborts; never rejects for what the world does. */
export async function sendEvents(options: SendOptions, signal: AbortSignal): Promise<void> {
  const { traffic, onEvent, log, nowUs, delay } = options;
  let tokens = TOKENS_MAX;
  let said = '';
  while (!signal.aborted) {
    for (const drop of traffic.due(nowUs()).slice(0, Math.floor(tokens))) {
      if (signal.aborted) return;
      tokens--;
      const { outcome, why } = await send(options, drop);
      onEvent(outcome);
      if (why !== said && why !== '') log.warn(`events: ${why}`);
      said = why;
      // Others would fail alike.
      if (outcome === 'failed') break;
    }
    await delay(LOOK_MS, signal);
    tokens = Math.min(TOKENS_MAX, tokens + (LOOK_MS / 1_000) * TOKENS_A_SECOND);
  }
}

async function send(
  options: SendOptions,
  drop: Drop,
): Promise<{ outcome: EventOutcome; why: string }> {
  const { lines, told } = drop;
  const nowUs = options.nowUs();
  try {
    const isThere = drop.isCreated || (await create(options, drop));
    if (isThere && lines > 1) await tellSeries(options.api, drop);
    rest(drop, lines, nowUs);
    return { outcome: isThere ? 'sent' : 'gone', why: '' };
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof FieldError)) throw error;
    rest(drop, told, nowUs);
    // The server may have forgotten it, and a series alone is no Event: next time it is made anew.
    drop.isCreated = false;
    const advice =
      error instanceof ApiError && error.code === 'forbidden' ? ' (see docs/events.md)' : '';
    return { outcome: 'failed', why: `${error.message}${advice}` };
  }
}

/** False where the pod is gone; one that another aggregator has created counts as ours. */
async function create({ api, instance }: SendOptions, drop: Drop): Promise<boolean> {
  const { namespace, pod } = drop;
  try {
    const found = await api.get(`/api/v1/namespaces/${namespace}/pods/${pod}`);
    const uid = found.at('metadata').at('uid').requiredText();
    await api.post(`${eventPath(drop)}?fieldManager=${MANAGER}`, newEvent(drop, uid, instance));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return false;
    if (!(error instanceof ApiError && error.code === 'conflict')) throw error;
  }
  drop.isCreated = true;
  return true;
}

async function tellSeries(api: JsonApi, drop: Drop): Promise<void> {
  const path = `${eventPath(drop)}/${eventName(drop)}?fieldManager=${MANAGER}&force=true`;
  await api.apply(path, eventSeries(drop));
}
