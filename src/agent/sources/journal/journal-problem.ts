/**
 * Why a journal file, or all of them, cannot be read: as something to tell once, beside the reading
 * of the others, and as the error of a source that finds nothing to read at all.
 */
import { CHECK_DETAIL_MAX, type Check } from '../../../flow/check.ts';
import { SourceError } from '../source.ts';
import { DamageError } from './journal-bytes.ts';
import { UnknownFormatError } from './journal-header.ts';

export const JOURNAL_PROBLEM_CODES = [
  'unknown_flag',
  'damaged',
  'not_permitted',
  'unreadable',
] as const;
export type JournalProblemCode = (typeof JOURNAL_PROBLEM_CODES)[number];

/** A file, or a folder, that is not read. */
export interface JournalProblem {
  readonly code: JournalProblemCode;
  readonly path: string;
  /** What is wrong with it, and what to do. */
  readonly detail: string;
}

/**
 * The problem that an error with `path` is; undefined when the file is just not there. Throws what
 * is no fault of the file.
 */
export function problemOf(error: unknown, path: string): JournalProblem | undefined {
  if (error instanceof DamageError) return { code: 'damaged', path, detail: error.message };
  if (error instanceof UnknownFormatError) {
    return { code: 'unknown_flag', path, detail: error.message };
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  if (code === 'EACCES' || code === 'EPERM') {
    const detail = 'no permission to read it: run with the group systemd-journal, or adm (gid 4)';
    return { code: 'not_permitted', path, detail };
  }
  return { code: 'unreadable', path, detail: `it cannot be read: ${code}` };
}

/** Files that were told of one by one; the others are counted. */
const PROBLEMS_TOLD_MAX = 8;

/** Past it they are told anew. */
const PROBLEMS_SEEN_MAX = 4_096;

/** What could not be read so far: the check `journal_format`. */
export class JournalProblems {
  readonly told: JournalProblem[] = [];
  /** Files and folders are looked at again and again. */
  readonly #seen = new Set<string>();
  #count = 0;
  #hasUnknownFormat = false;

  add(problem: JournalProblem): void {
    const key = `${problem.code} ${problem.path}`;
    if (this.#seen.has(key)) return;
    if (this.#seen.size === PROBLEMS_SEEN_MAX) this.#seen.clear();
    this.#seen.add(key);
    if (problem.code === 'unknown_flag') this.#hasUnknownFormat = true;
    this.#count += 1;
    if (this.told.length < PROBLEMS_TOLD_MAX) this.told.push(problem);
  }

  get check(): Check {
    const name = 'journal_format';
    if (this.#count === 0) return { name, state: 'ok', detail: '', value: 0 };
    const lines = this.told.map(({ path, detail }) => `${path}: ${detail}`);
    if (this.#count > lines.length) lines.push(`${this.#count - lines.length} more`);
    return {
      name,
      state: this.#hasUnknownFormat ? 'fail' : 'warn',
      detail: `not read: ${lines.join('; ')}`.slice(0, CHECK_DETAIL_MAX),
      value: this.#count,
    };
  }
}

/** The error of a source whose `directories` hold no journal that can be read. */
export function nothingToRead(
  directories: readonly string[],
  problems: readonly JournalProblem[],
): SourceError {
  const [problem] = problems;
  const where = directories.join(' and ');
  if (problem === undefined) {
    const what = `no journal in ${where}: mount the host's /var/log/journal or /run/log/journal`;
    return new SourceError('not_found', `${what}, or use another source`);
  }
  const code = problem.code === 'not_permitted' ? 'not_permitted' : 'unreadable';
  const others = problems.length === 1 ? '' : ` (and ${problems.length - 1} more in ${where})`;
  return new SourceError(code, `${problem.path}: ${problem.detail}${others}`);
}
