/**
 * The journal files that are known. Those to be read are held open, so that neither rotation nor
 * removal takes them away before they are; of the others it is known which numbers they hold.
 *
 *   found ──header──▶ waiting (open, or opened when its turn comes) ──▶ closed: read, or refused
 *
 * Invariant: what cannot be read is told once, as a problem, and does not hold up the others.
 */
import { DamageError, JournalBytes } from './journal-bytes.ts';
import type { FoundJournal, JournalDirectories } from './journal-directory.ts';
import { JournalFile } from './journal-file.ts';
import { type JournalHeader, readJournalHeader } from './journal-header.ts';
import { type JournalProblem, problemOf } from './journal-problem.ts';

/** Files held open while they wait; more are opened when it is their turn. */
const OPEN_MAX = 256;

/** Bytes on disk that removed files may keep from being free while they wait to be read. */
const PINNED_BYTES_MAX = 1024 * 1024 * 1024;

/** A file that is known. */
export interface KnownJournal {
  readonly key: string;
  path: string;
  readonly directory: string;
  file: JournalFile | undefined;
  /** It was read, or cannot be. */
  isClosed: boolean;
  /** As it was seen last; undefined while there is no entry in it, or when it cannot be read. */
  header: JournalHeader | undefined;
  /** It has entries of the kernel's or journald's own: others only use up numbers. */
  holdsKernel: boolean;
  isRefused: boolean;
  /** Refused for a reason that may go away. */
  mayHeal: boolean;
  /** It looked damaged once. */
  isDoubted: boolean;
}

/** Told of a file that cannot be read, once. */
export type OnRefused = (known: KnownJournal, problem: JournalProblem, error: unknown) => void;

export class JournalCatalog {
  readonly known = new Map<string, KnownJournal>();
  readonly #directories: JournalDirectories;
  readonly #onRefused: OnRefused;

  constructor(directories: JournalDirectories, onRefused: OnRefused) {
    this.#directories = directories;
    this.#onRefused = onRefused;
  }

  /**
   * Looks for new, renamed and removed files; `always`: even where nothing seems to have changed.
   * False: there is nothing new to read.
   */
  look(always: boolean): boolean {
    const found = this.#directories.list(always);
    if (found !== undefined) this.#meet(found);
    let isNew = found !== undefined;
    for (const known of this.known.values()) {
      if (known.isClosed) continue;
      if (known.header === undefined) isNew = this.open(known) !== undefined || isNew;
      else if (known.file !== undefined && !known.holdsKernel) {
        isNew = (this.refresh(known) && known.holdsKernel) || isNew;
      }
    }
    return isNew;
  }

  /** Files with something of the kernel's that are to be read. */
  waiting(): KnownJournal[] {
    return [...this.known.values()].filter(({ isClosed, holdsKernel }) => !isClosed && holdsKernel);
  }

  /** Opens a file if it is not; undefined when that cannot be. */
  open(known: KnownJournal): JournalFile | undefined {
    if (known.file !== undefined || known.isClosed) return known.file;
    let bytes: JournalBytes | undefined;
    try {
      bytes = new JournalBytes(known.path);
      const header = readJournalHeader(bytes);
      if (header !== undefined) known.file = new JournalFile(bytes, header, known);
      else bytes.close();
    } catch (error) {
      bytes?.close();
      this.refuse(known, error);
      return undefined;
    }
    const isHeld = known.header === undefined;
    if (known.file !== undefined) known.isRefused = false;
    // Somebody may be writing to what looks damaged: it is looked at twice.
    const isSound = this.refresh(known) || this.refresh(known);
    if (isSound && isHeld && this.#countOpen() > OPEN_MAX) this.#rest(known);
    return known.file;
  }

  /** Looks again how far an open file goes; false when it cannot be read any more. */
  refresh(known: KnownJournal): boolean {
    const { file } = known;
    if (file === undefined) return false;
    try {
      if (!file.refresh()) return !this.#closeUseless(known);
    } catch (error) {
      this.refuse(known, error);
      return false;
    }
    known.header = file.header;
    known.holdsKernel = file.holdsKernel;
    return !this.#closeUseless(known);
  }

  /** Closes a file that was read. */
  close(known: KnownJournal): void {
    this.#rest(known);
    known.isClosed = true;
  }

  /**
   * Closes a file that cannot be read, and tells why; what looks damaged is looked at once more
   * first, for somebody may be writing to it. Throws what is no fault of the file.
   */
  refuse(known: KnownJournal, error: unknown): void {
    const { path } = known;
    if (known.file !== undefined && !known.isDoubted && error instanceof DamageError) {
      known.isDoubted = true;
      return;
    }
    const problem = problemOf(error, path);
    if (problem !== undefined && !known.isRefused) this.#onRefused(known, problem, error);
    known.isRefused = problem !== undefined;
    known.mayHeal = problem?.code === 'not_permitted';
    this.close(known);
  }

  /** Asks something of a file, open or not; undefined when it cannot be read. */
  ask<T>(known: KnownJournal, question: (file: JournalFile) => T): T | undefined {
    const { file, path } = known;
    try {
      if (file !== undefined) return question(file);
      using bytes = new JournalBytes(path);
      const header = readJournalHeader(bytes);
      if (header === undefined) return undefined;
      const opened = new JournalFile(bytes, header, known);
      opened.refresh();
      return question(opened);
    } catch (error) {
      problemOf(error, path);
      return undefined;
    }
  }

  closeAll(): void {
    for (const known of this.known.values()) this.close(known);
  }

  #meet(found: readonly FoundJournal[]): void {
    const keys = new Set(found.map(({ key }) => key));
    for (const known of this.known.values()) {
      if (known.file !== undefined) known.file.isGone = !keys.has(known.key);
      else if (!keys.has(known.key)) this.known.delete(known.key);
    }
    this.#unpin();
    for (const { key, path, directory } of found) {
      const known = this.known.get(key);
      if (known === undefined) this.known.set(key, newlyKnown(key, path, directory));
      else this.#meetAgain(known, path);
    }
  }

  #meetAgain(known: KnownJournal, path: string): void {
    known.path = path;
    if (known.mayHeal) known.isClosed = false;
    if (known.file !== undefined) known.file.path = path;
  }

  /** Closes a file that never will have anything of the kernel's. */
  #closeUseless(known: KnownJournal): boolean {
    const isUseless = known.file?.isFinished === true && !known.holdsKernel;
    if (isUseless) this.close(known);
    return isUseless;
  }

  /** Lets go of removed files that keep too much of the disk from being free, oldest first. */
  #unpin(): void {
    const pinned = [...this.known.values()].filter(({ file }) => file?.isGone);
    let bytes = pinned.reduce((sum, { file }) => sum + file!.size, 0);
    for (const known of pinned) {
      if (bytes <= PINNED_BYTES_MAX) return;
      bytes -= known.file!.size;
      this.close(known);
      this.known.delete(known.key);
    }
  }

  #countOpen(): number {
    return [...this.known.values()].filter(({ file }) => file !== undefined).length;
  }

  #rest(known: KnownJournal): void {
    known.file?.close();
    known.file = undefined;
  }
}

function newlyKnown(key: string, path: string, directory: string): KnownJournal {
  return {
    key,
    path,
    directory,
    file: undefined,
    isClosed: false,
    header: undefined,
    holdsKernel: false,
    isRefused: false,
    mayHeal: false,
    isDoubted: false,
  };
}
