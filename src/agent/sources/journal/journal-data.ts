/**
 * DATA objects, `NAME=value` each: which of the few fields that matter to a kernel record one
 * holds, and its value where it does not lie beside its entry, or is compressed.
 * Most entries share most of their objects, so what an object is stays known for a while.
 */
import { zstdDecompressSync } from 'node:zlib';
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';
import {
  DATA_HEADER_BYTES_MIN,
  endsWhole,
  isAligned,
  isOfOthers,
  type Layout,
  type LinkedEntry,
  OBJECT_DATA,
  roundUp8,
} from './journal-objects.ts';
import { decompressLz4Block } from './lz4-block.ts';

/** What a DATA object is to a kernel record. */
export const OTHER = 0;
export const MESSAGE = 1;
export const SOURCE_TIME = 2;
const FACILITY_KERNEL = 3;
export const FACILITY_OTHER = 4;
/** Compressed in a way that is not read here (xz): it may be any field. */
export const UNREADABLE = 5;
export const TOO_LONG = 6;
export const DAMAGED = 7;

/** Length of what stands before the value. */
export const MESSAGE_NAME_BYTES = 'MESSAGE='.length;
export const SOURCE_TIME_NAME_BYTES = '_SOURCE_MONOTONIC_TIMESTAMP='.length;

/** The largest value that is looked at, with the longest name. */
const PAYLOAD_BYTES_MAX = RECORD_BYTES_MAX + 64;

/** Compressed bytes that are looked at: what is worth a record compresses to less. */
const COMPRESSED_BYTES_MAX = 64 * 1024;

/** Bits of an object's flags. */
const XZ = 1;
const LZ4 = 2;
const ZSTD = 4;

/** Objects whose kind is remembered; a node's kernel records share about ten. */
const REMEMBERED = 1_024;

const OUTPUT_BOUND = { maxOutputLength: PAYLOAD_BYTES_MAX };

export class DataReader {
  /** The value read last, name included, at [0, length). */
  readonly payload = Buffer.alloc(PAYLOAD_BYTES_MAX + 16);
  length = 0;
  readonly #bytes: JournalBytes;
  readonly #layout: Layout;
  readonly #view = new DataView(this.payload.buffer, this.payload.byteOffset, this.payload.length);
  readonly #offsets = new Float64Array(REMEMBERED);
  readonly #kinds = new Uint8Array(REMEMBERED);
  #compressed: Buffer | undefined;

  constructor(bytes: JournalBytes, layout: Layout) {
    this.#bytes = bytes;
    this.#layout = layout;
  }

