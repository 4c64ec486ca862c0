/**
 * Looks for damage before a file is used: a store that answers wrongly is worse than one that does
 * not start. A small file is looked through whole, of a large one what positions and accounts rest
 * on; every page that is read later is checked by SQLite as far as it goes.
 */
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { numberOf, textOf } from './row.ts';
import { damaged } from './store-errors.ts';

/** Some seconds of reading. */
const WHOLE_BYTES_MAX = 2 ** 30;

/** Small, and never made good by agents that send again. */
const VITAL_TABLES = ['store', 'agent', 'instance', 'account', 'rejected', 'loss', 'hour_sum'];

/**
 * Throws StoreError `damaged` where a file was emptied beside what was last written to it: SQLite
 * would take it for a new one, and throw that away.
 */
export function refuseEmptied(path: string): void {
  if (sizeOf(path) !== 0 || !sizeOf(`${path}-wal`)) return;
  throw damaged(path, 'it is empty, and its -wal is not');
}

/** Undefined: there is no such file. */
function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

/** Throws StoreError `damaged`. */
export function checkFile(db: DatabaseSync, path: string): void {
  if (!sizeOf(path)) return;
  const pages = numberOf(db.prepare('PRAGMA page_count').get() ?? {}, 'page_count');
  const pageBytes = numberOf(db.prepare('PRAGMA page_size').get() ?? {}, 'page_size');
  const bytes = pages * pageBytes;
  for (const table of bytes <= WHOLE_BYTES_MAX ? [undefined] : vitalTables(db)) {
    const fault = faultOf(db, table);
    if (fault !== 'ok') throw damaged(path, fault);
  }
}

/** Those that a file of its version has. */
function vitalTables(db: DatabaseSync): string[] {
  const rows = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return rows.map((row) => textOf(row, 'name')).filter((name) => VITAL_TABLES.includes(name));
}

/** `ok`, or the first that is wrong. */
function faultOf(db: DatabaseSync, table: string | undefined): string {
  const check = table === undefined ? 'quick_check(1)' : `quick_check('${table}')`;
  return textOf(db.prepare(`PRAGMA ${check}`).get() ?? {}, 'quick_check').replaceAll('\n', ' ');
}
