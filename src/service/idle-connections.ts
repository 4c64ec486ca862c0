/**
 * Connections without a call, by the address that they come from: each takes memory before anybody
 * has shown who is there. Those with a call have bounds of their own.
 */
import type { Http2Server, ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';

/** As many as streams of strangers: behind one address may stand the nodes of a whole cluster. */
export const IDLE_PER_ADDRESS_MAX = 256;

interface Connection {
  readonly socket: Socket;
  calls: number;
}

/** From now on a listener cuts what would be one more than `idleMax`. */
export function boundIdle(listener: Http2Server, idleMax = IDLE_PER_ADDRESS_MAX): void {
  const bound = new IdleConnections(idleMax);
  // Before the one that makes a session, or a handshake, of it.
  listener.prependListener('connection', (socket: Socket) => bound.enter(socket));
  listener.on('stream', (stream: ServerHttp2Stream) => bound.begin(stream));
}

class IdleConnections {
  readonly #idleMax: number;
  readonly #idle = new Map<string, Set<Connection>>();
  /** By address and port: over TLS the session has another socket. */
  readonly #connections = new Map<string, Connection>();

  constructor(idleMax: number) {
    this.#idleMax = idleMax;
  }

  enter(socket: Socket): void {
    const { remoteAddress: address = '' } = socket;
    const key = keyOf(socket);
    const connection = { socket, calls: 0 };
    this.#connections.set(key, connection);
    socket.once('close', () => {
      this.#connections.delete(key);
      this.#leave(address, connection);
    });
    this.#rest(address, connection);
  }

  begin(stream: ServerHttp2Stream): void {
    const { socket } = stream.session ?? {};
    const connection = socket && this.#connections.get(keyOf(socket));
    if (!connection) return;
    const { remoteAddress: address = '' } = connection.socket;
    if (connection.calls++ === 0) this.#leave(address, connection);
    stream.once('close', () => {
      if (--connection.calls === 0) this.#rest(address, connection);
    });
  }

  #rest(address: string, connection: Connection): void {
    if (connection.socket.destroyed) return;
    const idle = this.#idle.get(address) ?? new Set();
    this.#idle.set(address, idle.add(connection));
    // Later: its session is only just being made.
    if (idle.size > this.#idleMax) setImmediate(() => connection.socket.destroy());
  }

  #leave(address: string, connection: Connection): void {
    const idle = this.#idle.get(address);
    idle?.delete(connection);
    if (idle?.size === 0) this.#idle.delete(address);
  }
}

function keyOf({
  remoteAddress,
  remotePort,
}: Pick<Socket, 'remoteAddress' | 'remotePort'>): string {
  return `${remoteAddress} ${remotePort}`;
}
