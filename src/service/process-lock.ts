/**
 * A lock that the kernel lets go of when the process dies, however it dies, and that holds between
 * containers. Node has no flock(2); SQLite takes POSIX record locks (sqlite.org/lockingv3.html),
 * and a transaction that never ends keeps one. On a read-only file system it locks nothing: two
 * processes can write nothing there either.
 */
import { statSync } from 'node:fs';

/** Another process holds the lock. */
export class LockedError extends Error {
  constructor(cause: unknown) {
    super('it is in use by another process', { cause });
    this.name = 'LockedError';
  }
}

/**
 * Locks `file`, which is made and stays, until it is disposed of. Rejects with LockedError, or with
 * what the disk says.
 */
export async function lockFile(file: string): Promise<Disposable> {
  // Only who locks something pays for it.
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  try {
    // A file of some bytes can be locked on a full disk; SQLite wants to fill an empty one.
    if (statSync(file).size === 0) db.exec('PRAGMA user_version = 1');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    const isHeld = /locked|busy/.test(cause instanceof Error ? cause.message : String(cause));
    throw isHeld ? new LockedError(cause) : cause;
  }
  return { [Symbol.dispose]: () => db.close() };
}
