/**
 * Bounds the memory of messages that come in, over all agents: thousands of them may have 16 MiB
 * to tell at once. A message is read on only when there is room for all of it, and is in the room
 * until its agent's stream is done with it; of one stream the next one waits meanwhile. Memory is
 * the budget, then, and what HTTP/2's flow control lets through of each stream (64 KiB).
 * Until the aggregator has answered the hello a message may be no larger than any stranger's.
 */
import {
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import { MESSAGE_BYTES_MAX } from '../../flow/limits.ts';
import { ingestService } from '../../wire/ingest.ts';
import type { ByteBudget } from './byte-budget.ts';
import { type GatedStream, MessageGate } from './message-gate.ts';

/** The interceptor for the gRPC server, and `finish` for the streams behind it. */
export class Inbox {
  readonly #budget: ByteBudget;
  /** Who reads on when a message is finished. */
  readonly #gates = new WeakMap<Uint8Array, MessageGate>();

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  readonly interceptor: ServerInterceptor = (method, call) =>
    method.path === ingestService.ship.path ? this.#gated(call) : new ServerInterceptingCall(call);

  /** The stream is done with a message. */
  finish(message: Uint8Array): void {
    this.#gates.get(message)?.finish();
    this.#gates.delete(message);
  }

  #gated(call: ServerInterceptingCallInterface): ServerInterceptingCall {
    const gate = new MessageGate(streamOf(call), this.#budget, (refusal) => {
      call.sendStatus({ ...refusal, metadata: null });
    });
    return new ServerInterceptingCall(call, {
      sendStatus: (ending, next) => {
        gate.open();
        next(ending);
      },
      // A welcome: who is refused is sent a status behind it.
      sendMessage: (message, next) => {
        if (gate.welcome()) letLarge(call);
        next(message);
      },
      start: (next) =>
        next({
          onReceiveMessage: (message: Uint8Array, pass) => {
            this.#gates.set(message, gate);
            gate.deliver(() => pass(message));
          },
        }),
    });
  }
}

/**
 * The HTTP/2 stream below a call. grpc-js does not show it, and only there a message can be told by
 * its length before it is read; a test notices when it is called otherwise.
 */
function streamOf(call: ServerInterceptingCallInterface): GatedStream {
  return (call as unknown as { readonly stream: GatedStream }).stream;
}

/** Raises the server's own limit for one call; private to grpc-js, and tested like the stream. */
function letLarge(call: ServerInterceptingCallInterface): void {
  const limited = call as unknown as {
    maxReceiveMessageSize: number;
    readonly decoder: { maxReadMessageLength: number };
  };
  limited.maxReceiveMessageSize = MESSAGE_BYTES_MAX;
  limited.decoder.maxReadMessageLength = MESSAGE_BYTES_MAX;
}
