/** Reads a folder of journals to its end and sums up what the blocks say. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type JournalOptions,
  JournalSource,
} from '../../../../src/agent/sources/journal/journal.ts';
import type { RecordBlock } from '../../../../src/agent/sources/source.ts';
import type { Loss } from '../../../../src/flow/loss.ts';

export interface Summary {
  readonly texts: string[];
  readonly timesUs: number[];
  readonly losses: Loss[];
  readonly rejected: Record<string, number>;
  readonly problems: string[];
  read: number;
  ignored: number;
  spoofed: number;
  cursor: string;
}

/** A folder that is gone when the test ends. */
export function temporaryDirectory(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

export function emptySummary(cursor = ''): Summary {
  const sums = { read: 0, ignored: 0, spoofed: 0, cursor };
  return { texts: [], timesUs: [], losses: [], rejected: {}, problems: [], ...sums };
}

/** Adds a block to `sum`. */
export function addBlock(sum: Summary, block: RecordBlock): void {
  const { bytes, index } = block;
  for (let i = 0; i < index.count; i += 1) {
    const text = Buffer.from(bytes.subarray(index.starts[i], index.ends[i]));
    sum.texts.push(text.toString('latin1'));
    sum.timesUs.push(index.timesUs[i]!);
  }
  sum.read += block.read;
  sum.ignored += block.ignored;
  sum.spoofed += block.spoofed;
  for (const [reason, count] of Object.entries(block.rejectedByReason)) {
    sum.rejected[reason] = (sum.rejected[reason] ?? 0) + count;
  }
  sum.losses.push(...block.losses);
  sum.cursor = block.cursorAfter;
}

export async function readJournal(
  directory: string,
  cursor = '',
  options: JournalOptions = {},
): Promise<Summary> {
  const sum = emptySummary(cursor);
  const source = new JournalSource({
    directories: [directory],
    follow: false,
    ...options,
  });
  const signal = new AbortController().signal;
  for await (const block of source.blocks(cursor, signal)) addBlock(sum, block);
  sum.problems.push(...source.problems.map(({ code }) => code));
  return sum;
}
