/**
 * A disk in memory that keeps what a real one promises and no more: after a crash a file has what
 * was synced, and any part of the rest; a name is there for sure once its folder was synced. It
 * fails on request.
 */
import type { SegmentWriter, SpoolDisk } from '../../../../src/agent/ship/spool/spool-disk.ts';

interface StoredFile {
  bytes: Buffer;
  synced: number;
  isNameSynced: boolean;
}

export type DiskCall = 'create' | 'append' | 'sync' | 'truncate' | 'remove' | 'syncFolder' | 'read';

export class MemoryDisk implements SpoolDisk {
  readonly files = new Map<string, StoredFile>();
  /** Whether this call fails, and with what. */
  onCall: ((call: DiskCall) => Error | undefined) | undefined;
  /** Calls wait for this before they do anything. */
  gate: Promise<void> = Promise.resolve();
  /** Bytes that fit on it. */
  capacity = Number.POSITIVE_INFINITY;

  async list(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async read(name: string, range?: { at: number; length: number }): Promise<Uint8Array> {
    await this.#call('read');
    const { bytes } = this.files.get(name)!;
    return Buffer.from(range ? bytes.subarray(range.at, range.at + range.length) : bytes);
  }

  async create(name: string): Promise<SegmentWriter> {
    await this.#call('create');
    const file = { bytes: Buffer.alloc(0), synced: 0, isNameSynced: false };
    this.files.set(name, file);
    return {
      append: async (parts) => {
        await this.#call('append');
        this.#append(file, Buffer.concat(parts));
      },
      sync: async () => {
        await this.#call('sync');
        file.synced = file.bytes.length;
      },
      truncate: async (bytes) => {
        await this.#call('truncate');
        file.bytes = file.bytes.subarray(0, bytes);
        file.synced = Math.min(file.synced, bytes);
      },
      close: async () => {},
    };
  }

  async remove(name: string): Promise<void> {
    await this.#call('remove');
    this.files.delete(name);
  }

  async syncFolder(): Promise<void> {
    await this.#call('syncFolder');
    for (const file of this.files.values()) file.isNameSynced = true;
  }

  /** What another disk finds after the power went; `random` gives numbers in [0, 1). */
  crash(random: () => number): MemoryDisk {
    const left = new MemoryDisk();
    for (const [name, { bytes, synced, isNameSynced }] of this.files) {
      if (!isNameSynced && random() < 0.5) continue;
      const kept = synced + Math.floor(random() * (bytes.length - synced + 1));
      const tail = Buffer.alloc(random() < 0.3 ? Math.floor(random() * 64) : 0);
      const found = Buffer.concat([bytes.subarray(0, kept), tail]);
      if (random() < 0.3 && kept > synced) found[kept - 1]! ^= 1 << Math.floor(random() * 8);
      left.files.set(name, { bytes: found, synced: found.length, isNameSynced: true });
    }
    return left;
  }

  async #call(call: DiskCall): Promise<void> {
    await this.gate;
    const error = this.onCall?.(call);
    if (error) throw error;
  }

  #append(file: StoredFile, bytes: Buffer): void {
    const used = [...this.files.values()].reduce((sum, each) => sum + each.bytes.length, 0);
    const fits = bytes.subarray(0, Math.max(0, this.capacity - used));
    file.bytes = Buffer.concat([file.bytes, fits]);
    if (fits.length < bytes.length) throw diskError('ENOSPC');
  }
}

export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: the disk says no`), { code });
}
