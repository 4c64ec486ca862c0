/** Time as the agent's stages see it: injected, so that tests turn the hands themselves. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Clock {
  /** Wall-clock milliseconds since the epoch. */
  nowMs(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts; never rejects. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  nowMs: Date.now,
  async delay(ms, signal) {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  },
};
