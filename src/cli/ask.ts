/**
 * One conversation with an aggregator: connect, ask, close, and say in plain words what went wrong.
 */
import { explainFailure, failureWords } from '../service/tls/explain-failure.ts';
import type { QueryClient } from '../wire/query.ts';
import type { AggregatorOptions } from './options.ts';

/** A command failed; `message` is the one line that a person reads. */
export class CommandError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CommandError';
  }
}

/**
 * Makes a client; it connects with the first question. Rejects with TlsError when the files that
 * show who is who cannot be used.
 */
export type Connect = (options: AggregatorOptions) => Promise<QueryClient>;

/**
 * gRPC status codes (grpc/grpc doc/statuscodes.md) that have a better explanation than their own.
 */
const UNAVAILABLE = 14;
const UNIMPLEMENTED = 12;

/**
 * Calls `use` with a client for the aggregator of `options`; throws CommandError when that does not
 * answer as it should.
 */
export async function ask<T>(
  connect: Connect,
  options: AggregatorOptions,
  use: (client: QueryClient) => Promise<T>,
): Promise<T> {
  const client = await connect(options);
  try {
    return await use(client);
  } catch (cause) {
    throw isServiceError(cause) ? new CommandError(explain(options, cause), { cause }) : cause;
  } finally {
    client.close();
  }
}

/** All that a stream holds; a part of it, after an interruption, would look like the whole. */
export async function collect<T>(stream: AsyncIterable<T>, signal: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  if (signal.aborted) throw new CommandError('interrupted');
  return all;
}

interface ServiceError extends Error {
  readonly code: number;
  readonly details: string;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'details' in error && 'code' in error;
}

function explain(
  { aggregator: address }: AggregatorOptions,
  { code, details }: ServiceError,
): string {
  if (code === UNAVAILABLE) {
    const words = failureWords(details);
    const why = explainFailure(words);
    if (why !== undefined) return `the aggregator at ${address} cannot be asked: ${why}`;
    return `no aggregator answers at ${address} (${words}): start one, or set --aggregator`;
  }
  if (code === UNIMPLEMENTED) {
    return `${address} is not a Dropcast aggregator that knows this question: set --aggregator`;
  }
  return `the aggregator at ${address} refused: ${details}`;
}
