/** What stands in a view while its answer is awaited, and instead of one that failed. */
import { useEffect, useState } from 'preact/hooks';
import type { Answered } from '../api/use-answer.ts';
import { spanText, visible } from './visible.ts';

interface ProgressProps {
  readonly of: Pick<Answered<unknown>, 'error' | 'askedMs' | 'isCancelled' | 'cancel' | 'again'>;
  /** What is awaited: `Edges`. */
  readonly what: string;
}

/** Nothing where the answer is there and no other is awaited. */
export function Progress({ of, what }: ProgressProps) {
  const { error, askedMs, isCancelled, cancel, again } = of;
  return (
    <div class="progress" role="status">
      {askedMs !== undefined && <Waiting what={what} sinceMs={askedMs} cancel={cancel} />}
      {askedMs === undefined && !isCancelled && error !== undefined && (
        <p class="failed">
          <strong>{what}:</strong> {visible(error.message)}{' '}
          <button type="button" onClick={again}>
            Ask again
          </button>
        </p>
      )}
      {askedMs === undefined && isCancelled && (
        <p class="note">
          {what}: cancelled.{' '}
          <button type="button" onClick={again}>
            Ask again
          </button>
        </p>
      )}
    </div>
  );
}

/** Quick answers need no words: they would only flicker. */
const QUICK_MS = 400;

interface WaitingProps {
  readonly what: string;
  readonly sinceMs: number;
  readonly cancel: () => void;
}

function Waiting({ what, sinceMs, cancel }: WaitingProps) {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const waitedMs = nowMs - sinceMs;
  if (waitedMs < QUICK_MS) return null;
  return (
    <p class="waiting">
      <span class="spinner" aria-hidden="true" />
      {what}: asking, for <span aria-hidden="true">{spanText(waitedMs)}</span>{' '}
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </p>
  );
}
