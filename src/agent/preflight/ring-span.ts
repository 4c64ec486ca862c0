/**
 * How much of the past the kernel's ring holds: an agent that is away for longer loses what was
 * overwritten, counted but gone.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Finding, found } from './check.ts';
import { type NodeView, readIfThere } from './node-view.ts';

/** A restart of the agent takes some seconds, an update of its image up to a minute. */
const SPAN_S_MIN = 60;

/** Largest record that the device gives (linux kernel/printk/printk.c, PRINTKRB_RECORD_MAX). */
const RECORD_BYTES_MAX = 8_192;
/** More than any ring holds; a flood may write as fast as we read. */
const RECORDS_MAX = 1_000_000;
/** Records read in one turn of the event loop: about 2 ms. */
const RECORDS_PER_TURN = 1_000;

const HEADER = /^\d+,(\d+),(\d+),/;

export interface RingSpan {
  readonly records: number;
  /** Sequence of the oldest record; 0: nothing was overwritten since boot. */
  readonly firstSequence: number;
  /** From the oldest to the newest record, in microseconds. */
  readonly spanUs: number;
}

export async function checkRingSpan({ source, roots }: NodeView): Promise<Finding> {
  const { records, firstSequence, spanUs } = await readRing(source.paths[0] ?? '/dev/kmsg');
  if (records === 0) return found('unknown', 'the ring holds no record');
  // In tenths: a flooded ring holds less than a second.
  const spanS = Math.round(spanUs / 1e5) / 10;
  const holds = `the ring holds ${records} records, ${spanS} s`;
  if (firstSequence === 0) return found('ok', `${holds}: all since boot`, spanS);
  if (spanS >= SPAN_S_MIN) return found('ok', holds, spanS);
  const size = /(?:^|\s)log_buf_len=(\S+)/.exec((await readIfThere(`${roots.proc}/cmdline`)) ?? '');
  const remedy =
    size === null ? 'boot with log_buf_len=4M' : `boot with more than log_buf_len=${size[1]}`;
  const detail =
    `${holds}: what is logged while the agent is away for longer is lost (and counted); ` +
    `${remedy}, or read the journal instead`;
  return found('warn', detail, spanS);
}

/** Reads the ring through once, from its oldest record; throws the system's error. */
async function readRing(path: string): Promise<RingSpan> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return await measureRing(() => readRecord(fd));
  } finally {
    closeSync(fd);
  }
}

/** The span of the records that `read` gives: their texts, undefined at the end. */
export async function measureRing(read: () => string | undefined): Promise<RingSpan> {
  let [records, firstSequence, firstUs, lastUs] = [0, 0, 0, 0];
  for (let reads = 1; reads <= RECORDS_MAX; reads += 1) {
    const record = read();
    if (record === undefined) break;
    if (reads % RECORDS_PER_TURN === 0) await nextTurn();
    const [, sequence, timeUs] = HEADER.exec(record) ?? [];
    if (sequence === undefined) continue;
    lastUs = Number(timeUs);
    if (records === 0) [firstSequence, firstUs] = [Number(sequence), lastUs];
    records += 1;
  }
  return { records, firstSequence, spanUs: lastUs - firstUs };
}

/** The next record; empty when the ring overtook us, undefined when there is none. */
function readRecord(fd: number): string | undefined {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES_MAX);
  try {
    const length = readSync(fd, bytes);
    return length === 0 ? undefined : bytes.toString('latin1', 0, Math.min(length, 64));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return undefined;
    if (code === 'EPIPE' || code === 'EINVAL') return '';
    throw error;
  }
}
