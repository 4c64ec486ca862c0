/**
 * One journal file: its header, the chains of its kernel and driver entries, and how far they were
 * read. The descriptor stays open over a rename or removal, until the file is read.
 *
 *   refresh ──▶ header, then driver chain, then kernel chain
 *
 * In this order: whatever was numbered below the header's last entry, or below a driver entry, is
 * in the kernel chain by the time that is looked at.
 */
import { basename } from 'node:path';
import type { JournalBlock } from './journal-block.ts';
import { DamageError, type JournalBytes } from './journal-bytes.ts';
import { CHAIN_SLICE, EntryChain } from './journal-chain.ts';
import { DataReader } from './journal-data.ts';
import { DriverEntries, type DriverEntry } from './journal-driver.ts';
import { KernelEntries, type ReadEnd } from './journal-entries.ts';
import { firstBehind, firstLater, itemsOf, seqnumOf } from './journal-entry.ts';
import { type JournalHeader, readJournalHeader } from './journal-header.ts';
import type { Hole } from './journal-hole.ts';
import { type Layout, layoutOf } from './journal-objects.ts';
import type { Passage } from './journal-passage.ts';
import { Transports } from './journal-transports.ts';

/** Entries at the end of a file that are looked at one by one: see `readDangling`. */
const DANGLING_MAX = 64;

/** `system@….journal`, `….journal~`: journald writes there no more. */
const ROTATED = /@|~$/;

export class JournalFile {
  path: string;
  readonly directory: string;
  header: JournalHeader;
  /** It was not among the files when they were listed last: renamed just then, or removed. */
  isGone = false;
  readonly #bytes: JournalBytes;
  readonly #layout: Layout;
  readonly #data: DataReader;
  readonly #transports: Transports;
  readonly #entries: EntryChain;
  #kernel: KernelEntries | undefined;
  #driver: DriverEntries | undefined;
  #passage: Passage | undefined;
  #begin = 0;
  #isSettled = false;
  /** See EntryItems. */
  #linkedBefore = 0;

  constructor(bytes: JournalBytes, header: JournalHeader, at: { path: string; directory: string }) {
    this.path = at.path;
    this.directory = at.directory;
    this.header = header;
    this.#bytes = bytes;
    this.#layout = layoutOf(header.isCompact);
    this.#data = new DataReader(bytes, this.#layout);
    this.#transports = new Transports(bytes, this.#layout);
    this.#entries = new EntryChain(bytes, header.isCompact);
  }

  /** Whether anything of it can be of use: a user's journal holds nothing of the kernel's. */
  get holdsKernel(): boolean {
    return this.#transports.kernel !== undefined || this.#transports.driver !== undefined;
  }

  /** Whether nothing will be added any more. */
  get isFinished(): boolean {
    return this.header.isArchived || this.isGone || ROTATED.test(basename(this.path));
  }

  get size(): number {
    return this.#bytes.size;
  }

  /** Sequence number of the kernel entry read last; 0 when there is none. */
  get readTo(): number {
    return this.#kernel?.seqnum ?? 0;
  }

