/**
 * Reads of a journal file at offsets that nothing vouches for: every one is checked against the
 * file's size, and what cannot be true ends in DamageError, never in a wrong byte.
 * journald writes through a memory map; reads of the same pages see what it wrote.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Largest piece read at once here: a field hash table, or a slice of an entry array. */
const PIECE_BYTES_MAX = 8 * 1024;

/** Words above this do not stay exact in a number. */
const HIGH_WORD_MAX = 0x1f_ffff;

/** The file contradicts itself; `message` says where. */
export class DamageError extends Error {
  override readonly name = 'DamageError';
}

/** A piece of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** An open journal file, read in pieces. */
export class JournalBytes implements Disposable {
  readonly fd: number;
  readonly inode: number;
  /** The piece read last. */
  readonly view: DataView;
  readonly piece = Buffer.alloc(PIECE_BYTES_MAX);
  /** When it was asked last. */
  #size: number;

  /** Throws what the system answers. */
  constructor(path: string) {
    this.fd = openSync(path, 'r');
    const { ino, size } = fstatSync(this.fd);
    this.inode = ino;
    this.#size = size;
    this.view = new DataView(this.piece.buffer, this.piece.byteOffset, PIECE_BYTES_MAX);
  }

  /** Bytes in the file. */
  get size(): number {
    return fstatSync(this.fd).size;
  }

  /** Whether the file goes so far; it may have grown since this was asked last. */
  reaches(end: number): boolean {
    if (end > this.#size) this.#size = this.size;
    return end <= this.#size;
  }

  /** Reads up to `length` bytes at `offset` into the piece; returns how many there were. */
  readUpTo(offset: number, length: number): number {
    return readSync(this.fd, this.piece, 0, Math.min(length, PIECE_BYTES_MAX), offset);
  }

  /** Reads what there is of that range into `bytes` from `at` on; returns how much. */
  readSome(bytes: Uint8Array, at: number, range: ByteRange): number {
    return readSync(this.fd, bytes, at, range.length, range.offset);
  }

  /** Reads exactly `length` bytes at `offset` into the piece. Throws DamageError past the end. */
  read(offset: number, length: number): DataView {
    this.readInto(this.piece, 0, { offset, length });
    return this.view;
  }

  /** Reads exactly that range into `bytes` from `at` on. Throws DamageError past the end. */
  readInto(bytes: Uint8Array, at: number, range: ByteRange): void {
    const { offset, length } = range;
    const isInside = offset >= 0 && this.reaches(offset + length);
    const read = isInside ? readSync(this.fd, bytes, at, length, offset) : 0;
    if (read < length || !isInside) throw new DamageError(`offset ${offset} lies past the end`);
  }

  close(): void {
    closeSync(this.fd);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * The unsigned 64-bit number at `at`; Infinity when it does not stay exact, which is larger than
 * any true offset, count or time.
 */
export function u64(view: DataView, at: number): number {
  const high = view.getUint32(at + 4, true);
  if (high > HIGH_WORD_MAX) return Number.POSITIVE_INFINITY;
  return high * 0x1_0000_0000 + view.getUint32(at, true);
}
