/**
 * Ends calls that only take up room: those that ask nothing, and those whose caller does not end
 * its half once all is said. gRPC waits for both for as long as the connection lives.
 */
import { constants } from 'node:http2';
import {
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
  status,
} from '@grpc/grpc-js';

const NOTHING_ASKED = { code: status.DEADLINE_EXCEEDED, details: 'nothing was asked' };

/** What is used of a ServerHttp2Stream. */
interface CallStream {
  once(event: 'finish' | 'close', listener: () => void): unknown;
  close(code: number): void;
}

export interface CallPatience {
  /** Until a whole first message is there; questions, and hellos, come with their call. */
  readonly firstMessageMs: number;
  /** From the end of the answer to that of the caller's half. */
  readonly lingerMs: number;
}

export function endSilent({ firstMessageMs, lingerMs }: CallPatience): ServerInterceptor {
  return (_method, call) => {
    const stream = streamOf(call);
    const silent = setTimeout(() => call.sendStatus(NOTHING_ASKED), firstMessageMs);
    stream.once('finish', () => endIn(stream, lingerMs));
    stream.once('close', () => clearTimeout(silent));
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMessage: (message, pass) => {
            clearTimeout(silent);
            pass(message);
          },
        }),
      sendStatus: (told, next) => {
        clearTimeout(silent);
        next(told);
      },
    });
  };
}

/** What was said has gone: nothing is cut. */
function endIn(stream: CallStream, ms: number): void {
  const timer = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), ms);
  stream.once('close', () => clearTimeout(timer));
}

/** A call of grpc-js, or one around another. */
type HiddenCall = { readonly stream: CallStream } | { readonly nextCall: HiddenCall };

/** grpc-js does not show the HTTP/2 stream below a call; a test notices when it is no more. */
function streamOf(call: ServerInterceptingCallInterface): CallStream {
  let hidden = call as unknown as HiddenCall;
  while ('nextCall' in hidden) hidden = hidden.nextCall;
  return hidden.stream;
}