  /**
   * Sequence number of the last entry of any kind: the smaller of what entry and header say. Throws
   * DamageError.
   */
  get tailSeqnum(): number {
    const last = lastOffset(this.#entries);
    return last === 0 ? 0 : Math.min(this.header.tailSeqnum, seqnumOf(this.#bytes, last));
  }

  /** Kernel entries that have not been read. */
  get unread(): number {
    return (this.#transports.kernel?.chain.root.count ?? 0) - (this.#kernel?.index ?? 0);
  }

  /** Undefined until reading begins. */
  get passage(): Passage | undefined {
    return this.#passage;
  }

  /** Looks again how far the file goes; false when it goes no further. Throws DamageError. */
  refresh(): boolean {
    const header = readJournalHeader(this.#bytes);
    if (header === undefined) throw new DamageError('the header is gone');
    const isSame = header.entryCount === this.#entries.root.count;
    this.header = header;
    // The last entry may have come late into its chains: the first time that it is the same counts.
    if (isSame && this.#isSettled) return false;
    this.#isSettled = isSame;
    const root = { first: 0, array: header.entryArrayOffset, count: header.entryCount };
    Object.assign(this.#entries.root, root);
    // Before the chains are measured: what comes late is behind it.
    this.#linkedBefore = this.#findLast();
    this.#transports.refresh(header);
    if (this.#passage !== undefined) this.#openChains(this.#passage);
    return true;
  }

  /** Begins to read behind that sequence number. Throws DamageError. */
  begin(passage: Passage, seqnum: number): void {
    this.#passage = passage;
    this.#begin = seqnum;
    this.#openChains(passage);
  }

  /**
   * Reads kernel entries into `block`, up to journald's next own entry (`mark`): that one is to be
   * taken first. Throws DamageError.
   */
  read(block: JournalBlock): ReadEnd {
    const until = this.#driver?.peek() ?? Number.POSITIVE_INFINITY;
    const chain = this.#transports.kernel?.chain;
    const end = chain === undefined ? 'end' : this.#kernel!.read(block, chain, until);
    return end === 'end' && until < Number.POSITIVE_INFINITY ? 'mark' : end;
  }

  /** Takes journald's next own entry; undefined when it cannot be used. */
  takeDriver(): DriverEntry | undefined {
    return this.#driver?.take();
  }

  /** Passes over all kernel entries but the last one, and journald's own; returns how many. */
  skipToLast(): number {
    const kernel = this.#kernel;
    if (kernel === undefined) return 0;
    const passed = Math.max(0, this.unread - 1);
    kernel.index += passed;
    return passed;
  }

  /**
   * Reads what a journald that was killed had stored but not yet put into the kernel chain: behind
   * the chain's last entry, at the end of the file. Only in a finished file; false when the block
   * is full. Throws DamageError.
   */
  readDangling(block: JournalBlock): boolean {
    const kernel = this.#kernel;
    const transport = this.#transports.kernel;
    if (kernel === undefined || transport === undefined) return true;
    const last = lastOffset(transport.chain);
    const { count } = this.#entries.root;
    const offsets = new Float64Array(CHAIN_SLICE);
    for (let index = Math.max(0, count - DANGLING_MAX); index < count; ) {
      const found = this.#entries.read(index, offsets);
      if (found === 0) return true;
      const dangling = offsets
        .subarray(0, found)
        .filter((offset) => offset > last && seqnumOf(this.#bytes, offset) > kernel.seqnum)
        .filter((offset) => itemsOf(this.#bytes, this.#layout, offset).includes(transport.data));
      const passed = kernel.readAt(block, dangling);
      if (passed < dangling.length) return false;
      index += found;
    }
    return true;
  }

  /** How many entries of any kind have a number in the hole. Throws DamageError. */
  countIn({ after, before }: Hole): number {
    const end = firstBehind(this.#bytes, this.#entries, before - 1);
    return end - firstBehind(this.#bytes, this.#entries, after);
  }

  /** How many of them were stored while it came about, too. Throws DamageError. */
  countWithin({ after, before, firstUs, lastUs }: Hole): number {
    const [bytes, chain] = [this.#bytes, this.#entries];
    const begin = Math.max(firstBehind(bytes, chain, after), firstLater(bytes, chain, firstUs - 1));
    const end = Math.min(firstBehind(bytes, chain, before - 1), firstLater(bytes, chain, lastUs));
    return Math.max(0, end - begin);
  }

  close(): void {
    this.#bytes.close();
  }

  /** Offset of the last entry of all; Infinity in a damaged file that does not tell. */
  #findLast(): number {
    try {
      return lastOffset(this.#entries);
    } catch (error) {
      if (error instanceof DamageError) return Number.POSITIVE_INFINITY;
      throw error;
    }
  }

  #openChains(passage: Passage): void {
    const { kernel, driver } = this.#transports;
    const file = { bytes: this.#bytes, layout: this.#layout, data: this.#data };
    if (this.#kernel === undefined && kernel !== undefined) {
      const readTail = () => readJournalHeader(this.#bytes)?.tailSeqnum ?? 0;
      this.#kernel = new KernelEntries({ ...file, kernelData: kernel.data, passage, readTail });
      this.#kernel.index = firstBehind(this.#bytes, kernel.chain, this.#begin);
      this.#kernel.seqnum = this.#begin;
    }
    if (this.#kernel !== undefined) this.#kernel.linkedBefore = this.#linkedBefore;
    if (this.#driver === undefined && driver !== undefined) {
      this.#driver = new DriverEntries(file, driver);
      this.#driver.seek(this.#begin);
    }
  }
}

/** Offset of the chain's last entry; 0 when it has none. Throws DamageError. */
function lastOffset(chain: EntryChain): number {
  const offsets = new Float64Array(1);
  const { count } = chain.root;
  return count > 0 && chain.read(count - 1, offsets) > 0 ? offsets[0]! : 0;
}
