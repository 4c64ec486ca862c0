/**
 * The network between clients and the server: a relay of bytes that can be made to fail as networks
 * do, below TLS and HTTP. It keeps its port over an outage.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

export interface Relay extends AsyncDisposable {
  readonly port: number;
  /** Connections that clients have open now, and had since the start. */
  readonly open: number;
  readonly accepted: number;
  /** Half-open: no byte passes in either direction; new connections are taken and never served. */
  goSilent(): void;
  /** Connections opened during a silence are served from now on, the others go on. */
  speak(): void;
  /** Resets every connection. */
  sever(): void;
  /** Resets the connection from this port, as the server sees it, behind what was sent on it. */
  severOne(port: number): Promise<void>;
  /** As `sever`, and new connections are refused. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
}

/** Turns of the event loop in which bytes pass from the server to a client in the same process. */
const TURNS_OF_LATENCY = 20;

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

export async function openRelay(targetPort: number): Promise<Relay> {
  const pairs = new Set<Pair>();
  const state = { silent: false, accepted: 0, port: 0 };
  const listener = createServer({ pauseOnConnect: true, noDelay: true }, (client) => {
    state.accepted++;
    const pair = {
      client,
      server: connect({ port: targetPort, host: '127.0.0.1', noDelay: true }),
    };
    pairs.add(pair);
    tie(pair, () => pairs.delete(pair));
    if (!state.silent) join(pair);
  });
  const relay: Relay = {
    get port() {
      return state.port;
    },
    get open() {
      return pairs.size;
    },
    get accepted() {
      return state.accepted;
    },
    goSilent() {
      state.silent = true;
      for (const pair of pairs) part(pair);
    },
    speak() {
      state.silent = false;
      for (const pair of pairs) join(pair);
    },
    sever() {
      for (const { client } of pairs) client.resetAndDestroy();
    },
    async severOne(port) {
      const pair = [...pairs].find(({ server }) => server.localPort === port);
      for (let turn = 0; turn < TURNS_OF_LATENCY; turn++) await setImmediate();
      pair?.client.resetAndDestroy();
    },
    async refuse() {
      const closed = listener.listening && once(listener, 'close');
      listener.close();
      relay.sever();
      await closed;
    },
    async listen() {
      listener.listen(state.port, '127.0.0.1');
      await once(listener, 'listening');
      state.port = (listener.address() as AddressInfo).port;
    },
    [Symbol.asyncDispose]: () => relay.refuse(),
  };
  await relay.listen();
  return relay;
}

function join({ client, server }: Pair): void {
  client.pipe(server);
  server.pipe(client);
}

function part({ client, server }: Pair): void {
  client.unpipe(server).pause();
  server.unpipe(client).pause();
}

/** What ends one side ends the other; errors are what this network is for. */
function tie({ client, server }: Pair, ended: () => void): void {
  client.on('error', () => {});
  server.on('error', () => {});
  client.on('close', () => {
    server.destroy();
    ended();
  });
  server.on('close', () => client.destroy());
}
