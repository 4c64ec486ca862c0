/** What goes on for long is granted anew, again and again: grants end. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Grant } from './access.ts';

/** What a timer takes. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/**
 * Asks again whenever a grant ends, until `signal` aborts; then resolves. Rejects as `ask` does:
 * nothing is granted any more.
 */
export async function keepGranted(
  first: Grant,
  ask: () => Promise<Grant>,
  signal: AbortSignal,
): Promise<void> {
  for (let grant = first; !signal.aborted; grant = await ask()) {
    await untilOver(grant, signal);
    if (signal.aborted) return;
  }
}

async function untilOver({ untilMs }: Grant, signal: AbortSignal): Promise<void> {
  if (untilMs === Number.POSITIVE_INFINITY) {
    await once(signal, 'abort');
    return;
  }
  const leftMs = Math.min(Math.max(1, untilMs - Date.now()), TIMER_MS_MAX);
  await sleep(leftMs, undefined, { signal }).catch(() => {});
}
