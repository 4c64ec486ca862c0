/**
 * Copies a store into one file, as it was at one moment, while an aggregator writes to it: over a
 * connection of its own that only reads, so that nobody has to be asked, and it works all the same
 * when no aggregator runs. The copy is another store: agents that meet it begin with what it knows
 * and not with what they told the first one since.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store.ts';
import { openForReading, versionOf } from './database.ts';
import { NAMED_SINCE } from './schema.ts';
import { copyFailure } from './store-errors.ts';

/** What a copy that is not whole yet is called. */
const PART = '.part';

/** Rejects with StoreError; `target` is there whole or not at all, and is never overwritten. */
export async function backUpStore(path: string, target: string): Promise<void> {
  if (existsSync(target)) throw new StoreError('failed', `${target} is there already`);
  const part = target + PART;
  rmSync(part, { force: true });
  try {
    copy(path, part);
    await synced(part);
    await rename(part, target);
    await synced(dirname(target));
  } catch (cause) {
    rmSync(part, { force: true });
    throw copyFailure(path, target, cause);
  }
}

function copy(path: string, part: string): void {
  const db = openForReading(path);
  try {
    db.prepare('VACUUM INTO ?').run(part);
  } finally {
    db.close();
  }
  const copied = new DatabaseSync(part);
  try {
    // An older one has no name yet: it gets its own when it is brought up.
    if (versionOf(copied) >= NAMED_SINCE) {
      copied.prepare('UPDATE store SET id = ?').run(randomUUID());
    }
  } finally {
    copied.close();
  }
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
