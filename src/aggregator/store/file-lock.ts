/**
 * Keeps a store for one process: two aggregators on one file would each welcome agents that the
 * other one knows. SQLite's own lock would keep our readers out, too, so the lock is that of an
 * empty database beside the file, held for as long as the process lives, however it ends. A link to
 * the file has the lock of the file.
 */
import { existsSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inUse, openingError } from './store-errors.ts';

const SUFFIX = '-lock';

/** Throws StoreError where another one holds it, or the folder is not writable. */
export function lockStore(path: string): Disposable {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync((existsSync(path) ? realpathSync(path) : path) + SUFFIX);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    const error = openingError(path, cause);
    throw error.code === 'in_use' ? inUse(path, cause) : error;
  }
  const held = lock;
  return { [Symbol.dispose]: () => held.close() };
}
