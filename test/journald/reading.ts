/**
 * What a source gave, gathered: its records with their times, its account and its losses. Checks
 * the account of every block on the way.
 */

import type { RecordBlock, Source } from '../../src/agent/sources/source.ts';
import type { Loss } from '../../src/flow/loss.ts';

export interface ReadRecord {
  /** Bytes as latin1. */
  readonly message: string;
  readonly timeUs: number;
}

export class Reading {
  readonly records: ReadRecord[] = [];
  readonly losses: Loss[] = [];
  readonly rejectedByReason: Record<string, number> = {};
  read = 0;
  ignored = 0;
  spoofed = 0;
  blocks = 0;
  cursor: string;
  /** Boot of the records up to each place in `records`, as the blocks' readings have it. */
  readonly boots: { readonly at: number; readonly bootId: string }[] = [];

  constructor(cursor = '') {
    this.cursor = cursor;
  }

  get messages(): string[] {
    return this.records.map(({ message }) => message);
  }

  /** Records lost; undefined when one loss has no size. */
  get lost(): number | undefined {
    return this.losses.reduce<number | undefined>(
      (sum, { count }) => (sum === undefined || count === undefined ? undefined : sum + count),
      0,
    );
  }

  add(block: RecordBlock): void {
    const { index, bytes } = block;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < index.count; i++) {
      const message = text.toString('latin1', index.starts[i], index.ends[i]);
      this.records.push({ message, timeUs: index.timesUs[i]! });
    }
    let rejected = 0;
    for (const [reason, count] of Object.entries(block.rejectedByReason)) {
      this.rejectedByReason[reason] = (this.rejectedByReason[reason] ?? 0) + count;
      rejected += count;
    }
    if (block.read !== index.count + block.ignored + rejected || block.spoofed > block.ignored) {
      throw new Error(`a block's account is wrong: ${JSON.stringify({ ...block, bytes: 0 })}`);
    }
    const bootId = block.reading?.bootId;
    if (bootId !== undefined && index.count > 0) {
      this.boots.push({ at: this.records.length - 1, bootId });
    }
    this.read += block.read;
    this.ignored += block.ignored;
    this.spoofed += block.spoofed;
    this.losses.push(...block.losses);
    this.cursor = block.cursorAfter;
    this.blocks++;
  }
}

/** Reads `source` to its end, or up to `blocksMax` blocks. */
export async function readThrough(
  source: Source,
  cursor = '',
  blocksMax = Number.POSITIVE_INFINITY,
): Promise<Reading> {
  const reading = new Reading(cursor);
  const stop = new AbortController();
  for await (const block of source.blocks(cursor, stop.signal)) {
    reading.add(block);
    if (reading.blocks >= blocksMax) break;
  }
  stop.abort();
  return reading;
}
