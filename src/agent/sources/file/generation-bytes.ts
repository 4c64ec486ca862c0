/**
 * The bytes of one generation of a log by their offsets, compressed or not: what stands behind
 * `kern.log`, `kern.log.1` and `kern.log.2.gz` is read in one way.
 * Invariant: a file stays the one that was opened, whatever happens to its name; of a packed one no
 * more is held than one read asks for.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { SourceError } from '../source.ts';
import type { FileBirth } from './position.ts';

/** How a generation is packed, by the end of its name; `other` cannot be read here. */
export type Packing = 'plain' | 'gz' | 'zst' | 'other';

/** Bytes unpacked at once. */
const UNPACKED_BYTES = 256 * 1024;

/** Bytes read at once of a packed file. */
const PACKED_BYTES = 64 * 1024;

export interface GenerationBytes extends FileBirth, Disposable {
  /** May grow: what is packed is finished. */
  readonly isPlain: boolean;
  /** A packed file turned out damaged, or its reading failed: the end of it is not the end. */
  readonly isBroken: boolean;
  /**
   * Fills `into` from `offset` on; less only at the end. In a packed file no call may begin before
   * the last one did.
   */
  readAt(into: Uint8Array, offset: number): number | Promise<number>;
  /** In the file as it is now, packed or not. */
  size(): number;
  /** Last write to the file, in µs since the epoch. */
  mtimeUs(): number;
  /** The same as long as nothing happens to the file. */
  stamp(): string;
}

/**
 * Opens a regular file, and nothing else: a link in a log directory could lead anywhere, a pipe
 * would keep us waiting. Throws what open(2) throws, and SourceError.
 */
export function openGeneration(path: string, packing: Packing): GenerationBytes {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    if (!fstatSync(fd).isFile()) throw new SourceError('unreadable', `${path} is no regular file`);
    if (packing === 'other') throw new SourceError('unreadable', `${path} cannot be unpacked here`);
    return packing === 'plain' ? new PlainBytes(fd) : new PackedBytes(fd, packing);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

class PlainBytes implements GenerationBytes {
  readonly inode: number;
  readonly bornMs: number;
  readonly isPlain = true;
  readonly isBroken = false;
  readonly #fd: number;

  constructor(fd: number) {
    const { ino, birthtimeMs } = fstatSync(fd);
    this.#fd = fd;
    this.inode = ino;
    this.bornMs = birthtimeMs;
  }

  readAt(into: Uint8Array, offset: number): number {
    return readSync(this.#fd, into, 0, into.length, offset);
  }

  size(): number {
    return fstatSync(this.#fd).size;
  }

  mtimeUs(): number {
    return Math.floor(fstatSync(this.#fd).mtimeMs * 1_000);
  }

  stamp(): string {
    const { size, mtimeMs, ctimeMs } = fstatSync(this.#fd);
    return `${size} ${mtimeMs} ${ctimeMs}`;
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}

class PackedBytes implements GenerationBytes {
  readonly inode: number;
  readonly bornMs: number;
  readonly isPlain = false;
  isBroken = false;
  readonly #fd: number;
  readonly #size: number;
  readonly #mtimeUs: number;
  readonly #unpacked: Readable;
  readonly #chunks: AsyncIterator<Buffer>;
  /** Unpacked bytes from `#heldAt` on that may be asked for again. */
  #held: Buffer = Buffer.alloc(0);
  #heldAt = 0;
  #isAtEnd = false;
  #isClosed = false;

  constructor(fd: number, packing: 'gz' | 'zst') {
    const { ino, size, mtimeMs, birthtimeMs } = fstatSync(fd);
    this.inode = ino;
    this.bornMs = birthtimeMs;
    this.#size = size;
    this.#mtimeUs = Math.floor(mtimeMs * 1_000);
    const options = { chunkSize: UNPACKED_BYTES };
    const unpack = packing === 'gz' ? createGunzip(options) : createZstdDecompress(options);
    this.#fd = fd;
    // A failure shows where the chunks are read.
    this.#unpacked = pipeline(Readable.from(this.#packed()), unpack, () => {});
    this.#chunks = this.#unpacked[Symbol.asyncIterator]();
  }

  /** Not a stream of Node's, which would close the file at its end: its inode must stay ours. */
  *#packed(): Generator<Buffer, void, undefined> {
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(PACKED_BYTES);
      const length = this.#isClosed ? 0 : readSync(this.#fd, chunk, 0, PACKED_BYTES, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  }

  async readAt(into: Uint8Array, offset: number): Promise<number> {
    this.#forgetBefore(offset);
    while (this.#heldAt + this.#held.length < offset + into.length && !this.#isAtEnd) {
      await this.#unpackMore();
      this.#forgetBefore(offset);
    }
    if (offset < this.#heldAt) return 0;
    return this.#held.copy(into, 0, offset - this.#heldAt);
  }

  async #unpackMore(): Promise<void> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done) this.#isAtEnd = true;
      else this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
    } catch {
      this.isBroken = true;
      this.#isAtEnd = true;
    }
  }

  #forgetBefore(offset: number): void {
    const passed = Math.min(Math.max(offset - this.#heldAt, 0), this.#held.length);
    this.#held = this.#held.subarray(passed);
    this.#heldAt += passed;
  }

  size(): number {
    return this.#size;
  }

  mtimeUs(): number {
    return this.#mtimeUs;
  }

  stamp(): string {
    return '';
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#unpacked.destroy();
    closeSync(this.#fd);
  }
}
