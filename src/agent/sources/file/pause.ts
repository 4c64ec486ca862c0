/**
 * The pause between two looks at a file, cut short when the kernel says that somebody wrote. A hint
 * only: a watch that fails, is lost or never works (network file systems) costs nothing but time.
 */
import { watch } from 'node:fs';
import type { Clock } from '../../clock.ts';

/** Writes that come within this time are read together, so that a busy file wakes us no oftener. */
const GATHER_MS = 10;

export interface Pause {
  readonly path: string;
  /** Longest pause. */
  readonly ms: number;
  /** Somebody is writing: more will come, and need not be hurried to. */
  readonly isBusy: boolean;
  readonly clock: Clock;
}

/** Resolves when it is time to look, or when `signal` aborts; true if somebody wrote. */
export async function pauseForWriter(pause: Pause, signal: AbortSignal): Promise<boolean> {
  const { path, ms, isBusy, clock } = pause;
  const gatherMs = isBusy ? Math.min(GATHER_MS, ms) : 0;
  if (gatherMs > 0) await clock.delay(gatherMs, signal);
  if (signal.aborted || gatherMs === ms) return false;
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener('abort', end, { once: true });
  const stopWatching = watchQuietly(path, end);
  await clock.delay(ms - gatherMs, ended.signal);
  stopWatching();
  signal.removeEventListener('abort', end);
  return ended.signal.aborted;
}

function watchQuietly(path: string, onWrite: () => void): () => void {
  try {
    const watcher = watch(path, { persistent: false }, onWrite);
    watcher.on('error', () => {});
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
