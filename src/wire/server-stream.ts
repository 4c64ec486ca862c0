/** One question that is answered with a stream, as an iterable of plain values. */
import {
  type Client,
  status as grpcStatus,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';

export interface StreamQuestion<Request, Answer> {
  readonly client: Client;
  readonly method: MethodDefinition<Request, Answer>;
  readonly request: Request;
  readonly signal: AbortSignal;
}

/** Rejects with grpc-js ServiceErrors; an aborted signal ends it quietly. */
export async function* serverStream<Request, Answer>(question: StreamQuestion<Request, Answer>) {
  const { client, method, request, signal } = question;
  if (signal.aborted) return;
  const { path, requestSerialize, responseDeserialize } = method;
  const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  const cancel = () => call.cancel();
  // A cancelled call reports once more after its reader has left: without a listener that would end
  // the process.
  call.on('error', () => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    yield* call as AsyncIterable<Answer>;
  } catch (error) {
    if (!signal.aborted || (error as ServiceError).code !== grpcStatus.CANCELLED) throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    call.cancel();
  }
}
