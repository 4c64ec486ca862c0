/** One spool, one agent. */
import { LockedError, lockFile } from '../../../service/process-lock.ts';
import { SpoolError } from './spool-error.ts';

const LOCK_FILE = 'spool.lock';

/** Locks `folder` until it is disposed of. Throws SpoolError `locked` or `unusable`. */
export async function lockSpool(folder: string): Promise<Disposable> {
  try {
    return await lockFile(`${folder}/${LOCK_FILE}`);
  } catch (cause) {
    throw lockError(folder, cause);
  }
}

function lockError(folder: string, cause: unknown): SpoolError {
  if (cause instanceof LockedError) {
    const message = `spool ${folder} is in use by another agent: give each its own, or stop it`;
    return new SpoolError('locked', message, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message =
    `spool ${folder} cannot be locked: ${reason}: ` +
    'make it a folder that the agent may write to, with space left, or start without --spool';
  return new SpoolError('unusable', message, { cause });
}
