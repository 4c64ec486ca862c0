/**
 * Which journal files there are: those in the given folders and, one level deeper, in their
 * sub-folders, which are named for machines. A folder is listed again only when it has changed.
 * A file is known by its inode: rotation renames it.
 */
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalProblem, problemOf } from './journal-problem.ts';

const JOURNAL = /\.journal~?$/;

/** Other sub-folders (`remote`) hold what other machines sent. */
const MACHINE_ID = /^[0-9a-f]{32}(?:\..+)?$/;

/** Files that are looked at; journald keeps 100 of a kind. */
const FILES_MAX = 4_096;

/** Sub-folders that are looked at. */
const FOLDERS_MAX = 1_024;

/** A folder that changed so recently may change again within the same tick of its clock. */
const SETTLED_MS = 1_000;

/** Listed again after this time even though nothing seems to have changed. */
const LISTED_MS = 10_000;

export interface FoundJournal {
  /** Device, inode and birth: a removed file's inode is soon another's. */
  readonly key: string;
  readonly path: string;
  readonly directory: string;
}

export class JournalDirectories {
  readonly #roots: readonly string[];
  readonly #nowMs: () => number;
  readonly #onProblem: (problem: JournalProblem) => void;
  /** State of every folder when it was last listed. */
  #seen = '';
  #listedMs = 0;
  #folders: readonly string[] = [];

  constructor(
    roots: readonly string[],
    nowMs: () => number,
    onProblem: (problem: JournalProblem) => void,
  ) {
    this.#roots = roots;
    this.#nowMs = nowMs;
    this.#onProblem = onProblem;
  }

  /** Folders that were listed last, for whoever wants to be told of changes. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Lists the files; undefined when nothing has changed, unless `always`. */
  list(always: boolean): FoundJournal[] | undefined {
    const nowMs = this.#nowMs();
    const states = this.#folders.map((folder) => this.#stateOf(folder, nowMs));
    const isDue = nowMs - this.#listedMs >= LISTED_MS || this.#folders.length === 0;
    if (!always && !isDue && states.join() === this.#seen) return undefined;
    this.#folders = this.#roots.flatMap((root) => [root, ...this.#foldersIn(root)]);
    this.#seen = this.#folders.map((folder) => this.#stateOf(folder, nowMs)).join();
    this.#listedMs = nowMs;
    return this.#folders.flatMap((folder) => this.#journalsIn(folder)).slice(0, FILES_MAX);
  }

  /** Something that is different once the folder has changed, or might yet. */
  #stateOf(folder: string, nowMs: number): string {
    const changedMs = statOf(folder)?.mtimeMs ?? 0;
    const isSettled = nowMs - changedMs >= SETTLED_MS;
    return isSettled ? `${changedMs}` : `${changedMs} at ${nowMs}`;
  }

  #foldersIn(root: string): string[] {
    return this.#namesIn(root)
      .filter((entry) => entry.isDirectory() && MACHINE_ID.test(entry.name))
      .slice(0, FOLDERS_MAX)
      .map(({ name }) => join(root, name));
  }

  #journalsIn(folder: string): FoundJournal[] {
    return this.#namesIn(folder)
      .filter((entry) => JOURNAL.test(entry.name) && !entry.isDirectory())
      .map(({ name }) => join(folder, name))
      .flatMap((path) => {
        const stats = statOf(path);
        if (!stats?.isFile()) return [];
        const key = `${stats.dev}:${stats.ino}:${stats.birthtimeMs}`;
        return [{ key, path, directory: folder }];
      });
  }

  #namesIn(folder: string): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      const problem = problemOf(error, folder);
      if (problem !== undefined) this.#onProblem(problem);
      return [];
    }
  }
}

/** Undefined when it is not there, or not to be seen. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
