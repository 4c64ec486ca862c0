/**
 * The store's file: opened for writing by one process, and by any number of connections for
 * reading. WAL: readers see the last commit, and neither waits for the other.
 */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store.ts';
import { MIGRATIONS } from './migrations.ts';
import { numberOf } from './row.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { openingError } from './store-errors.ts';

/** Pages of 4 KiB kept by the connection that writes: the hour in which batches come. */
const WRITER_CACHE_KIB = 65_536;
const READER_CACHE_KIB = 16_384;

/**
 * Opens or creates the file for writing, in this version's schema. Every transaction is synced
 * before it returns. Throws StoreError when that cannot be.
 */
export function openForWriting(path: string): DatabaseSync {
  return opened(path, {}, (db) => {
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    db.exec(`PRAGMA cache_size = -${WRITER_CACHE_KIB}`);
    migrate(db, path);
  });
}

/** Another connection to a file that is open for writing. Throws StoreError. */
export function openForReading(path: string): DatabaseSync {
  return opened(path, { readOnly: true }, (db) => {
    db.exec(`PRAGMA cache_size = -${READER_CACHE_KIB}`);
    checkVersion(db, path);
  });
}

function opened(
  path: string,
  options: { readonly readOnly?: boolean },
  prepare: (db: DatabaseSync) => void,
): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, options);
    prepare(db);
    return db;
  } catch (cause) {
    db?.close();
    throw openingError(path, cause);
  }
}

function checkVersion(db: DatabaseSync, path: string): number {
  const version = numberOf(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
  if (version <= SCHEMA_VERSION) return version;
  throw new StoreError(
    'newer_schema',
    `store ${path} has schema ${version}, this version knows up to ${SCHEMA_VERSION}: ` +
      'run the newer dropcast that wrote it, or name another store',
  );
}

/** Creates the schema in a new file, brings an older one up, and refuses one of a newer version. */
function migrate(db: DatabaseSync, path: string): void {
  const version = checkVersion(db, path);
  // A table that is made anew is away for a moment; the references to it are whole again after.
  db.exec('PRAGMA foreign_keys = OFF');
  // Taking the write lock even when there is nothing to create shows at once whether the file is
  // free and writable.
  db.exec('BEGIN IMMEDIATE');
  if (version === 0) db.exec(SCHEMA);
  else for (const step of MIGRATIONS.slice(version)) step(db);
  if (version < 3) db.prepare('INSERT INTO store VALUES (?)').run(randomUUID());
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.exec('COMMIT');
  db.exec('PRAGMA foreign_keys = ON');
}
