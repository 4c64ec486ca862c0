/** A kernel log that follows a script: what each read gives, then nothing new. */
import type { KmsgDevice } from '../../../../src/agent/sources/kmsg/kmsg-reader.ts';

type Read = string | 'again' | 'overrun' | 'too_large';

export class ScriptedDevice implements KmsgDevice {
  readonly #reads: Read[] = [];

  push(...reads: Read[]): this {
    this.#reads.push(...reads);
    return this;
  }

  /** Reads that nobody has asked for yet. */
  get waiting(): number {
    return this.#reads.length;
  }

  read(into: Uint8Array, at: number): ReturnType<KmsgDevice['read']> {
    const next = this.#reads.shift() ?? 'again';
    if (next === 'again' || next === 'overrun' || next === 'too_large') return next;
    return Buffer.from(into.buffer, into.byteOffset, into.byteLength).write(next, at, 'latin1');
  }
}

/** A ring that holds `held` records: what is not read in time is overwritten. */
export class RingDevice implements KmsgDevice {
  readonly #held: number;
  #newest = -1;
  #next = 0;

  constructor(held: number) {
    this.#held = held;
  }

  /** The kernel logs `count` more lines. */
  log(count: number): void {
    this.#newest += count;
  }

  get newest(): number {
    return this.#newest;
  }

  read(into: Uint8Array, at: number): ReturnType<KmsgDevice['read']> {
    const oldest = Math.max(0, this.#newest - this.#held + 1);
    if (this.#next < oldest) {
      this.#next = oldest;
      return 'overrun';
    }
    if (this.#next > this.#newest) return 'again';
    const record = logRecord(this.#next);
    this.#next += 1;
    return Buffer.from(into.buffer, into.byteOffset, into.byteLength).write(record, at, 'latin1');
  }
}

/** A LOG line's record; its time is its sequence in milliseconds. */
export function logRecord(sequence: number, text = 'calico-packet: IN=eth0 OUT= '): string {
  return `4,${sequence},${sequence * 1_000},-;${text}\n`;
}
