/** A spool from its folder: locked, read back, and ready to go on where it ended. */

import { recoverSpool } from './recover-spool.ts';
import { Spool, type SpoolOptions } from './spool.ts';
import { openDisk } from './spool-disk.ts';
import { SpoolError } from './spool-error.ts';
import { lockSpool } from './spool-lock.ts';

export interface OpenSpool extends AsyncDisposable {
  readonly spool: Spool;
}

/**
 * Opens the spool in `folder`, which is made if it is not there. Rejects with SpoolError: one line
 * that says what is wrong with which folder, and what to do.
 */
export async function openSpool(
  folder: string,
  options: Omit<SpoolOptions, 'disk'>,
): Promise<OpenSpool> {
  const disk = await openDisk(folder).catch((cause) => {
    throw unusable(folder, cause);
  });
  await using opened = new AsyncDisposableStack();
  opened.use(await lockSpool(folder));
  const recovered = await recoverSpool(disk, options.owner).catch((cause) => {
    if (!(cause instanceof SpoolError)) throw unusable(folder, cause);
    throw new SpoolError(cause.code, `--spool ${folder}: ${cause.message}`, { cause });
  });
  if (recovered.givenUp > 0) {
    const { givenUp: batches } = recovered;
    const what = 'the spool is damaged: what stands behind is read again as far as the source goes';
    options.log.warn({ spool: folder, batches }, what);
  }
  const spool = new Spool(recovered, { ...options, disk });
  const open = opened.move();
  return { spool, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

function unusable(folder: string, cause: unknown): SpoolError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const what = `--spool ${folder}: ${reason}`;
  const then = 'name a folder that the agent may write to, or start without --spool';
  return new SpoolError('unusable', `${what}: ${then}`, { cause });
}
