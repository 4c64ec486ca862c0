import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEPT_BYTES_MAX } from '../../../src/agent/ship/outgoing.ts';
import { openStream, type ShipStream } from '../../../src/agent/ship/stream.ts';
import { PLAIN_TEXT } from '../../../src/service/tls/client-credentials.ts';
import { settle } from '../fake-clock.ts';

const HELLO = new Uint8Array(8);
const BEAT = new Uint8Array(4);
/** More than HTTP/2 sends of a stream that is not read. */
const LARGE = Uint8Array.from({ length: 500_000 }, (_, i) => i * i);
/** The largest that grpc-js may call back for before it is sent. */
const KEPT = LARGE.subarray(0, KEPT_BYTES_MAX);
/** What gRPC puts in front of a message. */
const HEADER_BYTES = 5;

let peer: Http2Server;
let stream: ShipStream;
/** The peer's end: not read until somebody does. */
let call: ServerHttp2Stream;
/** Buffers that were made for messages of both sizes, headers included. */
let copies: Buffer[];
/** What was given back of them when the stream ended. */
let goneAtEnd: Promise<boolean[]>;

beforeEach(async () => {
  copies = [];
  const ended = Promise.withResolvers<boolean[]>();
  goneAtEnd = ended.promise;
  const { allocUnsafe } = Buffer;
  vi.spyOn(Buffer, 'allocUnsafe').mockImplementation((size) => {
    const made = allocUnsafe(size);
    if (size >= KEPT.length + HEADER_BYTES) copies.push(made);
    return made;
  });
  peer = createServer();
  peer.listen(0, '127.0.0.1');
  await once(peer, 'listening');
  const { port } = peer.address() as AddressInfo;
  const ignore = () => {};
  const onEnd = () => ended.resolve(areGone());
  const events = { onMessage: ignore, onDrain: ignore, onEnd };
  stream = openStream(`127.0.0.1:${port}`, PLAIN_TEXT, events);
  stream.write(HELLO);
  [call] = await once(peer, 'stream');
  call.on('error', ignore);
  call.respond({ ':status': 200, 'content-type': 'application/grpc' });
});

afterEach(() => {
  vi.restoreAllMocks();
  stream.cut();
  peer.close();
});

const areGone = () => copies.map(({ buffer }) => (buffer as ArrayBuffer).detached);

/** Resolves to the next so many bytes. */
async function read(bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let left = bytes; left > 0; left -= chunks.at(-1)!.length) {
    let chunk: Buffer | null = call.read();
    for (; chunk === null; chunk = call.read()) await once(call, 'readable');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe('outgoing', () => {
  it('gives the copy of a message that was sent back with the next one', async () => {
    stream.write(LARGE);
    await read(HELLO.length + LARGE.length + 2 * HEADER_BYTES);
    expect(areGone()).toEqual([false]);
    await vi.waitUntil(() => {
      stream.write(BEAT);
      return areGone().includes(true);
    });
  });

  it('keeps the copy while the peer does not read it, and sends it whole', async () => {
    stream.write(LARGE);
    await vi.waitUntil(() => copies.length === 1);
    for (let beats = 0; beats < 4; beats++) {
      await settle();
      stream.write(BEAT);
    }
    expect(areGone()).toEqual([false]);
    const sent = await read(HELLO.length + LARGE.length + 2 * HEADER_BYTES);
    expect(sent.subarray(-LARGE.length).equals(LARGE)).toBe(true);
  });

  it('leaves the copy alone that grpc-js calls back for before it is sent', async () => {
    stream.write(LARGE);
    await read(HELLO.length + LARGE.length + 2 * HEADER_BYTES);
    await settle();
    stream.write(KEPT);
    await vi.waitUntil(() => copies.length === 2);
    for (let beats = 0; beats < 4; beats++) {
      await settle();
      stream.write(BEAT);
    }
    expect(areGone()).toEqual([true, false]);
    const sent = await read(KEPT.length + HEADER_BYTES);
    expect(sent.subarray(HEADER_BYTES).equals(KEPT)).toBe(true);
  });

  it('keeps the copy of a message that failed, whatever is written until that shows', async () => {
    stream.write(LARGE);
    await vi.waitUntil(() => copies.length === 1);
    await settle();
    const { nextTick } = process;
    let beats = 0;
    vi.spyOn(process, 'nextTick').mockImplementation((tick, ...given) => {
      nextTick(() => {
        tick(...given);
        if (beats++ < 100) stream.write(BEAT);
      });
    });
    call.session!.goaway(2);
    expect(await goneAtEnd).toEqual([false]);
    expect(beats).toBeGreaterThan(0);
  });
});
