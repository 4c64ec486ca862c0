/**
 * Keeps the labels of a file up to date: looks at it every so often, since a mounted ConfigMap
 * changes by a link that moves. A bad file changes nothing and is told of once.
 */
import { readFile, stat } from 'node:fs/promises';
import { readFailure } from '../../flow/read-failure.ts';
import { CidrLabelsError, parseCidrLabels } from './cidr-labels.ts';
import type { CidrLabel } from './outside-names.ts';

const POLL_MS = 10_000;
/** More text than the most labels need. */
const FILE_BYTES_MAX = 16 * 1024 * 1024;

export interface WatchedLabelsOptions {
  readonly file: string;
  readonly onLabels: (labels: readonly CidrLabel[]) => void;
  /** Hears each new fault as one line for a person; the labels before stay. */
  readonly onError: (line: string) => void;
  /** Resolves after `ms`, or as soon as `signal` aborts; never rejects. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The labels of the file now. Throws CidrLabelsError. */
export async function readCidrLabels(file: string): Promise<CidrLabel[]> {
  return parseCidrLabels(await readText(file), file);
}

/** Runs until `signal` aborts; the first look is at once. */
export async function watchLabels(
  options: WatchedLabelsOptions,
  signal: AbortSignal,
): Promise<void> {
  let before = '';
  let fault = '';
  while (!signal.aborted) {
    try {
      const text = await readText(options.file);
      if (text !== before) options.onLabels(parseCidrLabels(text, options.file));
      before = text;
      fault = '';
    } catch (error) {
      if (!(error instanceof CidrLabelsError)) throw error;
      if (error.message !== fault) options.onError(error.message);
      fault = error.message;
    }
    await options.delay(POLL_MS, signal);
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size <= FILE_BYTES_MAX) return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CidrLabelsError(`${file}: cannot be read: ${readFailure(cause)}`, { cause });
  }
  throw new CidrLabelsError(`${file}: is larger than ${FILE_BYTES_MAX} bytes`);
}
