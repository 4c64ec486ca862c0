/** The server's end of a WebSocket (RFC 6455), as far as tests need it: whole binary messages. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const OPCODES = { binary: 2, close: 8, ping: 9, pong: 10 } as const;
const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export interface WebSocketPeer {
  send(message: Buffer): void;
  close(): void;
}

export interface Listener {
  message(message: Buffer): void;
  closed(): void;
}

/** Answers the handshake with `protocol`. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  protocol: string,
  listenerOf: (peer: WebSocketPeer) => Listener,
): void {
  const key = `${request.headers['sec-websocket-key']}${ACCEPT_SUFFIX}`;
  socket.write(
    `${[
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}`,
      `Sec-WebSocket-Protocol: ${protocol}`,
    ].join('\r\n')}\r\n\r\n`,
  );
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(Buffer.concat([headOf(opcode, payload.length), payload]));
  };
  const listener = listenerOf({
    send: (message) => write(OPCODES.binary, message),
    close: () => {
      write(OPCODES.close, Buffer.alloc(0));
      socket.end();
    },
  });
  let pending = Buffer.alloc(0);
  socket.on('error', () => {}).once('close', () => listener.closed());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let frame = readFrame(pending); frame !== undefined; frame = readFrame(pending)) {
      pending = pending.subarray(frame.end);
      if (frame.opcode === OPCODES.ping) write(OPCODES.pong, frame.payload);
      else if (frame.opcode === OPCODES.close) socket.end();
      else if (frame.opcode === OPCODES.binary) listener.message(frame.payload);
    }
  });
}

function headOf(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.from([first, length]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = first;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** Undefined while it is not all there. A client masks what it sends. */
function readFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  const extra = short < 126 ? 0 : short === 126 ? 2 : 8;
  if (bytes.length < 2 + extra + 4) return undefined;
  const length =
    extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const begin = 2 + extra + 4;
  const end = begin + length;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(begin - 4, begin);
  const payload = Buffer.from(bytes.subarray(begin, end).map((byte, i) => byte ^ mask[i % 4]!));
  return { opcode: bytes[0]! & 0x0f, payload, end };
}
