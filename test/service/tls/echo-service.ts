/** A gRPC service on loopback that shows whom it sees and answers with what it is sent. */
import { Client, type ServerDuplexStream } from '@grpc/grpc-js';
import { closeGrpc, createGrpcServer, listenGrpc } from '../../../src/service/grpc-server.ts';
import { type Peer, peerOfCall } from '../../../src/service/peer.ts';
import type { ClientCredentials } from '../../../src/service/tls/client-credentials.ts';
import {
  type ClientCertificates,
  serverCredentials,
} from '../../../src/service/tls/server-credentials.ts';
import type { TlsFiles } from '../../../src/service/tls/tls-files.ts';

const PATH = '/test.Echo/Echo';
const asItIs = (bytes: Buffer): Buffer => bytes;
const ECHO = {
  path: PATH,
  requestStream: true,
  responseStream: true,
  requestSerialize: asItIs,
  requestDeserialize: asItIs,
  responseSerialize: asItIs,
  responseDeserialize: asItIs,
};

export interface EchoServer extends AsyncDisposable {
  readonly port: number;
  /** Of each call, in the order in which they came. */
  readonly peers: Peer[];
}

/** `files` undefined: plain text. */
export async function openEcho(
  files: TlsFiles | undefined,
  clients: ClientCertificates = 'optional',
): Promise<EchoServer> {
  const server = createGrpcServer();
  const peers: Peer[] = [];
  server.addService(
    { echo: ECHO },
    {
      echo: (call: ServerDuplexStream<Buffer, Buffer>) => {
        peers.push(peerOfCall(call));
        call.on('data', (bytes: Buffer) => call.write(bytes));
        call.on('end', () => call.end());
        call.on('error', () => {});
      },
    },
  );
  const address = { host: '127.0.0.1', port: 0 };
  const port = await listenGrpc(server, address, serverCredentials(files, clients));
  return { port, peers, [Symbol.asyncDispose]: () => closeGrpc(server) };
}

/** One call on a connection of its own. */
export class EchoCall implements Disposable {
  readonly #client: Client;
  readonly #call;
  readonly #answers: AsyncIterator<Buffer>;

  constructor(address: string, credentials: ClientCredentials) {
    const { channel, options } = credentials.for(address);
    this.#client = new Client(address, channel, {
      ...options,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_retries': 0,
    });
    this.#call = this.#client.makeBidiStreamRequest(PATH, asItIs, asItIs);
    this.#call.on('error', () => {});
    this.#answers = this.#call[Symbol.asyncIterator]();
  }

  /** Rejects with the status when there is no answer. */
  async echo(text: string): Promise<string> {
    this.#call.write(Buffer.from(text));
    const { value } = await this.#answers.next();
    return String(value);
  }

  [Symbol.dispose](): void {
    this.#call.cancel();
    this.#client.close();
  }
}
