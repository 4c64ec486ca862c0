import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TcpLink } from './tcp-link.ts';

/** Longer than anything on loopback takes. */
const QUIET_MS = 100;
const STALL_MS = 200;

/** Everything that comes to the server, over all connections. */
class Sink {
  readonly server: Server;
  received = Buffer.alloc(0);
  readonly #sockets: Socket[] = [];

  constructor() {
    this.server = createServer((socket) => {
      this.#sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', (bytes: Buffer) => {
        this.received = Buffer.concat([this.received, bytes]);
      });
    }).listen(0, '127.0.0.1');
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

describe('a link', () => {
  let link: TcpLink;
  let sink: Sink;
  beforeEach(async () => {
    sink = new Sink();
    await once(sink.server, 'listening');
    link = await TcpLink.open();
    link.target = sink.address;
  });
  afterEach(async () => {
    await link[Symbol.asyncDispose]();
    sink.close();
  });

  function client(): Socket {
    const [host = '', port] = link.address.split(':');
    return connect(Number(port), host).on('error', () => {});
  }

  async function arrived(text: string): Promise<void> {
    await expect.poll(() => sink.received.toString()).toBe(text);
  }

  it('passes bytes as they are', async () => {
    client().write('one two');
    await arrived('one two');
  });

  it('ends connections after exactly so many bytes, and lets new ones through', async () => {
    link.cutAfter('up', 5);
    const first = client();
    first.write('0123456789');
    await closed(first);
    await arrived('01234');
    client().write('abc');
    await arrived('01234abc');
  });

  it('holds everything back for a while, also of who comes meanwhile', async () => {
    const early = client();
    early.write('a');
    await arrived('a');
    const stalled = link.stall(STALL_MS, false);
    early.write('b');
    await delay(QUIET_MS);
    expect(sink.received.toString()).toBe('a');
    await stalled;
    await arrived('ab');
    const again = link.stall(STALL_MS, false);
    client().write('c');
    await delay(QUIET_MS);
    expect(sink.received.toString()).toBe('ab');
    await again;
    await arrived('abc');
  });

  it('may end the connections of a stall', async () => {
    const socket = client();
    socket.write('a');
    await arrived('a');
    const stalled = link.stall(QUIET_MS, true);
    socket.write('b');
    await Promise.all([stalled, closed(socket)]);
    expect(sink.received.toString()).toBe('a');
  });

  it('refuses for a while, and when it leads nowhere', async () => {
    const refused = link.refuse(QUIET_MS);
    const socket = client();
    await closed(socket);
    await refused;
    link.target = undefined;
    await closed(client());
    link.target = sink.address;
    client().write('a');
    await arrived('a');
  });
});
