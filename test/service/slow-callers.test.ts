/** Callers that say nothing, or too slowly: each is ended. Limits are short here. */
import { once } from 'node:events';
import { connect as connectHttp2, constants } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { type Server, ServerCredentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closeGrpc,
  createGrpcServer,
  type GrpcPatience,
  listenGrpc,
  PATIENCE,
} from '../../src/service/grpc-server.ts';
import { type HttpListener, listenHttp } from '../../src/service/http-listener.ts';
import { IDLE_PER_ADDRESS_MAX } from '../../src/service/idle-connections.ts';
import { serverCredentials } from '../../src/service/tls/server-credentials.ts';
import { LOOPBACK, openFiles, TlsFolder } from './tls/tls-folder.ts';

const ADDRESS = { host: '127.0.0.1', port: 0 };
const SHORT_MS = 50;
const SOON = { idleMs: SHORT_MS, keepaliveMs: SHORT_MS, pingMs: SHORT_MS };

const HTTP_SOON = {
  requestTimeout: SHORT_MS,
  connectionsCheckingInterval: SHORT_MS,
  handshakeTimeout: SHORT_MS,
};

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const SETTINGS = [0, 0, 0, 4, 0, 0, 0, 0, 0];
/** Headers that do not end: a frame of type 1 without END_HEADERS. */
const HEADERS_BEGUN = [0, 0, 1, 1, 0, 0, 0, 0, 1, 0x83];

const ASK = {
  path: '/test.Slow/Ask',
  requestStream: false,
  responseStream: false,
  requestSerialize: (bytes: Buffer) => bytes,
  requestDeserialize: (bytes: Buffer) => bytes,
  responseSerialize: (bytes: Buffer) => bytes,
  responseDeserialize: (bytes: Buffer) => bytes,
};

describe('the gRPC listener', () => {
  const open: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(open.splice(0).map(closeGrpc));
  });

  async function listen(patience: Partial<GrpcPatience> = {}): Promise<number> {
    const server = createGrpcServer([], { ...PATIENCE, ...patience });
    server.addService({ ask: ASK }, { ask: () => {} });
    open.push(server);
    return listenGrpc(server, ADDRESS, ServerCredentials.createInsecure());
  }

  function caller(port: number): Socket {
    const socket = connect(port, ADDRESS.host)
      .on('error', () => {})
      .resume();
    sockets.push(socket);
    return socket;
  }

  it.each([
    ['nothing', []],
    ['half a preface', [Buffer.from(PREFACE.slice(0, 9))]],
    ['no call', [Buffer.from(PREFACE), Buffer.from(SETTINGS)]],
    ['half of some headers', [PREFACE, SETTINGS, HEADERS_BEGUN].map((part) => Buffer.from(part))],
  ])('ends a connection that says %s', async (_said, parts) => {
    const socket = caller(await listen(SOON));
    for (const part of parts) socket.write(part);
    await once(socket, 'close');
  });

  it('ends a call that asks nothing, and not its connection', async () => {
    const port = await listen({ firstMessageMs: SHORT_MS, lingerMs: SHORT_MS });
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    for (let calls = 0; calls < 2; calls++) {
      const call = session.request({
        [constants.HTTP2_HEADER_METHOD]: 'POST',
        [constants.HTTP2_HEADER_PATH]: ASK.path,
        [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
        te: 'trailers',
      });
      const [headers] = await once(call, 'response');
      expect(headers['grpc-status']).toBe(String(status.DEADLINE_EXCEEDED));
      await once(call.resume(), 'close');
    }
    session.destroy();
  });

  it('has so many connections without a call from one address, and cuts the next', async () => {
    const port = await listen();
    const callers = Array.from({ length: IDLE_PER_ADDRESS_MAX }, () => caller(port));
    await Promise.all(callers.map((socket) => once(socket, 'connect')));
    await once(caller(port), 'close');
    expect(callers.filter(({ closed }) => closed)).toEqual([]);
    callers[0]!.destroy();
    await once(callers[0]!, 'close');
  });
});

describe('the HTTP listener', () => {
  let listener: HttpListener;
  beforeEach(async () => {
    listener = await listenHttp(ADDRESS, (_, response) => response.end(), undefined, HTTP_SOON);
  });
  afterEach(() => listener[Symbol.asyncDispose]());

  it.each([
    ['nothing', ''],
    ['half of its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['half of its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf'],
  ])('ends a request that says %s', async (_said, text) => {
    const socket = connect(listener.port, ADDRESS.host).resume();
    socket.write(text);
    await once(socket, 'close');
  });
});

describe('over TLS', () => {
  /** The head of a record of a handshake (type 22, TLS 1.0) that does not come. */
  const BEGUN = Buffer.from([22, 3, 1, 2, 0]);

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half of a handshake', BEGUN],
  ])('both end a connection that says %s', async (_said, bytes) => {
    await using folder = await TlsFolder.open();
    const files = await openFiles(await folder.pair('server', LOOPBACK));
    const patience = { ...HTTP_SOON, requestTimeout: PATIENCE.idleMs };
    await using http = await listenHttp(ADDRESS, () => {}, files, patience);
    const server = createGrpcServer();
    const credentials = serverCredentials(files, 'optional', SHORT_MS);
    const port = await listenGrpc(server, ADDRESS, credentials);
    for (const each of [http.port, port]) {
      const socket = connect(each, ADDRESS.host)
        .on('error', () => {})
        .resume();
      socket.write(bytes);
      await once(socket, 'close');
    }
    await closeGrpc(server);
  });
});
