/**
 * Tries again what may succeed later: for a bounded time, with pauses that double, are jittered,
 * and are at least as long as the other side wishes.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { timerMs } from '../service/timer.ts';
import { CommandError } from './ask.ts';

const PAUSE_FIRST_MS = 500;
const PAUSE_MAX_MS = 30_000;

/** What was asked for did not happen, and may happen later. */
export class LaterError extends Error {
  /** The other side's wish; 0 when it has none. */
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LaterError';
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Patience {
  /** Since the first failure in a row. */
  readonly giveUpMs: number;
  /** Said where it is given up: how to have more patience. */
  readonly advice?: string;
  readonly signal: AbortSignal;
  /** Hears of the first failure in a row. */
  readonly onFailure: (message: string) => void;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Milliseconds that only grow. */
  readonly nowMs: () => number;
  /** Rejects with CommandError when the signal aborts. */
  readonly pause: typeof pause;
}

/**
 * Resolves to what `attempt` resolves to. Attempts that reject with LaterError are made again;
 * rejects with CommandError when the time is up or the signal aborts, and with anything else that
 * `attempt` rejects with.
 */
export async function persist<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { giveUpMs, signal, onFailure, random, nowMs } = patience;
  let ceilingMs = PAUSE_FIRST_MS;
  for (let failedAtMs: number | undefined; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof LaterError)) throw error;
      if (signal.aborted) throw new CommandError('interrupted', { cause: error });
      if (failedAtMs === undefined) onFailure(error.message);
      failedAtMs ??= nowMs();
      const pauseMs = Math.max(error.retryAfterMs, (ceilingMs * (1 + random())) / 2);
      if (nowMs() + pauseMs > failedAtMs + giveUpMs) throw givenUp(error, patience);
      ceilingMs = Math.min(2 * ceilingMs, PAUSE_MAX_MS);
      await patience.pause(pauseMs, signal);
    }
  }
}

/** Rejects with CommandError when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(timerMs(ms), undefined, { signal }).catch((cause: unknown) => {
    throw new CommandError('interrupted', { cause });
  });
}

function givenUp(error: LaterError, { giveUpMs, advice = '' }: Patience): CommandError {
  const tried = `given up after ${Math.round(giveUpMs / 1_000)} s${advice}`;
  return new CommandError(`${error.message}; ${tried}`, { cause: error });
}
