/**
 * Whether the aggregator answers, and the nodes' state: asked every ten seconds while somebody
 * looks, sooner after a failure. When it is back, views ask again what they show.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Api, AskError, wait } from './api.ts';
import type { Status } from './status.ts';

const REFRESH_MS = 10_000;
const AWAY_MS = 2_000;

export interface Health {
  readonly status: ReadonlySignal<Status | undefined>;
  readonly error: ReadonlySignal<AskError | undefined>;
  /** How often it came back after nobody had answered. */
  readonly returns: ReadonlySignal<number>;
  /** Asks now. */
  look(): void;
}

export function watchHealth(api: Api, at: Document): Health {
  const status = signal<Status | undefined>(undefined);
  const error = signal<AskError | undefined>(undefined);
  const returns = signal(0);
  let waiting = new AbortController();
  const look = () => waiting.abort();

  const ask = async () => {
    try {
      const response = await api.open({ path: 'status' }, AbortSignal.timeout(REFRESH_MS));
      status.value = (await response.json()) as Status;
      tell(undefined);
    } catch (failure) {
      tell(failure instanceof AskError ? failure : new AskError(String(failure), 0));
    }
  };
  const tell = (failure: AskError | undefined) => {
    const wasAway = error.value?.status === 0;
    error.value = failure;
    if (wasAway && failure?.status !== 0) returns.value++;
  };
  const run = async () => {
    for (;;) {
      if (at.visibilityState === 'visible') await ask();
      waiting = new AbortController();
      await wait(error.value?.status === 0 ? AWAY_MS : REFRESH_MS, waiting.signal).catch(() => {});
    }
  };
  at.addEventListener('visibilitychange', look);
  void run();
  return { status, error, returns, look };
}
