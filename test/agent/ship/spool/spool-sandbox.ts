/** Spools on a disk in memory, opened and closed as the agent does. */
import { recoverSpool } from '../../../../src/agent/ship/spool/recover-spool.ts';
import type { Binding, SpoolOwner } from '../../../../src/agent/ship/spool/segment-format.ts';
import { Spool } from '../../../../src/agent/ship/spool/spool.ts';
import { FakeClock, settle } from '../../fake-clock.ts';
import { MemoryDisk } from './memory-disk.ts';

export const OWNER: SpoolOwner = { cluster: 'c', node: 'n1', source: 'kmsg' };
export const BINDING: Binding = { store: 's1', epoch: 1, base: 0 };
const BYTES_MAX = 64 * 1024 * 1024;

export class Sandbox {
  readonly clock = new FakeClock(0);
  readonly said: string[] = [];
  disk = new MemoryDisk();
  bytesMax = BYTES_MAX;
  #stop = new AbortController();
  #ran: Promise<void> = Promise.resolve();

  /** What is on the disk; nothing runs. */
  async load(): Promise<Spool> {
    const say = (fields: object, message?: string) =>
      this.said.push(`${message} ${JSON.stringify(fields)}`);
    const { disk, clock, bytesMax } = this;
    return new Spool(await recoverSpool(disk, OWNER), {
      disk,
      owner: OWNER,
      bytesMax,
      clock,
      log: { debug: say, info: say, warn: say, error: say },
      onSync: () => {},
      onFailure: () => {},
    });
  }

  /** The same, which runs until `close` or `crash`. */
  async open(): Promise<Spool> {
    const spool = await this.load();
    this.#stop = new AbortController();
    this.#ran = spool.run(this.#stop.signal);
    return spool;
  }

  /** The same, bound to its first epoch and beginning at `position`. */
  async openNew(position = 'c0'): Promise<Spool> {
    const spool = await this.open();
    await spool.bind(BINDING, this.#stop.signal, position);
    return spool;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#ran;
  }

  /** Whatever was not synced may be there or not. */
  async crash(random: () => number): Promise<void> {
    const left = this.disk.crash(random);
    this.disk.onCall = () => new Error('gone');
    await this.close();
    this.disk = left;
  }
}

export function contentOf(index: number, bytes = 20): Uint8Array {
  return Buffer.from(`content of ${index} `.padEnd(bytes, '.'));
}

/** Appends batches `from` to `to`, and lets them be written. */
export async function fill(spool: Spool, from: number, to: number): Promise<void> {
  for (let index = from; index <= to; index++) {
    spool.append(contentOf(index), `c${index}`);
    if (!spool.hasRoom) await settle();
  }
  await settle();
}
