/**
 * poll(2) and read(2) on the kernel log, by Node's foreign function interface where this Node has
 * it and may use it: to wait without looking again and again, and to read a record for less than
 * fs.readSync takes. Elsewhere there are none, and the worker looks at intervals.
 */
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';

export interface KmsgCalls {
  /** Waits for at most so many milliseconds; whether it may be read, or not be polled. */
  poll(timeoutMs: number): boolean;
  /**
   * Reads into `into` from `at` on, where there is room for RECORD_BYTES_MAX; returns how many
   * bytes, or -1: fs.readSync then tells why.
   */
  read(into: Uint8Array<ArrayBuffer>, at: number): number;
}

/** POLLIN of poll(2), the same on every Linux. */
const POLLIN = 1;

/** struct pollfd: the descriptor, what is asked for, what is so. */
const POLLFD_BYTES = 8;
const EVENTS_AT = 4;

const SIGNATURES = {
  poll: { return: 'i32', arguments: ['buffer', 'u64', 'i32'] },
  read: { return: 'i32', arguments: ['i32', 'pointer', 'u64'] },
} as const;

/** Both on `fd`; undefined where this process cannot call them. */
export function openCalls(fd: number): KmsgCalls | undefined {
  const library = findLibrary();
  if (library === undefined) return undefined;
  const { poll, read, addressOf } = library;
  const pollfd = pollfdOf(fd);
  const room = BigInt(RECORD_BYTES_MAX);
  // A block's buffer stays where it is until it is given away.
  let buffer: ArrayBuffer | undefined;
  let address = 0n;
  return {
    poll: (timeoutMs) => poll(pollfd, 1n, Math.ceil(timeoutMs)) !== 0,
    read(into, at) {
      if (into.length - at < RECORD_BYTES_MAX) throw new RangeError('no room for a record');
      if (into.buffer !== buffer) {
        buffer = into.buffer;
        address = addressOf(buffer);
      }
      return read(fd, address + BigInt(into.byteOffset + at), room);
    },
  };
}

interface Library {
  poll(pollfds: Uint8Array, count: bigint, timeoutMs: number): number;
  read(fd: number, into: bigint, bytes: bigint): number;
  addressOf(buffer: ArrayBuffer): bigint;
}

/** Node without the module has none to give; one that may not use it (--permission) throws. */
function findLibrary(): Library | undefined {
  const ffi = process.getBuiltinModule?.('node:ffi');
  if (ffi === undefined) return undefined;
  try {
    const { poll, read } = ffi.dlopen(null, SIGNATURES).functions;
    return { poll, read, addressOf: (buffer) => ffi.getRawPointer(buffer) };
  } catch {
    return undefined;
  }
}

function pollfdOf(fd: number): Uint8Array {
  const asked = new DataView(new ArrayBuffer(POLLFD_BYTES));
  asked.setInt32(0, fd, isLittleEndian());
  asked.setInt16(EVENTS_AT, POLLIN, isLittleEndian());
  return new Uint8Array(asked.buffer);
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}
