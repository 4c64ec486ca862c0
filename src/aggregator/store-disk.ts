/**
 * What the embedded store takes of its disk, and what is left there. Looked at when metrics are
 * asked for; a disk that does not answer holds nothing up.
 */
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Gauge, type Registry } from 'prom-client';
import { readInTime } from './read-in-time.ts';

/** What SQLite keeps beside the file (sqlite.org/tempfiles.html). */
const COMPANIONS = ['', '-wal', '-shm'] as const;

const MEASURES = {
  store_bytes: 'What the store takes on its disk.',
  store_disk_bytes: "Size of the store's disk.",
  store_disk_free_bytes: "What is free on the store's disk.",
} as const;
type Measure = keyof typeof MEASURES;
export type StoreDisk = Readonly<Record<Measure, number>>;

/** Rejects when there is nothing to look at. */
export async function readStoreDisk(path: string): Promise<StoreDisk> {
  const { bsize, blocks, bavail } = await statfs(dirname(path));
  const sizes = await Promise.all(COMPANIONS.map((ending) => sizeOf(path + ending)));
  return {
    store_bytes: sizes.reduce((sum, size) => sum + size, 0),
    store_disk_bytes: blocks * bsize,
    store_disk_free_bytes: bavail * bsize,
  };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Registers the series; none shows where `read` is undefined, or while it fails. */
export function gaugeStoreDisk(
  registry: Registry,
  read: (() => Promise<StoreDisk>) | undefined,
): void {
  const readOnce = read && readInTime(read);
  for (const [measure, help] of Object.entries(MEASURES) as [Measure, string][]) {
    new Gauge({
      ...{ name: `dropcast_aggregator_${measure}`, help, registers: [registry] },
      async collect() {
        const disk = await readOnce?.();
        if (disk === undefined) this.remove();
        else this.set(disk[measure]);
      },
    });
  }
}
