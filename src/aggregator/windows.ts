/** The logging windows of the aggregator's own cluster: who looks for them, as the flags say it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Flow } from '../flow/flow.ts';
import type { Verdict } from '../flow/verdict.ts';
import { openJsonApi } from '../kube/api/json-api.ts';
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import type { Log } from '../service/log.ts';
import { watchWindows } from './window/watch-windows.ts';
import { WindowVerdicts } from './window/window-verdicts.ts';
import { WINDOW_UNSEEN, type WindowState, windowState } from './window-state.ts';

export interface WindowsConfig {
  /** How the API server is reached; undefined: no window is ever seen. */
  readonly reviews: AccessOptions | undefined;
  readonly closeWindows: boolean;
  /** Of lines behind which no window is known to stand. */
  readonly windowVerdict: Verdict;
  readonly clusterName: string;
}

export interface Windows {
  verdictOf(flow: Flow, cluster: string): Verdict;
  /** As last seen; undefined where nobody looks. */
  state(): WindowState | undefined;
  /** Looks for windows until `close`. */
  run(): void;
  /** Resolves when nothing runs any more. */
  close(): Promise<void>;
}

export function openWindows(config: WindowsConfig, log: Log): Windows {
  const { reviews, closeWindows: closes, windowVerdict, clusterName } = config;
  const verdicts = new WindowVerdicts(windowVerdict);
  const api = reviews && openJsonApi(chooseAccess(reviews));
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const nowUs = () => Date.now() * 1_000;
  let state = api && WINDOW_UNSEEN;
  const onWindows: WatchWindows = (open) => {
    const seenUs = nowUs();
    verdicts.learn(open, seenUs);
    state = windowState(open, seenUs);
  };
  return {
    verdictOf: (flow, cluster) =>
      cluster === clusterName ? verdicts.verdictOf(flow) : windowVerdict,
    state: () => state,
    run: () => {
      if (api === undefined) return;
      running = watchWindows({ api, closes, onWindows, log, nowUs, delay }, stop.signal);
    },
    close: async () => {
      stop.abort();
      api?.close();
      await running;
    },
  };
}

type WatchWindows = Parameters<typeof watchWindows>[0]['onWindows'];

async function delay(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
