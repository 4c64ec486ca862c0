/** What SQLite's errors mean to whoever runs the aggregator: what is wrong, where, what to do. */
import { WireError } from '../../wire/wire-error.ts';
import { HistoryLimitError } from '../history.ts';
import { StoreError } from '../store.ts';

const RESTORE = 'stop, move it away with its -wal and -shm, and put a backup in its place';

/** Why `path` cannot be opened; a StoreError stays what it is. */
export function openingError(path: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const reason = reasonOf(cause);
  if (/locked|busy/.test(reason)) return inUse(path, cause);
  if (isDamage(reason)) return damaged(path, reason, cause);
  const message = `cannot open store ${path}: ${hinted(reason)}`;
  return new StoreError('not_opened', message, { cause });
}

/** With what to do, where SQLite speaks of itself. */
function hinted(reason: string): string {
  if (isFull(reason)) return 'its disk is full: make room there';
  // Whoever only reads makes files beside it, too, where nobody else has it open.
  if (/readonly/.test(reason))
    return 'it or its folder is read-only: run as the user that it is of';
  if (/unable to open/.test(reason))
    return 'no such file or folder, or none that this user may use';
  if (/locked/.test(reason)) return 'another program writes to it: end that one';
  return reason;
}

/** Why a change was not made, or a question not answered. */
export function failure(path: string, what: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const reason = reasonOf(cause);
  if (isDamage(reason) || isNonsense(cause)) return damaged(path, reason, cause);
  if (isFull(reason)) {
    const message = `cannot ${what} store ${path}: its disk is full; agents keep what they have`;
    return new StoreError('full', `${message} until there is room again`, { cause });
  }
  return new StoreError('failed', `cannot ${what} store ${path}: ${hinted(reason)}`, { cause });
}

/** Why a question is not answered: its own limit, or what is wrong with the file. */
export function readFailure(path: string, cause: unknown): StoreError | HistoryLimitError {
  return cause instanceof HistoryLimitError ? cause : failure(path, 'read', cause);
}

/** Why a copy was not made. */
export function copyFailure(path: string, target: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const reason = reasonOf(cause);
  if (isDamage(reason)) return damaged(path, reason, cause);
  const why = isFull(reason) ? 'there is no room for it' : reason;
  return new StoreError('failed', `cannot copy store ${path} to ${target}: ${why}`, { cause });
}

export function inUse(path: string, cause: unknown): StoreError {
  const message = `store ${path} is in use by another process: give each aggregator its own`;
  return new StoreError('in_use', message, { cause });
}

export function damaged(path: string, reason: string, cause?: unknown): StoreError {
  return new StoreError('damaged', `store ${path} is damaged (${reason}): ${RESTORE}`, { cause });
}

/** SQLITE_CORRUPT, SQLITE_NOTADB (sqlite.org/rescode.html); tables that are not as we made them. */
function isDamage(reason: string): boolean {
  return /malformed|not a database|no such (table|column)|has \d+ columns/.test(reason);
}

/** Values that we never wrote: SQLite has checksums of nothing. */
function isNonsense(cause: unknown): boolean {
  return cause instanceof WireError || cause instanceof SyntaxError;
}

/** SQLITE_FULL. */
function isFull(reason: string): boolean {
  return /disk is full/.test(reason);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
