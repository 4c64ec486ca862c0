/**
 * Lines observed and not counted yet: between observe.ts, which fills them from packets, and
 * count-pending.ts, which counts many at once so that their waits for memory overlap. Small enough
 * to stay in the processor's first cache (layout: pending-layout.ts). Invariant: whoever asks the
 * table for anything has them counted first, so that nobody can tell.
 */
import { readFileSync } from 'node:fs';
import { PENDING_MAX, PENDING_WORDS } from './pending-layout.ts';
import { HEAP, type TableMemory } from './table-memory.ts';

export interface Pending {
  count: number;
  readonly words: Int32Array;
  readonly timesUs: Float64Array;
  /** Scratch: the row of each line. */
  readonly rows: Int32Array;
  /** What was read ahead: kept, or the reads would be compiled away. */
  warmth: number;
  /**
   * Odd; of all hashes of the table. Who logs packets cannot guess it.
   */
  readonly seed: number;
}

export function createPending(memory: TableMemory = HEAP): Pending {
  return {
    count: 0,
    words: memory.int32(PENDING_MAX * PENDING_WORDS),
    timesUs: memory.float64(PENDING_MAX),
    rows: memory.int32(PENDING_MAX),
    warmth: 0,
    seed: drawSeed(),
  };
}

/** Of the kernel, where it gives one: to load node:crypto for one number takes 20 ms. */
function drawSeed(): number {
  return (drawWord() >>> 1) | 1;
}

/** 32 random bits (Linux, Documentation/admin-guide/sysctl/kernel.rst, random). */
function drawWord(): number {
  try {
    return Number.parseInt(readFileSync('/proc/sys/kernel/random/uuid', 'latin1').slice(0, 8), 16);
  } catch {
    return process.getBuiltinModule('node:crypto').randomInt(2 ** 32);
  }
}
