/**
 * A TCP proxy that fails as networks do: it ends connections after any byte, holds everything back
 * while both ends think that they are connected, refuses.
 * Invariant: bytes that pass do so once and in order.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Way } from './schedule.ts';

interface Budget {
  readonly way: Way;
  bytes: number;
}

interface Passage {
  readonly near: Socket;
  readonly far: Socket;
}

interface Passing {
  readonly bytes: Buffer;
  readonly to: Socket;
  readonly way: Way;
}

export class TcpLink implements AsyncDisposable {
  /** HOST:PORT that it listens at. */
  readonly address: string;
  /** HOST:PORT that it leads to; undefined: to nobody. */
  target: string | undefined;
  readonly #server: Server;
  readonly #passages = new Set<Passage>();
  #budget: Budget | undefined;
  #stalls = 0;
  #refusals = 0;

  private constructor(server: Server) {
    const { port } = server.address() as AddressInfo;
    this.address = `127.0.0.1:${port}`;
    this.#server = server;
    server.on('connection', (near: Socket) => this.#open(near));
  }

  static async open(): Promise<TcpLink> {
    const server = createServer({ noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpLink(server);
  }

  /** Ends all connections once `bytes` more have passed this way. */
  cutAfter(way: Way, bytes: number): void {
    this.#budget = { way, bytes };
  }

  /** Nothing passes for `ms`; then all that waited does, or the connections end. */
  async stall(ms: number, cuts: boolean): Promise<void> {
    this.#stalls++;
    for (const passage of this.#passages) pause(passage);
    await delay(ms);
    if (cuts) this.cut();
    if (--this.#stalls > 0) return;
    for (const passage of this.#passages) resume(passage);
  }

  async refuse(ms: number): Promise<void> {
    this.#refusals++;
    await delay(ms);
    this.#refusals--;
  }

  cut(): void {
    for (const passage of this.#passages) this.#end(passage);
  }

  /** From now on everything passes. */
  heal(): void {
    this.#budget = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #open(near: Socket): void {
    if (this.#refusals > 0 || this.target === undefined) {
      near.on('error', () => {});
      near.resetAndDestroy();
      return;
    }
    const [host = '', port] = this.target.split(':');
    const far = connect({ host, port: Number(port), noDelay: true });
    const passage = { near, far };
    this.#passages.add(passage);
    for (const [from, to, way] of [[near, far, 'up'] as const, [far, near, 'down'] as const]) {
      from.on('data', (bytes: Buffer) => this.#pass(passage, { bytes, to, way }));
      from.on('end', () => to.end());
      from.on('error', () => this.#end(passage));
      from.on('close', () => this.#end(passage));
    }
    if (this.#stalls > 0) pause(passage);
  }

  #pass(passage: Passage, { bytes, to, way }: Passing): void {
    const budget = this.#budget?.way === way ? this.#budget : undefined;
    if (budget === undefined || bytes.length < budget.bytes) {
      if (budget !== undefined) budget.bytes -= bytes.length;
      to.write(bytes);
      return;
    }
    this.#budget = undefined;
    // What comes behind the last byte must not pass for what comes next.
    for (const socket of [passage.near, passage.far]) socket.removeAllListeners('data');
    to.write(bytes.subarray(0, budget.bytes), () => this.cut());
  }

  #end(passage: Passage): void {
    if (!this.#passages.delete(passage)) return;
    passage.near.destroy();
    passage.far.destroy();
  }
}

function pause({ near, far }: Passage): void {
  near.pause();
  far.pause();
}

function resume({ near, far }: Passage): void {
  near.resume();
  far.resume();
}
