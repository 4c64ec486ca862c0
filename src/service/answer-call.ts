/** A streamed answer over gRPC, as fast as its reader takes it and no longer than it may take. */
import { type EventEmitter, once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';

export type AnswerCall<Answer> = ServerWritableStream<unknown, Answer>;

/** Aborts when the reader has left, or is sent its end. */
export function goneSignal(call: EventEmitter): AbortSignal {
  const gone = new AbortController();
  call.once('close', () => gone.abort());
  call.once('cancelled', () => gone.abort());
  return gone.signal;
}

/** Writes all and the end behind it. Rejects with the signal's reason. */
export async function writeAll<Answer>(
  call: AnswerCall<Answer>,
  answers: Iterable<Answer> | AsyncIterable<Answer>,
  signal: AbortSignal,
): Promise<void> {
  for await (const each of answers) {
    signal.throwIfAborted();
    if (!call.write(each)) await takesMore(call, signal);
  }
  signal.throwIfAborted();
  call.end();
}

async function takesMore(call: AnswerCall<unknown>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const either = AbortSignal.any([done.signal, signal]);
  await Promise.race([
    once(call, 'drain', { signal: either }),
    once(call, 'close', { signal: either }),
  ])
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    })
    .finally(() => done.abort());
}
