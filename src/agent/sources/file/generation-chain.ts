/**
 * Which generation comes next. Renamed, copied and truncated, packed meanwhile, rotated often while
 * nobody read: it is always the same question, in which file the bytes stand that were read last;
 * the next newer file is read from its start.
 *
 *   cursor ──seek──▶ found: read on there ──end──▶ the next newer one
 *                    nowhere: a loss, and the oldest one that was surely written later
 *
 * Invariant: no generation is begun twice, and none is passed over without a loss.
 */
import type { Stats } from 'node:fs';
import type { StartFrom } from '../source.ts';
import { Beginning } from './beginning.ts';
import type { BlockLedger } from './block-ledger.ts';
import { seekCursor } from './cursor-seek.ts';
import { FollowedGeneration } from './followed-generation.ts';
import { type GenerationBytes, openGeneration } from './generation-bytes.ts';
import { type Generation, listGenerations, statsOf } from './generations.ts';
import { findPosition, openListed, positionBehindLastLine, provePosition } from './locate.ts';
import { NOWHERE, type Position, parseCursor } from './position.ts';

export interface ChainOptions {
  readonly path: string;
  readonly from: StartFrom;
  readonly nowMs: () => number;
  readonly ledger: BlockLedger;
  /** The generations that are read, oldest first; the chain adds and replaces. */
  readonly open: FollowedGeneration[];
  /** Scratch. */
  readonly buffer: Buffer;
}

export class GenerationChain {
  readonly #options: ChainOptions;
  readonly beginning: Beginning;
  /** Of the cursor; undefined once they are found or lost. */
  #sought: Position[] | undefined;
  /** Where we were in the newest generation, while its bytes are nowhere and none is begun. */
  #lost: Position | undefined;
  #isDenied = false;
  #hasFailed = false;

  constructor(cursor: string, options: ChainOptions) {
    this.#options = options;
    const isNew = cursor === '';
    this.beginning = new Beginning(isNew ? options.from : 'oldest', options.nowMs() * 1_000);
    this.#sought = isNew ? undefined : parseCursor(cursor);
    if (isNew || this.#sought !== undefined) return;
    this.#lose();
    this.#lost = NOWHERE;
  }

  get lost(): Position | undefined {
    return this.#lost;
  }

  /** Whether `generation` is in the log's own file. */
  isCurrent({ bytes }: FollowedGeneration): boolean {
    return bytes.isPlain && bytes.inode === statsOf(this.#options.path)?.ino;
  }

  /** Opens what comes behind all that is open. False: nothing yet. */
  async goOn(): Promise<boolean> {
    if (this.#sought !== undefined) return this.#seek(this.#sought);
    const { path, open } = this.#options;
    const newest = this.#lost === undefined ? open.at(-1) : undefined;
    const current = statsOf(path);
    if (newest?.bytes.isPlain && newest.bytes.inode === current?.ino) return false;
    if (!this.#isReadable(current)) return false;
    const generations = listGenerations(path);
    if (generations === undefined) return false;
    return this.#begin(await this.#newerThan(newest, generations), newest);
  }

  /** Finds the cursor's positions; an empty directory may only not be mounted yet. */
  async #seek(cursor: readonly Position[]): Promise<boolean> {
    const { path } = this.#options;
    const generations = this.#isReadable(statsOf(path)) ? listGenerations(path) : undefined;
    if (generations === undefined || generations.length === 0) return false;
    const sought = await seekCursor(cursor, generations);
    if (sought === 'moved') return false;
    if (sought.hasLoss) this.#lose();
    this.#options.open.push(...sought.found);
    this.#lost = sought.lost;
    this.#sought = undefined;
    return true;
  }

  /** The generations that were written after `newest`, oldest first. */
  async #newerThan(
    newest: FollowedGeneration | undefined,
    generations: readonly Generation[],
  ): Promise<readonly Generation[]> {
    if (this.#lost !== undefined) return this.#surelyNewer(this.#lost, generations);
    if (newest === undefined) return this.beginning.choose(generations);
    const at = generations.findIndex(({ inode }) => inode === newest.bytes.inode);
    if (at >= 0) return generations.slice(at + 1);
    const { position } = newest;
    const newer = await this.#surelyNewer(position, generations);
    // Deleted, and nothing has come in its place.
    if (newer.length === 0 || position.end === 0) return newer;
    const found = await findPosition(generations, position);
    if (found === 'moved') return [];
    if (found === 'nowhere') {
      this.#lose();
      this.#lost = position;
      return newer;
    }
    found.bytes[Symbol.dispose]();
    return generations.slice(generations.indexOf(found.generation) + 1);
  }

  /**
   * The log's own file is newer than all others; of those what was written later, and stands
   * behind what is open: whoever packed a log may not have kept its time. An empty file may itself
   * be among them, and one that is being read may have been packed.
   */
  async #surelyNewer(
    { mtimeUs, end }: Position,
    generations: readonly Generation[],
  ): Promise<Generation[]> {
    const newer: Generation[] = [];
    const sinceUs = end === 0 ? mtimeUs : mtimeUs + 1;
    const inode = this.#options.open.at(-1)?.bytes.inode;
    const at = generations.findIndex((each) => each.inode === inode);
    for (const generation of generations.slice(at + 1)) {
      const isLater = generation.mtimeUs >= sinceUs && !(await this.#isOpen(generation));
      if (generation.isCurrent || isLater) newer.push(generation);
    }
    return newer;
  }

  async #isOpen(generation: Generation): Promise<boolean> {
    for (const { bytes, position } of this.#options.open) {
      if (bytes.inode === generation.inode) return true;
      if (generation.packing === 'plain' || position.end === 0) continue;
      const packed = await findPosition([generation], position);
      if (typeof packed === 'string') continue;
      packed.bytes[Symbol.dispose]();
      return true;
    }
    return false;
  }

  /** Begins the first of `generations` that can be read. False: none, or not now. */
  async #begin(
    generations: readonly Generation[],
    newest: FollowedGeneration | undefined,
  ): Promise<boolean> {
    let hasPassed = false;
    for (const generation of generations) {
      const bytes = openListed(generation);
      if (bytes === 'moved') return false;
      if (bytes !== 'unreadable') {
        if (hasPassed) this.#lose();
        return this.#append(bytes, newest);
      }
      hasPassed = true;
    }
    this.beginning.endFirstLook();
    return false;
  }

  async #append(bytes: GenerationBytes, newest: FollowedGeneration | undefined): Promise<true> {
    const { open, buffer } = this.#options;
    const copied = newest && (await copiedPosition(newest, bytes));
    if (copied) open.pop()?.[Symbol.dispose]();
    const skips = this.beginning.skipsCurrent;
    const position = skips ? await positionBehindLastLine(bytes, buffer) : copied;
    open.push(new FollowedGeneration(bytes, position));
    this.beginning.endFirstLook();
    this.#lost = undefined;
    this.#isDenied = false;
    this.#hasFailed = false;
    return true;
  }

