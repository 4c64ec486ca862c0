/**
 * Questions to the aggregator. Addresses are relative, so that it may stand below any path. What
 * it refuses keeps its own words; a 401 is told to whoever shows the form for a token.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PolicyFault } from './forecast.ts';

/** A question that got no answer. `status` is 0 where nobody answered at all. */
export class AskError extends Error {
  readonly status: number;
  readonly faults: readonly PolicyFault[];

  constructor(message: string, status: number, faults: readonly PolicyFault[] = []) {
    super(message);
    this.name = 'AskError';
    this.status = status;
    this.faults = faults;
  }
}

/** A question: a path below `api/v1/`, its words, and for a POST what is sent along. */
export interface Question {
  readonly path: string;
  readonly words?: URLSearchParams;
  readonly body?: string;
}

export interface Api {
  /** Why a question was refused for want of a token that is taken; undefined: none was. */
  readonly refusal: ReadonlySignal<string | undefined>;
  /** From now on sent with every question; empty: none. */
  useToken(token: string): void;
  /** Rejects with AskError, and with the signal's reason. */
  open(question: Question, signal: AbortSignal): Promise<Response>;
}

const TOKEN_KEY = 'dropcast.token';
/** How often one question is asked again where the aggregator says that it has no time. */
const BUSY_TIMES_MAX = 4;

export function openApi(storage: Storage): Api {
  const refusal = signal<string | undefined>(undefined);
  let token = storage.getItem(TOKEN_KEY) ?? '';
  return {
    refusal,
    useToken(text) {
      token = text;
      // As long as the tab lives, and never longer.
      if (token === '') storage.removeItem(TOKEN_KEY);
      else storage.setItem(TOKEN_KEY, token);
      refusal.value = undefined;
    },
    async open(question, signal) {
      for (let busy = 0; ; busy++) {
        const sent = token;
        const response = await request(question, sent, signal);
        if (response.ok) return response;
        const waitSeconds = Number(response.headers.get('retry-after') ?? 0);
        if (response.status === 503 && waitSeconds > 0 && busy < BUSY_TIMES_MAX) {
          await wait(waitSeconds * 1_000, signal);
          continue;
        }
        const refused = await refusalOf(response);
        // What is said of the token before is no word about this one.
        if (refused.status === 401 && sent === token) refusal.value = refused.message;
        throw refused;
      }
    },
  };
}

export function questionText({ path, words }: Question): string {
  const query = words?.toString() ?? '';
  return query === '' ? `api/v1/${path}` : `api/v1/${path}?${query}`;
}

async function request(question: Question, token: string, signal: AbortSignal): Promise<Response> {
  const { body } = question;
  const headers = new Headers();
  if (token !== '') headers.set('authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('content-type', 'application/yaml');
  try {
    return await fetch(questionText(question), {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new AskError(`the aggregator does not answer (${why})`, 0);
  }
}

/** The aggregator answers `{"error": …}`; a proxy before it answers what it likes. */
async function refusalOf(response: Response): Promise<AskError> {
  const text = await response.text().catch(() => '');
  try {
    const answer = JSON.parse(text) as { error?: unknown; mistakes?: readonly PolicyFault[] };
    if (typeof answer.error === 'string') {
      return new AskError(answer.error, response.status, answer.mistakes ?? []);
    }
  } catch {
    // Below.
  }
  const { status, statusText } = response;
  return new AskError(`the answer was ${status} ${statusText}`.trim(), status);
}

/** Rejects with the signal's reason. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
