/** What goes on for long is granted anew, again and again: grants end. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Grant } from './access.ts';
import { timerMs } from './timer.ts';

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
  await sleep(timerMs(untilMs - Date.now()), undefined, { signal }).catch(() => {});
}
