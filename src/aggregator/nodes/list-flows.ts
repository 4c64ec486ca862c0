/** One connection to one agent, for one question, with the aggregator's own certificate. */
import type { ServiceError } from '@grpc/grpc-js';
import type { Flow } from '../../flow/flow.ts';
import { nodeCredentials } from '../../service/tls/client-credentials.ts';
import { failureWords } from '../../service/tls/explain-failure.ts';
import type { TlsFiles } from '../../service/tls/tls-files.ts';
import { type ListFlowsRequest, nodeClient } from '../../wire/node.ts';

export interface AskedAgent {
  readonly node: string;
  /** HOST:PORT. */
  readonly address: string;
}

/** All that gRPC says of a TLS handshake which the agent breaks off. */
const CLOSED_AT_ONCE =
  'the connection was closed at once: is --tls-cert for clients, too, and does the agent know ' +
  'who signs it (--tls-client-ca)?';

/** Asks; `files` undefined: in plain text. Rejects with an error of one line. */
export async function* listFlows(
  files: TlsFiles | undefined,
  { node, address }: AskedAgent,
  span: ListFlowsRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly Flow[]> {
  const setup = nodeCredentials(files, node);
  if (setup === undefined) throw new Error('nobody here signs agents: --tls-client-ca');
  const client = nodeClient(address, setup.channel, setup.options);
  try {
    yield* client.listFlows(span, signal);
  } catch (cause) {
    const words = failureWords(detailsOf(cause));
    throw new Error(/^Failed to connect/.test(words) ? CLOSED_AT_ONCE : words, { cause });
  } finally {
    client.close();
  }
}

/** What the other side said, or gRPC; without its code. */
function detailsOf(error: unknown): string {
  const { details, message } = error as Partial<ServiceError>;
  return details || message || String(error);
}
