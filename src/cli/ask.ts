/**
 * One conversation with an aggregator: connect, ask, close, and say in plain words what went wrong.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { explainFailure, failureWords } from '../service/tls/explain-failure.ts';
import type { QueryClient } from '../wire/query.ts';
import type { CommandContext } from './context.ts';
import type { AggregatorOptions } from './options.ts';
import { withSpinner } from './spinner.ts';

/** A command failed; `message` is the one line that a person reads. */
export class CommandError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CommandError';
  }
}

/** An aggregator to ask; it is connected to with the first question. */
export interface Aggregator extends QueryClient {
  /** For messages, such as `at 127.0.0.1:50051`. */
  readonly place: string;
  /** Why the way to it did not bear, where that is known better than by the failed question. */
  obstacle(): string | undefined;
}

/**
 * Finds the aggregator that is meant. Rejects with TlsError when the files that show who is who
 * cannot be used, and with CommandError when there is none.
 */
export type Connect = (options: AggregatorOptions) => Promise<Aggregator>;

type Asking = Pick<CommandContext, 'connect' | 'terminal'>;

/** gRPC status codes (grpc/grpc doc/statuscodes.md) that have a better explanation. */
const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/** As `ask`, within `--request-timeout`, and with a sign of life where somebody watches. */
export async function askInTime<T>(
  { connect, terminal }: Asking,
  options: AggregatorOptions,
  use: (client: QueryClient) => Promise<T>,
): Promise<T> {
  const giveUp = new AbortController();
  const answer = ask(connect, options, use, giveUp.signal);
  const { requestTimeout: ms } = options;
  const timed = ms ? inTime(answer, ms, giveUp) : answer;
  return await withSpinner(terminal, 'waiting for the aggregator', timed);
}

/**
 * Calls `use` with a client for the aggregator of `options`; throws CommandError when that does not
 * answer as it should. The client is closed in the end, or at once when `giveUp` aborts.
 */
export async function ask<T>(
  connect: Connect,
  options: AggregatorOptions,
  use: (aggregator: Aggregator) => Promise<T>,
  giveUp?: AbortSignal,
): Promise<T> {
  const client = await connect(options);
  const close = () => client.close();
  giveUp?.addEventListener('abort', close, { once: true });
  try {
    giveUp?.throwIfAborted();
    return await use(client);
  } catch (cause) {
    throw explained(client, cause);
  } finally {
    giveUp?.removeEventListener('abort', close);
    close();
  }
}

/** What is given up must end, or the process would go on with it. */
async function inTime<T>(answer: Promise<T>, ms: number, giveUp: AbortController): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    const flag = '--request-timeout';
    throw new CommandError(`no answer in ${ms / 1_000} s: ask for less, or give more (${flag})`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
    answer.catch(() => {});
    giveUp.abort();
  }
}

/** All that a stream holds; a part of it, after an interruption, would look like the whole. */
export async function collect<T>(stream: AsyncIterable<T>, signal: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  if (signal.aborted) throw new CommandError('interrupted');
  return all;
}

/** What grpc-js rejects with. */
export interface ServiceError extends Error {
  readonly code: number;
  readonly details: string;
}

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'details' in error && 'code' in error;
}

/** The CommandError that a failed question is; what is no failure of gRPC stays what it is. */
export function explained(aggregator: Pick<Aggregator, 'place' | 'obstacle'>, cause: unknown) {
  if (!isServiceError(cause)) return cause;
  return new CommandError(explain(aggregator, cause), { cause });
}

function explain(
  { place, obstacle }: Pick<Aggregator, 'place' | 'obstacle'>,
  { code, details }: ServiceError,
): string {
  if (code === UNAVAILABLE) {
    const words = failureWords(details);
    const why = obstacle() ?? explainFailure(words);
    if (why !== undefined) return `the aggregator ${place} cannot be asked: ${why}`;
    return `no aggregator answers ${place} (${words}): start one, or set --aggregator`;
  }
  if (code === UNIMPLEMENTED) {
    return `what answers ${place} is no Dropcast aggregator that knows this: set --aggregator`;
  }
  const advice = code === UNAUTHENTICATED ? ' (--token-file, or --tls-cert and --tls-key)' : '';
  return `the aggregator ${place} refused: ${details}${advice}`;
}
