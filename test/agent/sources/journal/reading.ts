/** Readers of a folder of journals, one after the other, and what stands in the folder. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  clearBlock,
  createJournalBlock,
} from '../../../../src/agent/sources/journal/journal-block.ts';
import { JournalDirectories } from '../../../../src/agent/sources/journal/journal-directory.ts';
import { JournalReader } from '../../../../src/agent/sources/journal/journal-reader.ts';
import type { StartFrom, TimeReading } from '../../../../src/agent/sources/source.ts';
import { BOOT_US, JournalBuilder, kernelEntry } from './journal-builder.ts';
import { addBlock, emptySummary, type Summary, temporaryDirectory } from './read-journal.ts';

const OTHER_ID = 'c'.repeat(32);
export const NEXT_BOOT = 'd'.repeat(32);

/** Kernel entries with the numbers [from, to]. */
export function entries(
  from: number,
  to: number,
  more: { bootId?: string; laterUs?: number } = {},
) {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const monotonicUs = (from + i) * 1_000 + (more.laterUs ?? 0);
    const bootId = more.bootId === undefined ? {} : { bootId: more.bootId };
    return kernelEntry(from + i, `IN=${from + i}`, { monotonicUs, ...bootId });
  });
}

export const build = (...args: Parameters<typeof entries>) =>
  new JournalBuilder().append(...entries(...args));
export const buildOther = () => new JournalBuilder({ seqnumId: OTHER_ID });
export const inNumbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `IN=${from + i}`);

/** A folder of journals, and readers of it, one after the other. */
export class Reading implements Disposable {
  readonly #folder = temporaryDirectory();
  #reader: JournalReader | undefined;
  #cursor = '';
  nowMs = BOOT_US / 1_000;
  follow = true;
  counted: TimeReading | undefined;

  get path(): string {
    return this.#folder.path;
  }

  start(from: StartFrom = 'oldest'): this {
    const nowMs = () => this.nowMs;
    this.#reader?.close();
    this.#reader = new JournalReader({
      directories: new JournalDirectories([this.path], nowMs, () => undefined),
      cursor: this.#cursor,
      from,
      counted: this.counted,
      follow: this.follow,
      nowMs,
      onProblem: () => undefined,
    });
    return this;
  }

  /** Looks, and reads what there is. */
  read(): Summary {
    this.#reader!.look(false);
    const sum = emptySummary();
    const block = createJournalBlock();
    for (let hasMore = true; hasMore; ) {
      clearBlock(block);
      hasMore = this.#reader!.fill(block);
      addBlock(sum, block);
    }
    this.#cursor = this.#reader!.cursor;
    return sum;
  }

  rename(from: string, to: string): void {
    renameSync(join(this.path, from), join(this.path, to));
  }

  remove(name: string): void {
    rmSync(join(this.path, name));
  }

  [Symbol.dispose](): void {
    this.#reader?.close();
    this.#folder[Symbol.dispose]();
  }
}
