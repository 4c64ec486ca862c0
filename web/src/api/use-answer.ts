/**
 * An answer for as long as a view shows it: asked when the question changes, cancelled when nobody
 * waits any more.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../frame/page-context.ts';
import { AskError, type Question, questionText } from './api.ts';

export interface Answered<T> {
  /** Undefined until it is there. */
  readonly value: T | undefined;
  /** The answer to the question before, or to this one when it was asked before. */
  readonly before: T | undefined;
  readonly error: AskError | undefined;
  /** Since when it is waited for, in ms since 1970; undefined: it is not. */
  readonly askedMs: number | undefined;
  readonly isCancelled: boolean;
  readonly cancel: () => void;
  readonly again: () => void;
}

interface State<T> {
  /** What `value` or `error` answers. */
  readonly key: string | undefined;
  readonly value: T | undefined;
  readonly error: AskError | undefined;
  readonly askedMs: number | undefined;
  readonly isCancelled: boolean;
}

const NOTHING: State<never> = {
  key: undefined,
  value: undefined,
  error: undefined,
  askedMs: undefined,
  isCancelled: false,
};

/** What else it asks has the same signal: it ends when nobody waits any more. */
type Read<T> = (response: Response, signal: AbortSignal) => Promise<T>;

/** JSON of `question`; undefined asks nothing. `read` is taken as it was at the first call. */
export function useAnswer<T>(
  question: Question | undefined,
  read: Read<T> = (response) => response.json() as Promise<T>,
): Answered<T> {
  const { api, health } = usePage();
  const [state, setState] = useState<State<T>>(NOTHING);
  const [round, setRound] = useState(0);
  const asking = useRef<AbortController | undefined>(undefined);
  const reading = useRef(read);
  const key = question && `${questionText(question)}\n${question.body ?? ''}`;
  const returns = health.returns.value;

  useEffect(() => {
    if (question === undefined) {
      setState(NOTHING);
      return;
    }
    const abort = new AbortController();
    asking.current = abort;
    setState((before) => ({ ...before, askedMs: Date.now(), isCancelled: false }));
    answer(question, abort.signal).then(
      (value) => setState({ ...NOTHING, key, value }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const failed = error instanceof AskError ? error : new AskError(String(error), 0);
        setState((before) => ({ ...before, key, error: failed, askedMs: undefined }));
      },
    );
    return () => abort.abort();

    async function answer(asked: Question, signal: AbortSignal): Promise<T> {
      const value = await reading.current(await api.open(asked, signal), signal);
      signal.throwIfAborted();
      return value;
    }
  }, [key, round, returns, api]);

  const cancel = useCallback(() => {
    asking.current?.abort();
    setState((before) => ({ ...before, askedMs: undefined, isCancelled: true }));
  }, []);
  const again = useCallback(() => setRound((number) => number + 1), []);
  const isAnswered = state.key === key;
  return {
    value: isAnswered ? state.value : undefined,
    before: state.value,
    error: isAnswered ? state.error : undefined,
    askedMs: state.askedMs,
    isCancelled: state.isCancelled,
    ...{ cancel, again },
  };
}
