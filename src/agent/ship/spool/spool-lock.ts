/**
 * One spool, one agent: a lock that the kernel lets go of when the process dies, however it dies,
 * and that holds between containers. Node has no flock(2); SQLite takes POSIX record locks
 * (sqlite.org/lockingv3.html), and a transaction that never ends keeps one.
 * On a read-only file system it locks nothing: two agents can write nothing there either.
 */
import { statSync } from 'node:fs';
import { SpoolError } from './spool-error.ts';

const LOCK_FILE = 'spool.lock';

/** Locks `folder` until it is disposed of. Throws SpoolError `locked` or `unusable`. */
export async function lockSpool(folder: string): Promise<Disposable> {
  // Only who has a spool pays for it.
  const { DatabaseSync } = await import('node:sqlite');
  const file = `${folder}/${LOCK_FILE}`;
  try {
    const db = new DatabaseSync(file);
    try {
      // A file of some bytes can be locked on a full disk; SQLite wants to fill an empty one.
      if (statSync(file).size === 0) db.exec('PRAGMA user_version = 1');
      db.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      db.close();
      throw cause;
    }
    return { [Symbol.dispose]: () => db.close() };
  } catch (cause) {
    throw lockError(folder, cause);
  }
}

function lockError(folder: string, cause: unknown): SpoolError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/locked|busy/.test(reason)) {
    const message = `spool ${folder} is in use by another agent: give each its own, or stop it`;
    return new SpoolError('locked', message, { cause });
  }
  const message =
    `spool ${folder} cannot be locked: ${reason}: ` +
    'make it a folder that the agent may write to, with space left, or start without --spool';
  return new SpoolError('unusable', message, { cause });
}
