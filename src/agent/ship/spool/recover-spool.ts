/**
 * What a spool's folder still tells after a crash, a full disk, a torn write, or rotten bits.
 * Only whole entries, without holes between them, are kept: a later segment counts before an
 * earlier one where both have an index, and it may leave a hole before it only where all was
 * released. What stands behind damage is given up, since its lines begin where the damage ends.
 */
import {
  type Binding,
  decodeEntry,
  decodeHeader,
  type SegmentHeader,
  SPOOL_VERSION,
  type SpoolOwner,
} from './segment-format.ts';
import type { SpoolDisk } from './spool-disk.ts';
import { SpoolError } from './spool-error.ts';

const SEGMENT_NAME = /^(\d{8})\.spool$/;

/** A segment as memory knows it: where its entries are, not what they say. */
export interface Segment {
  readonly number: number;
  readonly firstIndex: number;
  readonly seed: number;
  /** Where each entry begins. */
  readonly offsets: number[];
  /** End of the last entry, or of the header. */
  bytes: number;
}

export interface Recovered {
  /** Oldest first, each going on where the one before ends. */
  readonly segments: Segment[];
  readonly nextNumber: number;
  /** Index of the last entry, or of the last one that there was. */
  readonly last: number;
  /** All up to this index is of no more use. */
  readonly released: number;
  /** Cursor behind the last entry; undefined when the spool does not know. */
  readonly position: string | undefined;
  readonly binding: Binding | undefined;
  /** Batches given up since something before them cannot be read. */
  readonly givenUp: number;
}

interface Scanned extends Segment {
  readonly header: SegmentHeader;
  cursor: string;
}

export const segmentName = (number: number): string => `${String(number).padStart(8, '0')}.spool`;

export const lastIndexOf = ({ firstIndex, offsets }: Segment): number =>
  firstIndex + offsets.length - 1;

/**
 * Reads the folder and removes what is of no more use. Throws SpoolError `foreign` or `newer` for
 * one that is not ours to read.
 */
export async function recoverSpool(disk: SpoolDisk, owner: SpoolOwner): Promise<Recovered> {
  const numbers = segmentNumbers(await disk.list());
  const scanned: Scanned[] = [];
  for (const number of numbers) {
    const bytes = await disk.read(segmentName(number)).catch(unreadable);
    const segment = scanSegment(number, bytes, owner);
    if (segment) scanned.push(segment);
  }
  const { chain, givenUp } = joinSegments(scanned);
  const released = Math.max(0, ...scanned.map(({ header }) => header.released));
  const tail = chain.at(-1);
  const last = tail ? lastIndexOf(tail) : 0;
  // What was released behind the tail is not on disk: only the aggregator knows where it ended.
  const isHeadLost = hasLostHead(numbers, scanned, chain[0], released);
  const isKnown = tail !== undefined && last >= released && !isHeadLost;
  const segments = isKnown ? chain.filter((s) => s === tail || lastIndexOf(s) > released) : [];
  const kept = new Set(segments.map(({ number }) => number));
  for (const number of numbers) {
    if (!kept.has(number)) await disk.remove(segmentName(number)).catch(() => {});
  }
  const binding = scanned.at(-1)?.header.binding;
  const lastSeen = Math.max(0, released, ...scanned.map(lastIndexOf));
  return {
    segments,
    nextNumber: (numbers.at(-1) ?? 0) + 1,
    last: isKnown ? last : lastSeen,
    released: isKnown ? Math.max(released, segments[0]!.firstIndex - 1) : lastSeen,
    position: isKnown ? tail.cursor : undefined,
    binding: binding && { ...binding, end: binding.end ?? last },
    givenUp: isHeadLost ? lastSeen - released : givenUp,
  };
}

/**
 * An unreadable segment stood before all others, and what it held was not released: going on behind
 * it would lose its lines without a word. From the aggregator's cursor on they are read again.
 */
function hasLostHead(
  numbers: readonly number[],
  scanned: readonly Scanned[],
  first: Scanned | undefined,
  released: number,
): boolean {
  if (first === undefined || first.firstIndex - 1 <= released) return false;
  const read = new Set(scanned.map(({ number }) => number));
  return numbers.some((number) => number < first.number && !read.has(number));
}

/**
 * What the disk has lost is not there any more. Whatever else stands in the way (rights, too many
 * open files) may pass, and what it hides must not be removed.
 */
function unreadable(error: NodeJS.ErrnoException): Uint8Array {
  if (error.code !== 'EIO') throw error;
  return new Uint8Array(0);
}

function segmentNumbers(names: readonly string[]): number[] {
  const numbers = names.flatMap((name) => Number(SEGMENT_NAME.exec(name)?.[1] ?? []));
  return numbers.filter((number) => number > 0).toSorted((a, b) => a - b);
}

function scanSegment(number: number, bytes: Uint8Array, owner: SpoolOwner): Scanned | undefined {
  const read = decodeHeader(bytes);
  if (read === undefined) return undefined;
  const { header, seed, end } = read;
  checkHeader(header, owner);
  const { firstIndex, position } = header;
  const segment: Scanned = {
    number,
    firstIndex,
    seed,
    offsets: [],
    bytes: end,
    header,
    cursor: position,
  };
  for (;;) {
    const entry = decodeEntry(bytes, segment.bytes, seed);
    if (entry?.index !== lastIndexOf(segment) + 1) return segment;
    segment.offsets.push(segment.bytes);
    segment.bytes += entry.length;
    segment.cursor = entry.cursorAfter;
  }
}

function checkHeader({ version, owner }: SegmentHeader, ours: SpoolOwner): void {
  if (version > SPOOL_VERSION) {
    const what = `the spool has format ${version}, this version knows up to ${SPOOL_VERSION}`;
    throw new SpoolError('newer', `${what}: run the newer dropcast, or name another folder`);
  }
  const [a, b] = [nameOf(owner), nameOf(ours)];
  if (a === b) return;
  const what = `the spool holds batches of ${a}, this agent is ${b}`;
  throw new SpoolError('foreign', `${what}: give each agent a folder of its own`);
}

function nameOf({ cluster, node, source }: SpoolOwner): string {
  return `node ${node}${cluster && ` of cluster ${cluster}`}, source ${source}`;
}

/** The segments as one row of entries without holes, as far as there is one. */
function joinSegments(scanned: readonly Scanned[]): { chain: Scanned[]; givenUp: number } {
  let chain: Scanned[] = [];
  for (const [at, segment] of scanned.entries()) {
    const tail = chain.at(-1);
    const { firstIndex, header } = segment;
    if (tail && firstIndex > lastIndexOf(tail) + 1) {
      if (header.released < firstIndex - 1) {
        const behind = scanned.slice(at);
        return { chain, givenUp: behind.reduce((sum, { offsets }) => sum + offsets.length, 0) };
      }
      chain = [];
    }
    chain = [...chain.flatMap((each) => cutBefore(each, firstIndex)), segment];
  }
  return { chain, givenUp: 0 };
}

/** What of the segment stands before `index`; its cursor no longer counts. */
function cutBefore(segment: Scanned, index: number): Scanned[] {
  if (lastIndexOf(segment) < index) return [segment];
  const offsets = segment.offsets.slice(0, Math.max(0, index - segment.firstIndex));
  if (offsets.length === 0) return [];
  return [{ ...segment, offsets, bytes: segment.offsets[offsets.length]! }];
}
