/**
 * The generations of a log as its directory shows them, oldest first: `kern.log.2.gz`,
 * `kern.log.1`, `kern.log`; or with dates: `kern.log-20261124.gz`, `kern.log-20261125`, `kern.log`.
 * Invariant: the order is that of writing, also while logrotate is at work. Generations that were
 * moved to another directory (`olddir`) are not seen.
 */
import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Packing } from './generation-bytes.ts';

export interface Generation {
  readonly path: string;
  readonly packing: Packing;
  readonly inode: number;
  /** In ms since the epoch. */
  readonly bornMs: number;
  /** Last write, in µs since the epoch; packing keeps it. */
  readonly mtimeUs: number;
  /** It has the log's own name: the writer writes here, or soon will. */
  readonly isCurrent: boolean;
}

/** Generations looked at, the newest ones: daily rotation over more than two years. */
const GENERATIONS_MAX = 1_000;

/** Looks at a directory that changes under us; a rotation renames in less than a millisecond. */
const LOOKS_MAX = 5;

/** A number, or a date as dateext and dateformat of logrotate(8) write it. */
const SUFFIX = /^([.-])(\d[\d.:_T+-]*?)(?:\.([a-z]\w*))?$/i;

/** Numbers count back from the newest; dates have more digits. */
const NUMBER = /^\.\d{1,4}$/;

interface Named {
  readonly name: string;
  /** Suffix without the packing: what two names of one generation share. */
  readonly suffix: string;
  readonly packing: Packing;
}

interface Seen extends Named {
  readonly inode: number;
  readonly bornMs: number;
  readonly mtimeUs: number;
}

/** Undefined when the directory does not hold still: another time. */
export function listGenerations(path: string): Generation[] | undefined {
  let before = '';
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const seen = look(path);
    const now = seen.map(({ name, inode }) => `${name}/${inode}`).join('/');
    if (looks > 0 && now === before) return seen.map((each) => generationOf(path, each));
    before = now;
  }
  return undefined;
}

function generationOf(path: string, { name, suffix, ...rest }: Seen): Generation {
  return { path: join(dirname(path), name), isCurrent: suffix === '', ...rest };
}

function look(path: string): Seen[] {
  const named = namesIn(dirname(path)).flatMap((name) => nameOf(name, basename(path)) ?? []);
  const unique = onePerGeneration(named);
  const seen = unique.flatMap((each) => see(join(dirname(path), each.name), each) ?? []);
  return seen.sort(orderOf(seen)).slice(-GENERATIONS_MAX);
}

/** None when the directory is gone, or may be entered but not read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function nameOf(name: string, base: string): Named | undefined {
  if (name === base) return { name, suffix: '', packing: 'plain' };
  if (!name.startsWith(base)) return undefined;
  const [, separator, digits, extension] = SUFFIX.exec(name.slice(base.length)) ?? [];
  if (digits === undefined) return undefined;
  return { name, suffix: `${separator}${digits}`, packing: packingOf(extension) };
}

function packingOf(extension: string | undefined): Packing {
  if (extension === undefined) return 'plain';
  return extension === 'gz' || extension === 'zst' ? extension : 'other';
}

/** While a generation is being packed both are there, and the packed one is not whole. */
function onePerGeneration(named: readonly Named[]): Named[] {
  const bySuffix = new Map<string, Named>();
  for (const each of named) {
    if (each.packing === 'plain' || !bySuffix.has(each.suffix)) bySuffix.set(each.suffix, each);
  }
  return [...bySuffix.values()];
}

function see(path: string, named: Named): Seen | undefined {
  const stats = statsOf(path);
  if (!stats?.isFile()) return undefined;
  const { ino, birthtimeMs, mtimeMs } = stats;
  return { ...named, inode: ino, bornMs: birthtimeMs, mtimeUs: Math.floor(mtimeMs * 1_000) };
}

/** Of the name itself, not of what it may link to; undefined when it cannot be seen. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * By number, or by date, which must be sortable as text (logrotate(8), dateformat); where somebody
 * has changed from one to the other, by time. The log itself comes last.
 */
function orderOf(seen: readonly Seen[]): (a: Seen, b: Seen) => number {
  const rotated = seen.filter(({ suffix }) => suffix !== '');
  const numbered = rotated.filter(({ suffix }) => NUMBER.test(suffix)).length;
  return (a, b) => {
    if (a.suffix === '' || b.suffix === '') return a.suffix === '' ? 1 : -1;
    if (numbered === rotated.length) return Number(b.suffix.slice(1)) - Number(a.suffix.slice(1));
    if (numbered === 0) return a.suffix < b.suffix ? -1 : 1;
    return a.mtimeUs - b.mtimeUs;
  };
}
