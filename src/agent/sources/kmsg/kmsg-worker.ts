/**
 * The thread that reads the kernel log, so that no pause of the main thread lets the ring overrun.
 * Non-blocking reads, and rests that end by themselves: a thread blocked in a read of this device
 * could not be stopped, and would keep the process from ending.
 * Runs until STOP is set; a failure to open or read ends it with that error, code included.
 */
import { closeSync, constants, openSync } from 'node:fs';
import { setPriority } from 'node:os';
import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import { type KmsgCalls, openCalls } from './kmsg-calls.ts';
import { KmsgClock, sampleClocks } from './kmsg-clock.ts';
import { openDevice } from './kmsg-device.ts';
import { type BlockExchange, KmsgPump } from './kmsg-pump.ts';
import { KmsgReader } from './kmsg-reader.ts';
import { type KmsgThreadData, RETURNS, STOP, type ThreadFlags } from './kmsg-thread.ts';

/** Shortest rest: at 100,000 lines a second 100 lines. */
const REST_MS_MIN = 1;

/** Longest rest in poll(2): nothing but a record ends it early, not even being told to stop. */
const POLL_MS_MAX = 500;

/** Nice value of this thread: on a busy node a ring whose reader waits for its turn is overrun. */
const NICENESS = -10;

function openExchange(port: MessagePort, flags: ThreadFlags): BlockExchange {
  let known = 0;
  return {
    send: (block) => port.postMessage(block, [block.bytes.buffer]),
    returned() {
      const returns = Atomics.load(flags, RETURNS);
      if (returns === known) return undefined;
      known += 1;
      return receiveMessageOnPort(port)?.message as ArrayBuffer | undefined;
    },
  };
}

/** Ahead of others where that is allowed (CAP_SYS_NICE); on Linux for the calling thread alone. */
function goAhead(): void {
  try {
    setPriority(NICENESS);
  } catch {
    // Not allowed: the usual priority will do on a node that is not overloaded.
  }
}

interface Rests {
  readonly flags: ThreadFlags;
  readonly maxWaitMs: number;
  readonly poll: KmsgCalls['poll'] | undefined;
}

function pumpUntilStopped(pump: KmsgPump, rests: Rests): void {
  const { flags, maxWaitMs, poll } = rests;
  let restMs = REST_MS_MIN;
  let isReady = false;
  for (;;) {
    // Before STOP is looked at: who sets it counts RETURNS up afterwards, and so wakes us.
    const returns = Atomics.load(flags, RETURNS);
    if (Atomics.load(flags, STOP) !== 0) break;
    const pace = pump.pump();
    if (pace === 'starved') Atomics.wait(flags, RETURNS, returns);
    if (pace === 'starved' || pace === 'more') continue;
    // While records come, more may gather; while none come, the next one wakes us where it can. A
    // device that is ready without a record, as no kernel log is, must not keep us awake.
    if (pace === 'none' && poll !== undefined && !isReady) {
      isReady = poll(Math.min(pump.restMsMax, POLL_MS_MAX));
    } else {
      isReady = false;
      // Twice the last one at most: a lull in a flood does not mean that it is over.
      restMs = Math.min(maxWaitMs, Math.max(REST_MS_MIN, Math.min(pump.gatheringMs, restMs * 2)));
      Atomics.wait(flags, STOP, 0, Math.min(pump.restMsMax, restMs));
    }
  }
  pump.flush();
}

function run({ path, maxWaitMs, flags, ...start }: KmsgThreadData, exchange: BlockExchange): void {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const calls = openCalls(fd);
  try {
    const clock = new KmsgClock(sampleClocks);
    const reader = new KmsgReader({ ...start, device: openDevice(fd, calls), clock });
    const pump = new KmsgPump(reader, exchange, () => performance.now());
    pumpUntilStopped(pump, { flags, maxWaitMs, poll: calls?.poll });
  } finally {
    calls?.close();
    closeSync(fd);
  }
}

// Without calls every drain ends with an EAGAIN, thrown: without a stack it costs a third less.
Error.stackTraceLimit = 0;
goAhead();
const data = workerData as KmsgThreadData;
run(data, openExchange(parentPort!, data.flags));
