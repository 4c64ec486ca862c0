/**
 * The calls that the hubble command makes, with messages made of the official description: what
 * `hubble status`, `observe`, `list nodes` and `list namespaces` send, and what they would read.
 */
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { officialBytes, officialMessage } from '../../wire/hubble/official.ts';

export type Plain = Record<string, unknown>;

export class HubbleClient {
  readonly #client: Client;

  constructor(port: number) {
    this.#client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  /** Rejects with grpc-js' ServiceError. */
  ask(method: string, request: string, response: string, plain: Plain = {}): Promise<Plain> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        `/${method}`,
        (each: Plain) => officialBytes(request, each),
        (bytes) => officialMessage(response, bytes),
        plain,
        (error, answer) => (answer ? resolve(answer) : reject(error)),
      );
    });
  }

  /** As `hubble status` asks before all else. */
  health(service = 'hubble.server.Observer'): Promise<Plain> {
    const [request, response] = ['HealthCheckRequest', 'HealthCheckResponse'];
    const in_ = 'grpc.health.v1';
    return this.ask(`${in_}.Health/Check`, `${in_}.${request}`, `${in_}.${response}`, { service });
  }

  /** `name`: ServerStatus, GetNodes or GetNamespaces. */
  observer(name: string): Promise<Plain> {
    return this.ask(
      `observer.Observer/${name}`,
      `observer.${name}Request`,
      `observer.${name}Response`,
    );
  }

  /** A stream of responses; `metadata` as grpc-js has it. */
  flows(request: Plain, metadata = new Metadata()) {
    const call = this.#client.makeServerStreamRequest(
      '/observer.Observer/GetFlows',
      (each: Plain) => officialBytes('observer.GetFlowsRequest', each),
      (bytes) => officialMessage('observer.GetFlowsResponse', bytes),
      request,
      metadata,
    );
    // A cancelled call reports once more after its reader has left.
    call.on('error', () => {});
    return call;
  }

  async allFlows(request: Plain, metadata?: Metadata): Promise<Plain[]> {
    const all: Plain[] = [];
    for await (const each of this.flows(request, metadata)) all.push(each as Plain);
    return all;
  }

  close(): void {
    this.#client.close();
  }
}
