/** The spool's numbers for Prometheus; all 0 where there is none. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What is read from the spool at each scrape. */
export interface SpoolGauges {
  readonly bytes: number;
  /** What it may take. */
  readonly bytesMax: number;
  readonly segments: number;
  /** Batches that are not acknowledged. */
  readonly batches: number;
  readonly failures: number;
  readonly overtaken: number;
}

/** From the cheap flush of a virtual disk to one that holds everything up. */
const SYNC_SECONDS = [0.001, 0.004, 0.016, 0.064, 0.25, 1, 4, 16];

/** Registers them; the function returned hears how many seconds an fdatasync took. */
export function gaugeSpool(
  registry: Registry,
  read: () => SpoolGauges | undefined,
): (seconds: number) => void {
  const registers = [registry];
  const gauge = (what: string, help: string, value: (spool: SpoolGauges) => number) =>
    new Gauge({
      name: `dropcast_agent_spool_${what}`,
      help,
      registers,
      collect() {
        const spool = read();
        this.set(spool ? value(spool) : 0);
      },
    });
  gauge('bytes', 'What the spool takes on its disk.', ({ bytes }) => bytes);
  gauge('bytes_max', 'What the spool may take; 0 without one.', ({ bytesMax }) => bytesMax);
  gauge('segments', 'Files of the spool.', ({ segments }) => segments);
  gauge('batches', 'Batches in the spool that are not acknowledged.', ({ batches }) => batches);
  const total = (what: 'failures' | 'overtaken', help: string) =>
    new Counter({
      name: `dropcast_agent_spool_${what}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read()?.[what] ?? 0);
      },
    });
  total('failures', 'Times that the disk of the spool refused, or did not answer.');
  total('overtaken', 'Times that the spool was given up, since others had counted further.');
  const syncs = new Histogram({
    name: 'dropcast_agent_spool_sync_seconds',
    help: 'How long the disk took to make batches durable.',
    buckets: SYNC_SECONDS,
    registers,
  });
  return (seconds) => syncs.observe(seconds);
}
