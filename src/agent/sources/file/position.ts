/**
 * Where a follower is in a log, told by what stands there: two fingerprints, of the file's first
 * bytes and of the last ones seen. Names and inodes change hands at every rotation, and a device's
 * number at every boot; only the bytes prove that a file is the one that was read.
 *
 *   │ head: PROOF_BYTES │ … whole lines, handed over │ half a line │ not seen yet
 *                         │ tail: PROOF_BYTES … ◀ offset           ◀ end
 */
import { hash } from 'node:crypto';

/** Bytes behind each fingerprint: a LOG line is shorter, and its time and IP ID are its own. */
export const PROOF_BYTES = 256;

/** Longest line that is delivered: 32 times the longest record that the parser looks at. */
export const FOLLOWED_LINE_BYTES_MAX = 256 * 1024;

/** Positions in a cursor: more than generations are open at once (follower.ts). */
const POSITIONS_MAX = 16;

export interface Position {
  /** A hint where to look first, not a proof. */
  readonly inode: number;
  /** Behind the last line handed over. */
  readonly offset: number;
  /** Behind the last byte seen: what is between is half a line. 0: nothing is proven. */
  readonly end: number;
  /** Of the first min(PROOF_BYTES, end) bytes, or birthOf; empty in an old cursor. */
  readonly head: string;
  /** Of the last min(PROOF_BYTES, end) bytes before the end; empty in an old cursor. */
  readonly tail: string;
  /** Last write that we saw, to this or an older generation: one written later is newer. */
  readonly mtimeUs: number;
  /** The offset lies in a line that is too long: nothing counts up to its end. */
  readonly inLongLine: boolean;
}

/** What a file is beside its bytes. */
export interface FileBirth {
  readonly inode: number;
  /** When it was made, in ms since the epoch; 0 where the file system does not tell. */
  readonly bornMs: number;
}

/** Before the first byte: there is nothing to fingerprint but the file's birth. */
export function positionAtStart(file: FileBirth, mtimeUs: number): Position {
  const tail = fingerprint(new Uint8Array());
  const { inode } = file;
  return { inode, offset: 0, end: 0, head: birthOf(file), tail, mtimeUs, inLongLine: false };
}

/** Tells a file from a later one with the same inode. */
export function birthOf({ inode, bornMs }: FileBirth): string {
  return fingerprint(Buffer.from(`${inode} ${bornMs}`));
}

/** Of a cursor that tells nothing: no generation is surely newer. */
export const NOWHERE: Position = Object.freeze({
  ...{ inode: 0, offset: 0, end: 0, head: '', tail: '' },
  mtimeUs: Number.POSITIVE_INFINITY,
  inLongLine: false,
});

/** 64 bits of SHA-256: nobody makes two lines that share them by accident. */
export function fingerprint(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex').slice(0, 16);
}

/** Where reading goes on: with the half line, and with enough before the end to prove the place. */
export function readFrom({ offset, end }: Position): number {
  return Math.max(0, Math.min(offset, end - PROOF_BYTES));
}

/**
 * `INODE:OFFSET:END:HEAD:TAIL:MTIME` of each, `+` behind the offset in a long line; oldest
 * generation first.
 */
export function formatCursor(positions: readonly Position[]): string {
  return positions
    .slice(-POSITIONS_MAX)
    .map(({ inode, offset, end, head, tail, mtimeUs, inLongLine }) =>
      [inode, `${offset}${inLongLine ? '+' : ''}`, end, head, tail, mtimeUs].join(':'),
    )
    .join(',');
}

const POSITION =
  /^(\d{1,16}):(\d{1,15})(\+?)(?::(\d{1,15}):([0-9a-f]{16}):([0-9a-f]{16}):(\d{1,16}))?$/;

/**
 * Reads a cursor of formatCursor, or the `INODE:OFFSET` of a file read to its end; undefined when
 * it is neither.
 */
export function parseCursor(cursor: string): Position[] | undefined {
  const positions = cursor.split(',', POSITIONS_MAX + 1).map(parsePosition);
  if (positions.length > POSITIONS_MAX) return undefined;
  return positions.every((position) => position !== undefined) ? positions : undefined;
}

function parsePosition(text: string): Position | undefined {
  const [, inode, offset, longLine, end, head = '', tail = '', mtimeUs] = POSITION.exec(text) ?? [];
  if (inode === undefined || offset === undefined) return undefined;
  const position = {
    inode: Number(inode),
    offset: Number(offset),
    end: Number(end ?? offset),
    head,
    tail,
    // Without a time nothing is provably newer.
    mtimeUs: mtimeUs === undefined ? Number.POSITIVE_INFINITY : Number(mtimeUs),
    inLongLine: longLine === '+',
  };
  const halfLineBytes = position.end - position.offset;
  return halfLineBytes >= 0 && halfLineBytes <= FOLLOWED_LINE_BYTES_MAX ? position : undefined;
}
