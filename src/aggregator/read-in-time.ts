/** Figures for a page that must not wait, from a store or a disk that may be slow, fail or hang. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Prometheus waits ten seconds for a page by default. */
const WAIT_MS_MAX = 3_000;

/**
 * Undefined when `read` failed or takes too long. All who ask while one is under way wait for that:
 * one that hangs is not asked again.
 */
export function readInTime<T>(
  read: () => Promise<T>,
  waitMs = WAIT_MS_MAX,
): () => Promise<T | undefined> {
  let reading: Promise<T | undefined> | undefined;
  const begin = () =>
    read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
  return async () => {
    reading ??= begin();
    const over = new AbortController();
    const late = sleep(waitMs, undefined, { signal: over.signal }).catch(() => undefined);
    return Promise.race([reading, late]).finally(() => over.abort());
  };
}
