/**
 * Waiting for the kernel log without looking again and again: poll(2), by Node's foreign function
 * interface where this Node has it and may use it. Elsewhere there is none, and the worker looks at
 * intervals.
 */

/** Waits for at most so many milliseconds; whether the descriptor may be read, or not be polled. */
export type Poll = (timeoutMs: number) => boolean;

/** POLLIN of poll(2), the same on every Linux. */
const POLLIN = 1;

/** struct pollfd: the descriptor, what is asked for, what is so. */
const POLLFD_BYTES = 8;
const EVENTS_AT = 4;

/** poll(2) on `fd`; undefined where this process cannot call it. */
export function openPoll(fd: number): Poll | undefined {
  const poll = findPoll();
  if (poll === undefined) return undefined;
  const asked = new DataView(new ArrayBuffer(POLLFD_BYTES));
  asked.setInt32(0, fd, isLittleEndian());
  asked.setInt16(EVENTS_AT, POLLIN, isLittleEndian());
  const pollfd = new Uint8Array(asked.buffer);
  return (timeoutMs) => poll(pollfd, 1n, Math.ceil(timeoutMs)) !== 0;
}

type PollCall = (pollfds: Uint8Array, count: bigint, timeoutMs: number) => number;

/** Node without the module has none to give; one that may not use it (--permission) throws. */
function findPoll(): PollCall | undefined {
  const ffi = process.getBuiltinModule?.('node:ffi');
  if (ffi === undefined) return undefined;
  try {
    const signature = { return: 'i32', arguments: ['buffer', 'u64', 'i32'] } as const;
    return ffi.dlopen(null, { poll: signature }).functions.poll;
  } catch {
    return undefined;
  }
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}
