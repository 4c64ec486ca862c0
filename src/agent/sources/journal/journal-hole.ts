/**
 * How many numbers of a stream no file holds any more: entries that were removed before they were
 * read. They may have been of any kind, so that this is the most that can have been lost.
 */
import type { JournalCatalog, KnownJournal } from './journal-catalog.ts';

/**
 * Numbers between `after` and the first of `next` that no other file holds; undefined when a file
 * that might hold them cannot be read.
 */
export function countMissing(
  catalog: JournalCatalog,
  next: KnownJournal,
  after: number,
): number | undefined {
  const { seqnumId, headSeqnum } = next.header!;
  let missing = headSeqnum - after - 1;
  for (const other of catalog.known.values()) {
    if (other.isRefused && other.directory === next.directory) return undefined;
    const { header } = other;
    if (other === next || header?.seqnumId !== seqnumId) continue;
    if (header.headSeqnum >= headSeqnum || header.tailSeqnum <= after) continue;
    const held = catalog.ask(other, (file) => file.countBetween(after, headSeqnum));
    if (held === undefined) return undefined;
    missing -= held;
  }
  return Math.max(0, missing);
}
