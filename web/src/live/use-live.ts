/**
 * Edges as they come: the newest of them, bounded. A connection that breaks is opened again, as
 * long as the view is there; what came meanwhile is not known, and that is said.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { AskError, wait } from '../api/api.ts';
import type { Edge } from '../api/edge.ts';
import { followJsonLines } from '../api/json-lines.ts';
import { usePage } from '../frame/page-context.ts';

/** Rows that are kept. */
export const KEPT_MAX = 500;
/** Rows are drawn together this often, however fast they come. */
const DRAW_MS = 250;
const RETRY_MS = 2_000;

export interface LiveRow {
  readonly number: number;
  readonly edge: Edge;
}

export interface Live {
  /** Newest first. */
  readonly rows: readonly LiveRow[];
  readonly seen: number;
  readonly state: 'connecting' | 'following' | 'away' | 'refused';
  readonly error: string;
  /** How often it was connected again. */
  readonly gaps: number;
  readonly clear: () => void;
}

type State = Omit<Live, 'clear'>;

const NOTHING: State = { rows: [], seen: 0, state: 'connecting', error: '', gaps: 0 };

/** Asked once more it would be refused once more. */
function isFinal(failure: Error): boolean {
  return failure instanceof AskError && failure.status >= 400 && failure.status < 500;
}

/** While `isPaused` rows come and are counted, but those in sight stay. */
export function useLive(words: URLSearchParams, isPaused: boolean): Live {
  const { api } = usePage();
  const [state, setState] = useState<State>(NOTHING);
  const paused = useRef(isPaused);
  paused.current = isPaused;
  const key = words.toString();
  useEffect(() => {
    setState(NOTHING);
    const stop = new AbortController();
    let waiting: LiveRow[] = [];
    let seen = 0;
    const take = (edges: readonly Edge[]) => {
      for (const edge of edges) waiting.push({ number: ++seen, edge });
      if (waiting.length > KEPT_MAX) waiting = waiting.slice(-KEPT_MAX);
    };
    const timer = setInterval(() => {
      if (paused.current) return setState((before) => ({ ...before, seen }));
      const news = waiting.reverse();
      waiting = [];
      setState((before) =>
        news.length === 0 && before.seen === seen
          ? before
          : { ...before, seen, rows: [...news, ...before.rows].slice(0, KEPT_MAX) },
      );
    }, DRAW_MS);
    const follow = async () => {
      const question = { path: 'observe', words: new URLSearchParams(key) };
      const response = await api.open(question, stop.signal);
      setState((before) => {
        const gaps = before.gaps + (before.state === 'away' ? 1 : 0);
        return { ...before, gaps, state: 'following', error: '' };
      });
      for await (const edges of followJsonLines<Edge>(response)) take(edges);
    };
    const run = async () => {
      while (!stop.signal.aborted) {
        const failure = await follow().then(
          () => new Error('the aggregator ended the stream'),
          (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
        );
        if (stop.signal.aborted) return;
        const state = isFinal(failure) ? 'refused' : 'away';
        setState((before) => ({ ...before, state, error: failure.message }));
        if (state === 'refused') return;
        await wait(RETRY_MS, stop.signal);
      }
    };
    run().catch(() => {});
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [key, api]);
  return { ...state, clear: () => setState((before) => ({ ...before, rows: [] })) };
}
