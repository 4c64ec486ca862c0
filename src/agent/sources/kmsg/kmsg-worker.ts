/**
 * The thread that reads the kernel log, so that no pause of the main thread lets the ring overrun.
 * Non-blocking reads and waits that double while nothing comes: a thread blocked in a read of this
 * device could not be stopped, and would keep the process from ending.
 * Runs until STOP is set; a failure to open or read ends it with that error, code included.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import { type BlockExchange, KmsgPump, type Pace } from './kmsg-pump.ts';
import { type KmsgDevice, KmsgReader } from './kmsg-reader.ts';
import { type KmsgThreadData, RETURNS, STOP, type ThreadFlags } from './kmsg-thread.ts';

/**
 * First wait after something was read: at 50,000 lines a second 100 lines, an eighth of the
 * smallest usual ring.
 */
const WAIT_MIN_MS = 2;

function openDevice(fd: number): KmsgDevice {
  return {
    read(into, at) {
      try {
        return readSync(fd, into, at, RECORD_BYTES_MAX, null) || 'again';
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EAGAIN') return 'again';
        if (code === 'EPIPE') return 'overrun';
        if (code === 'EINVAL') return 'too_large';
        throw error;
      }
    },
  };
}

function openExchange(port: MessagePort): BlockExchange {
  return {
    send: (block) => port.postMessage(block, [block.bytes.buffer]),
    returned: () => receiveMessageOnPort(port)?.message as ArrayBuffer | undefined,
  };
}

/**
 * Wall clock minus time since boot. The kernel stamps records with a clock of its own, close to the
 * monotonic one.
 */
function wallOffsetUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return Date.now() * 1_000 - seconds * 1_000_000 - Math.round(nanoseconds / 1_000);
}

function pumpUntilStopped(pump: KmsgPump, flags: ThreadFlags, maxWaitMs: number): void {
  let waitMs = WAIT_MIN_MS;
  for (;;) {
    // Before STOP is looked at: who sets it counts RETURNS up afterwards, and so wakes us.
    const returns = Atomics.load(flags, RETURNS);
    if (Atomics.load(flags, STOP) !== 0) break;
    const pace: Pace = pump.pump();
    if (pace === 'starved') Atomics.wait(flags, RETURNS, returns);
    if (pace === 'starved' || pace === 'more') continue;
    waitMs = Math.min(maxWaitMs, pace === 'some' ? WAIT_MIN_MS : waitMs * 2);
    Atomics.wait(flags, STOP, 0, waitMs);
  }
  pump.flush();
}

function run(data: KmsgThreadData, exchange: BlockExchange): void {
  const fd = openSync(data.path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const reader = new KmsgReader({ ...data, device: openDevice(fd), wallOffsetUs });
    const pump = new KmsgPump(reader, exchange, () => performance.now());
    pumpUntilStopped(pump, data.flags, data.maxWaitMs);
  } finally {
    closeSync(fd);
  }
}

// Every drain ends with an EAGAIN, thrown: without a stack it costs a third less.
Error.stackTraceLimit = 0;
run(workerData as KmsgThreadData, openExchange(parentPort!));
