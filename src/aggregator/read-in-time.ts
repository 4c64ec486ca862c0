/** Figures for a page that must not wait, from a store or a disk that may be slow, fail or hang. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Prometheus waits ten seconds for a page by default. */
const WAIT_MS_MAX = 2_000;
/** What was read is given this long, where nothing newer comes. */
const KEPT_MS_MAX = 60_000;
/** What took long to read is given for so many times as long: reading costs a twentieth at most. */
const REUSE = 20;
/** But no longer: a reading that takes long has to come before the last one is too old. */
const REUSE_MS_MAX = 30_000;

export interface ReadInTimeOptions {
  readonly waitMs?: number;
  /** Never set back. */
  readonly nowMs?: () => number;
}

interface Reading<T> {
  readonly value: T;
  readonly atMs: number;
  readonly tookMs: number;
}

/**
 * Undefined when `read` has failed, or not answered, for a minute. All who ask while one is under
 * way wait for that: one that hangs is not asked again.
 */
export function readInTime<T>(
  read: () => Promise<T>,
  { waitMs = WAIT_MS_MAX, nowMs = () => performance.now() }: ReadInTimeOptions = {},
): () => Promise<T | undefined> {
  let last: Reading<T> | undefined;
  let reading: Promise<void> | undefined;
  const begin = async () => {
    const begunMs = nowMs();
    const value = await read();
    const atMs = nowMs();
    last = { value, atMs, tookMs: atMs - begunMs };
  };
  const isWithin = (ms: number) => last !== undefined && nowMs() - last.atMs < ms;
  return async () => {
    if (!isWithin(Math.min((last?.tookMs ?? 0) * REUSE, REUSE_MS_MAX))) {
      reading ??= begin()
        .catch(() => undefined)
        .finally(() => {
          reading = undefined;
        });
      const over = new AbortController();
      const late = sleep(waitMs, undefined, { signal: over.signal }).catch(() => undefined);
      await Promise.race([reading, late]).finally(() => over.abort());
    }
    return isWithin(KEPT_MS_MAX) ? last?.value : undefined;
  };
}
