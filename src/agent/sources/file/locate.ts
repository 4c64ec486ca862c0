/**
 * Finds a position again among the generations: by the bytes that were read there, whatever the
 * file is called by now and however it is packed.
 * Invariant: what is returned stands in a file whose first bytes and whose bytes before the offset
 * are those of the position.
 */

import { type GenerationBytes, openGeneration } from './generation-bytes.ts';
import type { Generation } from './generations.ts';
import { fingerprint, type Position, PROOF_BYTES, positionAtStart, readFrom } from './position.ts';

const NEWLINE = 0x0a;

export interface Located {
  readonly generation: Generation;
  /** Open, and given away: whoever takes it closes it. */
  readonly bytes: GenerationBytes;
  readonly position: Position;
}

/**
 * Looks first where it was. `nowhere`: no generation that can be read holds it. `moved`: perhaps
 * one does, but they are being renamed; look again.
 */
export async function findPosition(
  generations: readonly Generation[],
  position: Position,
): Promise<Located | 'nowhere' | 'moved'> {
  const isThere = ({ inode }: Generation) => inode === position.inode;
  const elsewhere = generations.filter((each) => !isThere(each)).reverse();
  let missing: 'nowhere' | 'moved' = 'nowhere';
  for (const generation of [...generations.filter(isThere), ...elsewhere]) {
    const bytes = openListed(generation);
    if (bytes === 'moved') missing = 'moved';
    if (typeof bytes === 'string') continue;
    const proven = await provePosition(bytes, position);
    if (proven !== undefined) return { generation, bytes, position: proven };
    bytes[Symbol.dispose]();
  }
  return missing;
}

/** `moved`: the name is another file's by now, or nobody's. `unreadable`: it cannot be read. */
export function openListed({
  path,
  packing,
  inode,
}: Generation): GenerationBytes | 'moved' | 'unreadable' {
  try {
    const bytes = openGeneration(path, packing);
    if (bytes.inode === inode) return bytes;
    bytes[Symbol.dispose]();
    return 'moved';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'moved' : 'unreadable';
  }
}

/** The position as it stands in `bytes`; undefined when other bytes stand there. */
export async function provePosition(
  bytes: GenerationBytes,
  position: Position,
): Promise<Position | undefined> {
  if (position.head === '') return proveOldCursor(bytes, position);
  const proof = await readProof(bytes, position, position.head);
  return proof?.tail === position.tail ? { ...position, inode: bytes.inode } : undefined;
}

interface Proof {
  readonly head: string;
  readonly tail: string;
}

/**
 * What stands before a position's end; undefined when the file is shorter, or when its first bytes
 * are not the `expected` ones: then no more of it need be unpacked.
 */
async function readProof(
  bytes: GenerationBytes,
  position: Position,
  expected?: string,
): Promise<Proof | undefined> {
  const head = Buffer.alloc(Math.min(PROOF_BYTES, position.end));
  if ((await bytes.readAt(head, 0)) < head.length) return undefined;
  const first = fingerprint(head);
  if (expected !== undefined && first !== expected) return undefined;
  // From where reading goes on: a packed file cannot go back.
  const start = readFrom(position);
  const last = Buffer.alloc(position.end - start);
  if ((await bytes.readAt(last, start)) < last.length) return undefined;
  return { head: first, tail: fingerprint(last.subarray(Math.max(0, last.length - PROOF_BYTES))) };
}

/** `INODE:OFFSET` has no fingerprints: the same inode, and a line's end before the offset. */
async function proveOldCursor(
  bytes: GenerationBytes,
  { inode, offset }: Position,
): Promise<Position | undefined> {
  if (bytes.inode !== inode || !bytes.isPlain) return undefined;
  const position = await positionAt(bytes, offset);
  if (position === undefined || offset === 0) return position;
  const last = Buffer.alloc(1);
  await bytes.readAt(last, offset - 1);
  return last[0] === NEWLINE ? position : undefined;
}

/** A position at `offset`; undefined when the file is shorter. */
async function positionAt(bytes: GenerationBytes, offset: number): Promise<Position | undefined> {
  const start = positionAtStart(bytes, bytes.mtimeUs());
  if (offset === 0) return start;
  const position = { ...start, offset, end: offset };
  const proof = await readProof(bytes, position);
  return proof && { ...position, ...proof };
}

/** Behind the last whole line of a plain file, or within a line that is longer than `buffer`. */
export async function positionBehindLastLine(
  bytes: GenerationBytes,
  buffer: Buffer,
): Promise<Position | undefined> {
  const start = Math.max(0, bytes.size() - buffer.length);
  const length = await bytes.readAt(buffer, start);
  const lineEnd = length === 0 ? 0 : buffer.lastIndexOf(NEWLINE, length - 1) + 1;
  if (lineEnd > 0 || start === 0) return positionAt(bytes, start + lineEnd);
  const within = await positionAt(bytes, start + length);
  return within && { ...within, inLongLine: true };
}
