/** Reads that belong together. */
import type { DatabaseSync } from 'node:sqlite';

/** All that `read` sees is of one moment, whatever is written meanwhile. */
export function inSnapshot<Result>(db: DatabaseSync, read: () => Result): Result {
  db.exec('BEGIN');
  try {
    return read();
  } finally {
    db.exec('COMMIT');
  }
}
