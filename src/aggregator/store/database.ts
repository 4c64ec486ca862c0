/**
 * The store's file: opened for writing by one process, and by any number of connections for
 * reading. WAL: readers see the last commit, and neither waits for the other.
 */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store.ts';
import { checkFile, refuseEmptied } from './check-file.ts';
import { checkShape } from './check-shape.ts';
import { MIGRATIONS } from './migrations.ts';
import { numberOf } from './row.ts';
import { NAMED_SINCE, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { openingError } from './store-errors.ts';

/** What SQLite makes files of when they are new. */
const PAGE_BYTES = 4_096;
/** Changes to the same page, of which an hour has many, are moved into the file once. */
const CHECKPOINT_PAGES = 8_192;

/** Of every version. */
const OUR_TABLES = ['agent', 'edge'];

/** KiB of pages kept by the connection that writes: the hour in which batches come. */
const WRITER_CACHE_KIB = 65_536;
/** Of each connection that reads. */
const READER_CACHE_KIB = 16_384;

/**
 * Opens or creates the file for writing, in this version's schema. Every transaction is synced
 * before it returns. Throws StoreError when that cannot be.
 */
export function openForWriting(path: string): DatabaseSync {
  refuseEmptied(path);
  return opened(path, {}, (db) => {
    const version = checkVersion(db, path);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    db.exec(`PRAGMA cache_size = -${WRITER_CACHE_KIB}`);
    db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.exec(`PRAGMA journal_size_limit = ${2 * CHECKPOINT_PAGES * PAGE_BYTES}`);
    checkFile(db, path);
    migrate(db, path, version);
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
  const version = versionOf(db);
  refuseForeign(db, path, version);
  if (version <= SCHEMA_VERSION) return version;
  throw new StoreError(
    'newer_schema',
    `store ${path} has schema ${version}, this version knows up to ${SCHEMA_VERSION}: ` +
      'run the newer dropcast that wrote it, or name another store',
  );
}

/** 0: nobody's yet, or another program's. */
export function versionOf(db: DatabaseSync): number {
  return numberOf(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
}

/** The first thing that we put into a file is our version, with our tables. */
function refuseForeign(db: DatabaseSync, path: string, version: number): void {
  const names = db
    .prepare('SELECT name FROM sqlite_schema')
    .all()
    .map((row) => row.name);
  const isOurs = version > 0 && OUR_TABLES.some((table) => names.includes(table));
  if (names.length === 0 || isOurs) return;
  throw new StoreError('not_opened', `${path} is another program's database: name another file`);
}

/** Creates the schema in a new file, and brings an older one up. */
function migrate(db: DatabaseSync, path: string, version: number): void {
  // A table that is made anew is away for a moment; the references to it are whole again after.
  db.exec('PRAGMA foreign_keys = OFF');
  // Taking the write lock even when there is nothing to create shows at once whether the file is
  // free and writable.
  db.exec('BEGIN IMMEDIATE');
  if (version === 0) db.exec(SCHEMA);
  else for (const step of MIGRATIONS.slice(version)) step(db);
  if (version < NAMED_SINCE) db.prepare('INSERT INTO store VALUES (?)').run(randomUUID());
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  checkShape(db, path);
  db.exec('COMMIT');
  db.exec('PRAGMA foreign_keys = ON');
}
