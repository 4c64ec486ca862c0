/**
 * How far an export has come, in a file that is replaced as a whole after each page: a restart goes
 * on there, and repeats at most the page whose end it did not note.
 */
import { CommandError } from '../ask.ts';
import type { ResumeFile } from '../resume-file.ts';

const VERSION = 1;

/** What an hour added up to when it was exported; revision 0: nothing was seen in it. */
export interface HourMark {
  readonly hour: number;
  readonly revision: number;
  readonly sums: string;
}

export interface Progress {
  /** The questions and the place that it belongs to. */
  readonly subject: string;
  /** Hours since the epoch: those before it are exported; undefined: nothing is. */
  readonly next: number | undefined;
  /** The hour that is under way, and behind which edge. */
  readonly open: (HourMark & { readonly cursor: string }) | undefined;
  /** Hours that may still grow. */
  readonly marks: readonly HourMark[];
}

export function noProgress(subject: string): Progress {
  return { subject, next: undefined, open: undefined, marks: [] };
}

export interface ProgressStore {
  /** Throws CommandError. */
  load(): Progress;
  save(progress: Progress): Promise<void>;
}

/** Without a file: nothing is known at the start, and nothing kept. */
export function forgetfulProgress(subject: string): ProgressStore {
  return { load: () => noProgress(subject), save: async () => {} };
}

export function progressFile(file: ResumeFile, subject: string): ProgressStore {
  return {
    load: () => (file.value === undefined ? noProgress(subject) : readProgress(file, subject)),
    save: (progress) => file.write({ version: VERSION, ...progress }),
  };
}

function readProgress({ value, path }: ResumeFile, subject: string): Progress {
  const progress = progressOf(value);
  if (progress === undefined) {
    throw new CommandError(`--resume ${path} is not a file that dropcast export has written`);
  }
  if (progress.subject === subject) return progress;
  const advice = 'take another file, or the flags of before';
  throw new CommandError(`--resume ${path} belongs to an export of something else: ${advice}`);
}

function progressOf(value: unknown): Progress | undefined {
  const { version, ...progress } = (value ?? {}) as Partial<Progress> & { version?: unknown };
  const { subject, next, open: underWay, marks } = progress;
  const isWhole =
    version === VERSION &&
    typeof subject === 'string' &&
    (next === undefined || Number.isSafeInteger(next)) &&
    (underWay === undefined || (isMark(underWay) && typeof underWay.cursor === 'string')) &&
    Array.isArray(marks) &&
    marks.every(isMark);
  return isWhole ? { subject, next, open: underWay, marks } : undefined;
}

function isMark(value: unknown): value is HourMark & { cursor?: unknown } {
  const { hour, revision, sums } = (value ?? {}) as Partial<HourMark>;
  return Number.isSafeInteger(hour) && Number.isSafeInteger(revision) && typeof sums === 'string';
}
