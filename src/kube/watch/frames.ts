/**
 * Cuts a watch's stream into frames: lines of JSON, or protobuf behind four bytes of length. An
 * end of the stream within a frame loses nothing: the next watch begins before it.
 */
import { ApiError } from '../api/api-error.ts';
import { ByteQueue } from './byte-queue.ts';

/** etcd takes objects of 1.5 MiB; an event holds one. */
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;
const LENGTH_BYTES = 4;
const LINE_FEED = 0x0a;

/** Takes the frame [from, to) of `bytes`, borrowed for the call. */
export type OnFrame = (bytes: Buffer, from: number, to: number) => void;

export class Frames {
  readonly #isProtobuf: boolean;
  readonly #onFrame: OnFrame;
  readonly #queue = new ByteQueue(FRAME_BYTES_MAX);

  constructor(isProtobuf: boolean, onFrame: OnFrame) {
    this.#isProtobuf = isProtobuf;
    this.#onFrame = onFrame;
  }

  /** Reads on. Throws ApiError `malformed` for a frame longer than any can be. */
  push(chunk: Buffer): void {
    const chunkAt = this.#queue.push(chunk);
    if (this.#isProtobuf) this.#takePrefixed();
    else this.#takeLines(chunkAt);
  }

  #takePrefixed(): void {
    const { bytes, to } = this.#queue;
    let start = this.#queue.from + LENGTH_BYTES;
    while (start <= to) {
      const length = bytes.readUInt32BE(start - LENGTH_BYTES);
      if (length > FRAME_BYTES_MAX) {
        throw new ApiError('malformed', `the server announced an event of ${length} bytes`);
      }
      if (start + length > to) return;
      this.#onFrame(bytes, start, start + length);
      this.#queue.takeUpTo(start + length);
      start += length + LENGTH_BYTES;
    }
  }

  #takeLines(searchFrom: number): void {
    const { bytes, to } = this.#queue;
    const text = bytes.subarray(0, to);
    let end = text.indexOf(LINE_FEED, searchFrom);
    while (end >= 0) {
      const { from } = this.#queue;
      if (end > from) this.#onFrame(bytes, from, end);
      this.#queue.takeUpTo(end + 1);
      end = text.indexOf(LINE_FEED, end + 1);
    }
  }
}
