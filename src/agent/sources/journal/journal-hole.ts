/**
 * How many numbers of a stream no file holds any more: entries that were removed before they were
 * read. They may have been of any kind, so that this is the most that can have been lost.
 */
import type { JournalCatalog, KnownJournal } from './journal-catalog.ts';

/** Numbers that are missing between two files, and the time between these. */
export interface Hole {
  /** The last number before it, and the first one behind. */
  readonly after: number;
  readonly before: number;
  readonly firstUs: number;
  readonly lastUs: number;
}

/**
 * Numbers of the hole before `next` that no other file holds; undefined when a file that might hold
 * them cannot be read.
 */
export function countMissing(
  catalog: JournalCatalog,
  next: KnownJournal,
  hole: Hole,
): number | undefined {
  let missing = hole.before - hole.after - 1;
  for (const other of catalog.known.values()) {
    if (other === next || other.directory !== next.directory) continue;
    const held = other.isRefused ? undefined : countHeld(catalog, other, next, hole);
    if (held === undefined) return undefined;
    missing -= held;
  }
  return Math.max(0, missing);
}

/**
 * Entries of one other file in the hole. Journals of users take their numbers from the system's
 * sequence, and yet may have a `seqnum_id` of their own (seen with systemd 252): by time, then.
 */
function countHeld(
  catalog: JournalCatalog,
  other: KnownJournal,
  next: KnownJournal,
  hole: Hole,
): number | undefined {
  const { header } = other;
  if (header === undefined) return 0;
  if (header.headSeqnum >= hole.before || header.tailSeqnum <= hole.after) return 0;
  if (header.seqnumId === next.header?.seqnumId) {
    return catalog.ask(other, (file) => file.countIn(hole));
  }
  return other.holdsKernel ? 0 : catalog.ask(other, (file) => file.countWithin(hole));
}