  /**
   * An empty file proves nothing: once it was written to, that may have been copied away and
   * truncated again. True: it is looked up anew.
   */
  reconsider(generation: FollowedGeneration): boolean {
    const { open } = this.#options;
    const { position, bytes, wasEmpty } = generation;
    if (!wasEmpty || position.end > 0 || generation !== open.at(-1)) return false;
    if (bytes.mtimeUs() <= position.mtimeUs) return false;
    open.pop();
    generation[Symbol.dispose]();
    this.#lost = position;
    return true;
  }

  /**
   * `changed` generations were truncated, or written over: what was copied away first is read on
   * where it is now. Undefined: it is nowhere, or not now.
   */
  async relocate(generation: FollowedGeneration): Promise<FollowedGeneration | undefined> {
    const { path, open, ledger } = this.#options;
    const generations = listGenerations(path);
    if (generations === undefined) return undefined;
    const found = await findPosition(generations, generation.position);
    if (found === 'moved') return undefined;
    const at = open.indexOf(generation);
    const isFound = found !== 'nowhere';
    const moved = isFound ? new FollowedGeneration(found.bytes, found.position) : undefined;
    if (moved === undefined) {
      this.#lose();
      ledger.reject('truncated', generation.endsInHalfLine ? 1 : 0);
      if (at === open.length - 1) this.#lost = generation.position;
    }
    open.splice(at, 1, ...(moved ? [moved] : []));
    generation[Symbol.dispose]();
    return moved;
  }

  /** Reading the log fails: told once as a loss, for nobody sees its lines now. */
  tellFailed(): void {
    if (!this.#hasFailed) this.#lose();
    this.#hasFailed = true;
  }

  /** The log is there and may not be opened: nobody sees what is written to it, it waits. */
  get isDenied(): boolean {
    return this.#isDenied;
  }

  /** Also when there is nothing to read. */
  #isReadable(current: Stats | undefined): boolean {
    this.#isDenied = current?.isFile() === true && !mayOpen(this.#options.path);
    return !this.#isDenied;
  }

  #lose(): void {
    this.#options.ledger.lose(this.#options.nowMs() * 1_000);
  }
}

/**
 * Where to go on in a file that `older` is a copy of: copytruncate made the copy, and has not
 * truncated the log yet. A copy is younger than what it is a copy of; equal bytes alone could be
 * two logs that begin alike.
 */
async function copiedPosition(
  older: FollowedGeneration,
  bytes: GenerationBytes,
): Promise<Position | undefined> {
  const isYounger = older.bytes.isPlain && older.bytes.bornMs > bytes.bornMs;
  if (!isYounger || older.position.end === 0) return undefined;
  return provePosition(bytes, older.position);
}

function mayOpen(path: string): boolean {
  try {
    openGeneration(path, 'plain')[Symbol.dispose]();
    return true;
  } catch {
    return false;
  }
}
