/**
 * A kernel's ring that anybody can make: a file of LOG lines, of which only the last ones are still
 * there for who comes late. Its cursor is the number of lines read.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordBlock, Source } from '../../src/agent/sources/source.ts';
import type { Loss } from '../../src/flow/loss.ts';
import { blockOf } from '../agent/scripted-source.ts';

/** Lines that the kernel's ring of 128 KiB holds. */
export const RING_LINES = 860;
const BLOCK_LINES = 100;
const POLL_MS = 10;

export class RingFile implements Source {
  readonly kind = 'kmsg';
  readonly trust = 'kernel';
  readonly escaped = false;
  readonly underPressure = 'fold';
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  check(): void {}

  async *blocks(cursor: string, signal: AbortSignal): AsyncGenerator<RecordBlock> {
    let at = Number(cursor || 0);
    while (!signal.aborted) {
      const lines = readFileSync(this.#path, 'latin1').split('\n').slice(0, -1);
      const oldest = Math.max(at, lines.length - RING_LINES);
      const losses = lossesOf(oldest - at);
      const next = lines.slice(oldest, oldest + BLOCK_LINES);
      at = oldest + next.length;
      const timeUs = Date.now() * 1_000;
      if (next.length > 0) yield blockOf(String(at), next, { timeUs, losses });
      else await sleep(POLL_MS);
    }
  }
}

function lossesOf(count: number): Loss[] {
  const timeUs = Date.now() * 1_000;
  const loss = { source: 'kmsg', count, firstUs: timeUs, lastUs: timeUs };
  return count > 0 ? [{ ...loss, cause: 'restart_gap' }] : [];
}
