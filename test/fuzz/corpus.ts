/**
 * Inputs that are kept, one file each: `kept-HASH` showed something new when it was found, and
 * `found-HASH` broke a law once. Both are replayed by the suite and begun with by later runs.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CORPUS = join(import.meta.dirname, '../fixtures/fuzz');

/** Of one target; the repository stays small. */
export const KEPT_MAX = 32;
/** Longest input that is kept, in bytes. */
export const KEPT_BYTES_MAX = 2_048;

export interface KeptInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Empty where nothing was kept yet. */
export function readCorpus(target: string, corpus = CORPUS): KeptInput[] {
  const folder = join(corpus, target);
  return namesIn(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

/** Writes an input of `target`, and returns the path of its file. */
export function keepInput(
  kind: 'kept' | 'found',
  input: Uint8Array,
  { target, corpus = CORPUS }: { target: string; corpus?: string },
): string {
  const hash = createHash('sha256').update(input).digest('hex').slice(0, 12);
  const folder = join(corpus, target);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind}-${hash}`);
  writeFileSync(path, input);
  return path;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