  /** What the object at `offset` is; reads it if it has been forgotten. */
  kindAt(offset: number): number {
    const slot = (offset & (REMEMBERED * 8 - 1)) >>> 3;
    if (this.#offsets[slot] === offset) return this.#kinds[slot]!;
    const kind = this.load(offset);
    this.#offsets[slot] = offset;
    this.#kinds[slot] = kind;
    return kind;
  }

  /**
   * Reads the object at `offset` into `payload` and tells what it is: DAMAGED, too, if it says that
   * it is not of `entry`.
   */
  load(offset: number, entry?: LinkedEntry): number {
    this.length = 0;
    try {
      return this.#load(offset, entry);
    } catch (error) {
      if (error instanceof DamageError) return DAMAGED;
      throw error;
    }
  }

  #load(offset: number, entry: LinkedEntry | undefined): number {
    const { dataHeaderBytes } = this.#layout;
    if (!isAligned(offset)) return DAMAGED;
    const head = this.#bytes.read(offset, DATA_HEADER_BYTES_MIN);
    if (entry !== undefined && isOfOthers(head, 0, entry)) return DAMAGED;
    const flags = head.getUint8(1);
    const length = u64(head, 8) - dataHeaderBytes;
    if (head.getUint8(0) !== OBJECT_DATA || length < 1) return DAMAGED;
    const at = offset + dataHeaderBytes;
    if (!this.#bytes.reaches(at + length)) return DAMAGED;
    if (flags !== 0) return this.#decompress(flags, at, length);
    this.length = Math.min(length, PAYLOAD_BYTES_MAX);
    const padded = roundUp8(this.length) + 8;
    const read = this.#bytes.readSome(this.payload, 0, { offset: at, length: padded });
    if (this.length === length && read === padded && !endsWhole(this.#view, length)) return DAMAGED;
    const kind = kindOf(this.#view, 0, this.length);
    return kind === MESSAGE && length > MESSAGE_NAME_BYTES + RECORD_BYTES_MAX ? TOO_LONG : kind;
  }

  #decompress(flags: number, offset: number, length: number): number {
    if (flags === XZ) return UNREADABLE;
    if (flags !== LZ4 && flags !== ZSTD) return DAMAGED;
    if (length > COMPRESSED_BYTES_MAX) return TOO_LONG;
    this.#compressed ??= Buffer.alloc(COMPRESSED_BYTES_MAX);
    this.#bytes.readInto(this.#compressed, 0, { offset, length });
    const input = this.#compressed.subarray(0, length);
    const written = flags === ZSTD ? this.#decompressZstd(input) : this.#decompressLz4(input);
    if (written < 0) return -written;
    this.length = written;
    const kind = kindOf(this.#view, 0, written);
    return kind === MESSAGE && written > MESSAGE_NAME_BYTES + RECORD_BYTES_MAX ? TOO_LONG : kind;
  }

  /** Returns the bytes written, or which kind the object is instead, negated. */
  #decompressZstd(input: Uint8Array): number {
    try {
      const output = zstdDecompressSync(input, OUTPUT_BOUND);
      return output.copy(this.payload);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ERR_BUFFER_TOO_LARGE' ? -TOO_LONG : -DAMAGED;
    }
  }

  /** As #decompressZstd; the block stands behind 8 bytes of its length. */
  #decompressLz4(input: Uint8Array): number {
    if (input.length < 8) return -DAMAGED;
    const length = u64(new DataView(input.buffer, input.byteOffset, 8), 0);
    if (length > PAYLOAD_BYTES_MAX) return -TOO_LONG;
    const output = this.payload.subarray(0, length);
    return decompressLz4Block(input.subarray(8), output) === length ? length : -DAMAGED;
  }
}

/** Which field begins at `at` of `view`, whose object ends at `end`. Hot: called per item. */
export function kindOf(view: DataView, at: number, end: number): number {
  if (end - at < MESSAGE_NAME_BYTES) return OTHER;
  const word = view.getUint32(at, true);
  // MESS AGE=
  if (word === 0x5353_454d) return view.getUint32(at + 4, true) === 0x3d45_4741 ? MESSAGE : OTHER;
  if (word === 0x554f_535f) return isSourceTime(view, at, end) ? SOURCE_TIME : OTHER;
  if (word === 0x4c53_5953 && isFacility(view, at, end)) {
    const isKernel = end - at === 17 && view.getUint8(at + 16) === 0x30;
    return isKernel ? FACILITY_KERNEL : FACILITY_OTHER;
  }
  return OTHER;
}

/** _SOU RCE_ MONO TONI C_TI MEST AMP= */
function isSourceTime(view: DataView, at: number, end: number): boolean {
  return (
    end - at > SOURCE_TIME_NAME_BYTES &&
    view.getUint32(at + 4, true) === 0x5f45_4352 &&
    view.getUint32(at + 8, true) === 0x4f4e_4f4d &&
    view.getUint32(at + 12, true) === 0x494e_4f54 &&
    view.getUint32(at + 16, true) === 0x4954_5f43 &&
    view.getUint32(at + 20, true) === 0x5453_454d &&
    view.getUint32(at + 24, true) === 0x3d50_4d41
  );
}

/** SYSL OG_F ACIL ITY= */
function isFacility(view: DataView, at: number, end: number): boolean {
  return (
    end - at >= 16 &&
    view.getUint32(at + 4, true) === 0x465f_474f &&
    view.getUint32(at + 8, true) === 0x4c49_4341 &&
    view.getUint32(at + 12, true) === 0x3d59_5449
  );
}

/** The decimal number in [start, end); 0 when it is none, or not exact. */
export function decimalAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  if (end - start > 15) return 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return value;
}
