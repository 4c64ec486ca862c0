/**
 * A gRPC proxy between agents and aggregator that passes messages on as they are, but not as often
 * and not as soon: batches twice, batches from before, a whole ended stream once more; answers
 * late, and acks twice.
 * Invariant: nothing is invented. What arrives was sent, on a stream that began with the same
 * Hello, and for the first time in its order.
 */

import { setTimeout as delay } from 'node:timers/promises';
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  status,
} from '@grpc/grpc-js';
import { MESSAGE_BYTES_MAX } from '../../src/flow/limits.ts';
import { ingestService } from '../../src/wire/ingest.ts';
import { type Disorder, RelayedStream } from './relayed-stream.ts';

const pass = (bytes: Buffer): Buffer => bytes;

/** Ship, with messages as they are on the wire. */
const SHIP = {
  path: ingestService.ship.path,
  requestStream: true,
  responseStream: true,
  requestSerialize: pass,
  requestDeserialize: pass,
  responseSerialize: pass,
  responseDeserialize: pass,
} as const;

const OPTIONS = {
  'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
  'grpc.max_send_message_length': MESSAGE_BYTES_MAX,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_retries': 0,
};

/** Ended streams that may come back as ghosts. */
const ENDED_MAX = 4;
/** For the aggregator to hear all that a ghost has to say. */
const GHOST_MS_MAX = 1_000;

type Call = ServerDuplexStream<Buffer, Buffer>;

export class Relay implements AsyncDisposable {
  /** HOST:PORT that it listens at. */
  readonly address: string;
  readonly #server: Server;
  readonly #target: string;
  readonly #disorder: Disorder;
  /** What ended streams said, the newest last. */
  readonly #ended: (readonly Buffer[])[];

  private constructor(parts: {
    readonly server: Server;
    readonly port: number;
    readonly target: string;
  }) {
    this.address = `127.0.0.1:${parts.port}`;
    this.#server = parts.server;
    this.#target = parts.target;
    this.#disorder = { doubles: 0, resends: 0, repeats: 0, delayMs: 0 };
    this.#ended = [];
    parts.server.addService({ ship: SHIP }, { ship: (call: Call) => this.#relay(call) });
  }

  /** `target`: HOST:PORT of the aggregator, or of the link that leads there. */
  static async open(target: string): Promise<Relay> {
    const server = new Server(OPTIONS);
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
    return new Relay({ server, port: await promise, target });
  }

  double(batches: number): void {
    this.#disorder.doubles += batches;
  }

  resend(batches: number): void {
    this.#disorder.resends += batches;
  }

  repeat(acks: number): void {
    this.#disorder.repeats += acks;
  }

  /** Answers come `ms` late for a while. */
  async delay(ms: number, forMs: number): Promise<void> {
    this.#disorder.delayMs = ms;
    await delay(forMs);
    this.#disorder.delayMs = 0;
  }

  /** Says once more what an ended stream said: a connection that nobody knew to be alive. */
  async ghost(): Promise<void> {
    const said = this.#ended.shift();
    if (said === undefined) return;
    const { client, call } = this.#connect();
    call.on('data', () => {});
    const over = new Promise<void>((resolve) => call.once('status', () => resolve()));
    for (const message of said) call.write(message);
    call.end();
    await Promise.race([over, delay(GHOST_MS_MAX)]);
    call.cancel();
    await over;
    client.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.forceShutdown();
  }

  #connect() {
    const client = new Client(this.#target, credentials.createInsecure(), OPTIONS);
    const call = client.makeBidiStreamRequest(SHIP.path, pass, pass);
    // Every way to end comes with a status; the error says the same again.
    call.on('error', () => {});
    return { client, call };
  }

  #relay(near: Call): void {
    const stream = new RelayedStream(this.#disorder);
    const { client, call: far } = this.#connect();
    near.on('data', (message: Buffer) => stream.up(message, (bytes) => far.write(bytes)));
    near.on('end', () => far.end());
    near.on('error', () => far.cancel());
    near.on('cancelled', () => far.cancel());
    far.on('data', (message: Buffer) => stream.down(message, (bytes) => answer(near, bytes)));
    far.once('status', ({ code, details }) => {
      client.close();
      this.#remember(stream.said);
      void stream.answered.then(() => endAs(near, { code, details }));
    });
  }

  #remember(said: readonly Buffer[]): void {
    if (said.length === 0) return;
    this.#ended.push(said);
    if (this.#ended.length > ENDED_MAX) this.#ended.shift();
  }
}

function answer(call: Call, message: Buffer): void {
  if (!call.cancelled && call.writable) call.write(message);
}

function endAs(call: Call, { code, details }: { code: status; details: string }): void {
  if (call.cancelled || call.destroyed) return;
  if (code === status.OK) call.end();
  else call.emit('error', { code, details });
}
