/**
 * Retention: forgets what is older than it is kept, a thirtieth of that time at once, so that the
 * edges that stay are added up anew once a day and not once an hour. Time goes on with what agents
 * say that they have read, up to the clock: one that is set ahead forgets nothing by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_US } from '../flow/time.ts';
import type { Log } from '../service/log.ts';
import type { History } from './history.ts';
import type { Store } from './store.ts';

/** How often it is looked whether there is something to forget. */
const LOOK_MS = 600_000;
/** Of the time that edges are kept, how much more they may be kept. */
const STEPS = 30;

export interface ForgetOldOptions {
  readonly store: Pick<History, 'forget'> & Pick<Store, 'nodes'>;
  /** Infinity: nothing is ever forgotten. */
  readonly retainUs: number;
  readonly nowUs: () => number;
  readonly log: Log;
}

/** Runs until `signal` aborts; a failure is told, and made good the next time. */
export async function forgetOld(options: ForgetOldOptions, signal: AbortSignal): Promise<void> {
  const { store, retainUs, nowUs, log } = options;
  if (!Number.isFinite(retainUs)) return;
  let doneUs = 0;
  while (!signal.aborted) {
    try {
      const beforeUs = oldestKept(Math.min(nowUs(), await newestUs(store)), retainUs);
      if (beforeUs > doneUs) {
        const buckets = await store.forget(beforeUs, signal);
        doneUs = beforeUs;
        if (buckets > 0) log.info({ buckets, beforeUs }, 'forgot old edges');
      }
    } catch (err) {
      if (!signal.aborted) log.error({ err }, 'could not forget old edges');
    }
    await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}

/** Up to when any agent has read; 0 where there was none. */
async function newestUs(store: Pick<Store, 'nodes'>): Promise<number> {
  const nodes = await store.nodes();
  return nodes.reduce((newest, { observedUs }) => Math.max(newest, observedUs), 0);
}

/** The begin of the oldest hour that is kept. */
export function oldestKept(nowUs: number, retainUs: number): number {
  const stepUs = Math.max(HOUR_US, Math.floor(retainUs / STEPS / HOUR_US) * HOUR_US);
  return Math.floor((nowUs - retainUs) / stepUs) * stepUs;
}
