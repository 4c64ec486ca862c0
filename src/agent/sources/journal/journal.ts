/**
 * The journal source: systemd's journal, read from its files. It needs no privilege but to read
 * them, and no program or library beside it.
 *
 *   /var/log/journal, /run/log/journal ──look──▶ JournalReader ──fill──▶ blocks() ──▶ pipeline
 *
 * What the journal stores waits for us; what is removed before we read it is counted.
 */
import { setImmediate } from 'node:timers/promises';
import type { Check } from '../../../flow/check.ts';
import type { RecordBlock, Source, StartFrom, TimeReading } from '../source.ts';
import { clearBlock, createJournalBlock, isEmpty } from './journal-block.ts';
import { JournalCatalog } from './journal-catalog.ts';
import { JournalDirectories } from './journal-directory.ts';
import { type JournalProblem, JournalProblems, nothingToRead } from './journal-problem.ts';
import { JournalReader } from './journal-reader.ts';
import { JournalTicks } from './journal-ticks.ts';

const DIRECTORIES = ['/var/log/journal', '/run/log/journal'];

/** A cursor that moved without records is told this often. */
const QUIET_MS = 10_000;

/**
 * The first line after a rest is read at once, those behind it together: a window is much longer,
 * and each look has its price.
 */
const POLL_MS = 500;

/** Blocks after which others get their turn: about a millisecond's work. */
const TURN_BLOCKS = 4;

export interface JournalOptions {
  /**
   * Folders with journal files, each with its sub-folders; default `/var/log/journal` and
   * `/run/log/journal`.
   */
  readonly directories?: readonly string[];
  /** Longest time between two looks, in ms; default 500. */
  readonly pollMs?: number;
  /** Where to begin without a cursor; default `oldest`. */
  readonly from?: StartFrom;
  /** False: end at the end of what is there; default true. */
  readonly follow?: boolean;
}

export class JournalSource implements Source {
  readonly kind = 'journal';
  readonly trust = 'kernel';
  readonly escaped = false;
  readonly underPressure = 'wait';
  readonly #options: Required<JournalOptions>;
  readonly #problems = new JournalProblems();

  constructor(options: JournalOptions = {}) {
    this.#options = {
      directories: DIRECTORIES,
      pollMs: POLL_MS,
      from: 'oldest',
      follow: true,
      ...options,
    };
  }

  /** Files that could not be read, each told once; the first few of them. */
  get problems(): readonly JournalProblem[] {
    return this.#problems.told;
  }

  checks(): readonly Check[] {
    return [this.#problems.check];
  }

  check(): void {
    const problems: JournalProblem[] = [];
    const note = (problem: JournalProblem) => problems.push(problem);
    const directories = this.#openDirectories(note);
    const catalog = new JournalCatalog(directories, (_, problem) => note(problem));
    catalog.look(true);
    const isReadable = [...catalog.known.values()].some(({ isRefused }) => !isRefused);
    catalog.closeAll();
    if (!isReadable) throw nothingToRead(this.#options.directories, problems);
  }

  /** As Source.blocks; after the abort no more is read. */
  async *blocks(
    cursor: string,
    signal: AbortSignal,
    counted?: TimeReading,
  ): AsyncGenerator<RecordBlock, void, undefined> {
    const { from, follow, pollMs } = this.#options;
    const onProblem = (problem: JournalProblem) => this.#problems.add(problem);
    const directories = this.#openDirectories(onProblem);
    const reader = new JournalReader({
      directories,
      cursor,
      counted,
      from,
      follow,
      nowMs: Date.now,
      onProblem,
    });
    // Looking goes on while nobody asks for a block, so that removed files stay readable.
    const ticks = new JournalTicks(pollMs, () => reader.look(false));
    signal.addEventListener('abort', ticks.wake, { once: true });
    const block = createJournalBlock();
    let toldMs = 0;
    let isResting = true;
    try {
      for (let blocks = 1; !signal.aborted; blocks += 1) {
        clearBlock(block);
        const hasMore = reader.fill(block);
        isResting &&= isEmpty(block);
        if (!isEmpty(block) || Date.now() - toldMs >= QUIET_MS) {
          block.cursorAfter = reader.cursor;
          toldMs = Date.now();
          yield block;
        }
        if (hasMore) {
          if (blocks % TURN_BLOCKS === 0) await setImmediate();
        } else if (follow) {
          ticks.watch(isResting ? directories.folders : []);
          isResting = true;
          await ticks.next();
        } else {
          return;
        }
      }
    } finally {
      signal.removeEventListener('abort', ticks.wake);
      ticks.close();
      reader.close();
    }
  }

  #openDirectories(onProblem: (problem: JournalProblem) => void): JournalDirectories {
    return new JournalDirectories(this.#options.directories, Date.now, onProblem);
  }
}
