/**
 * An answer for as long as a view shows it: asked when the question changes, cancelled when nobody
 * waits any more. The answer before stays in sight until the next one is there.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../frame/page-context.ts';
import { AskError, type Question, questionText } from './api.ts';

export interface Answered<T> {
  readonly value: T | undefined;
  /** When `value` came, in ms since 1970. */
  readonly answeredMs: number;
  readonly error: AskError | undefined;
  /** Since when it is waited for; undefined: it is not. */
  readonly askedMs: number | undefined;
  readonly cancel: () => void;
  readonly again: () => void;
}

type State<T> = Pick<Answered<T>, 'value' | 'answeredMs' | 'error' | 'askedMs'>;

const NOTHING: State<never> = {
  value: undefined,
  answeredMs: 0,
  error: undefined,
  askedMs: undefined,
};

/** JSON of `question`; undefined asks nothing. `read` is taken as it was at the first call. */
export function useAnswer<T>(
  question: Question | undefined,
  read: (response: Response) => Promise<T> = (response) => response.json() as Promise<T>,
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
    setState((before) => ({ ...before, askedMs: Date.now() }));
    answer(question, abort.signal).then(
      (value) => setState({ ...NOTHING, value, answeredMs: Date.now() }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const failed = error instanceof AskError ? error : new AskError(String(error), 0);
        setState((before) => ({ ...before, error: failed, askedMs: undefined }));
      },
    );
    return () => abort.abort();

    async function answer(asked: Question, signal: AbortSignal): Promise<T> {
      const value = await reading.current(await api.open(asked, signal));
      signal.throwIfAborted();
      return value;
    }
  }, [key, round, returns, api]);

  const cancel = useCallback(() => {
    asking.current?.abort();
    setState((before) => ({ ...before, askedMs: undefined }));
  }, []);
  const again = useCallback(() => setRound((number) => number + 1), []);
  return { ...state, cancel, again };
}
