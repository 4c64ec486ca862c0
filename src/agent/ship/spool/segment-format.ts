/**
 * One segment of a spool as bytes: a header, which says where it stands, and entries behind it.
 *
 *   "DROPSPL1" │ length u32 │ crc u32 │ header (JSON)
 *              │ length u32 │ crc u32 │ index u64 │ cursor length u16 │ cursor │ content     …
 *
 * Numbers are little-endian; `length` counts what stands behind `crc`, and `crc` (CRC-32C) covers
 * the length and all of that. An entry's checksum goes on from its header's: what lay on the disk
 * before is never taken for an entry of this file.
 */
import type { TimeReading } from '../../../flow/time-reading.ts';
import type { BatchPosition } from '../../../wire/ingest.ts';
import { crc32c } from './crc32c.ts';

export const SPOOL_VERSION = 1;
const MAGIC = Buffer.from('DROPSPL1', 'latin1');
const FRAME_BYTES = 8;
const ENTRY_FIXED_BYTES = 10;
/** A header is some hundred bytes: names and cursors, each bounded elsewhere. */
const HEADER_BYTES_MAX = 64 * 1024;

/** Whose batches these are. */
export interface SpoolOwner {
  readonly cluster: string;
  readonly node: string;
  /** Source kind. */
  readonly source: string;
}

/** What sequences of an epoch mean here: sequence `s` is the batch of index `base + s`. */
export interface Binding {
  readonly store: string;
  readonly epoch: number;
  readonly base: number;
  /**
   * Index of the last batch that the life of this epoch left on disk; undefined while it lasts. Any
   * that it had beyond, from memory, has an index that is given again.
   */
  readonly end?: number;
  /** What the Welcome that gave this epoch said, to know it again: Welcome.previous, .counted. */
  readonly previous?: BatchPosition;
  readonly counted?: TimeReading;
}

export interface SegmentHeader {
  readonly version: number;
  readonly owner: SpoolOwner;
  /** Of its first entry; each one behind it has the next. */
  readonly firstIndex: number;
  /** All up to this index was acknowledged, or given up, when the segment was begun. */
  readonly released: number;
  /** Cursor of the source behind the batch before the first entry. */
  readonly position: string;
  readonly binding: Binding;
}

export interface SpoolEntry {
  readonly index: number;
  readonly cursorAfter: string;
  readonly content: Uint8Array;
}

export interface HeaderBytes {
  readonly bytes: Uint8Array;
  /** Where checksums of the entries begin. */
  readonly seed: number;
}

export function encodeHeader(header: SegmentHeader): HeaderBytes {
  const framed = frame([Buffer.from(JSON.stringify(header))], 0);
  return { bytes: Buffer.concat([MAGIC, framed.bytes]), seed: framed.crc };
}

/** Bytes that the entry takes on disk. */
export function entryBytes({ cursorAfter, content }: SpoolEntry): number {
  return FRAME_BYTES + ENTRY_FIXED_BYTES + Buffer.byteLength(cursorAfter) + content.length;
}

/** `seed` is that of the segment. */
export function encodeEntry({ index, cursorAfter, content }: SpoolEntry, seed: number): Uint8Array {
  const cursor = Buffer.from(cursorAfter);
  const fixed = Buffer.alloc(ENTRY_FIXED_BYTES);
  fixed.writeBigUInt64LE(BigInt(index), 0);
  fixed.writeUInt16LE(cursor.length, 8);
  return frame([fixed, cursor, content], seed).bytes;
}

function frame(parts: readonly Uint8Array[], seed: number) {
  const bytes = Buffer.concat([Buffer.alloc(FRAME_BYTES), ...parts]);
  bytes.writeUInt32LE(bytes.length - FRAME_BYTES, 0);
  const crc = checksum(bytes, seed);
  bytes.writeUInt32LE(crc, 4);
  return { bytes, crc };
}

function checksum(framed: Uint8Array, seed: number): number {
  return crc32c(framed.subarray(FRAME_BYTES), crc32c(framed.subarray(0, 4), seed));
}

/** The frame at `at` with its head, if it is whole and of more than `least` bytes. */
function readFrame(bytes: Buffer, at: number, least: number): Buffer | undefined {
  if (at + FRAME_BYTES > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  const end = at + FRAME_BYTES + length;
  return length < least || end > bytes.length ? undefined : bytes.subarray(at, end);
}

export interface ReadHeader {
  /** As it was written: the checksum says so. */
  readonly header: SegmentHeader;
  readonly seed: number;
  /** Where the first entry begins. */
  readonly end: number;
}

/** Undefined for bytes that are no whole header. */
export function decodeHeader(bytes: Uint8Array): ReadHeader | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const framed = readFrame(buffer, MAGIC.length, 1);
  if (framed === undefined || framed.length > HEADER_BYTES_MAX) return undefined;
  const seed = checksum(framed, 0);
  if (seed !== framed.readUInt32LE(4)) return undefined;
  const header = parseHeader(framed.toString('utf8', FRAME_BYTES));
  return header && { header, seed, end: MAGIC.length + framed.length };
}

function parseHeader(text: string): SegmentHeader | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface ReadEntry extends SpoolEntry {
  /** Of its bytes, frame included. */
  readonly length: number;
}

/** The entry at `at`; undefined when there is none that is whole. Its content is borrowed. */
export function decodeEntry(bytes: Uint8Array, at: number, seed: number): ReadEntry | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const framed = readFrame(buffer, at, ENTRY_FIXED_BYTES);
  if (framed === undefined || checksum(framed, seed) !== framed.readUInt32LE(4)) return undefined;
  const index = Number(framed.readBigUInt64LE(FRAME_BYTES));
  const cursorAt = FRAME_BYTES + ENTRY_FIXED_BYTES;
  const contentAt = cursorAt + framed.readUInt16LE(cursorAt - 2);
  if (contentAt > framed.length) return undefined;
  const cursorAfter = framed.toString('utf8', cursorAt, contentAt);
  return { index, cursorAfter, content: framed.subarray(contentAt), length: framed.length };
}
