/**
 * poll(2) and fread(3) on the kernel log, by Node's foreign function interface where this Node has
 * it and may use it: to wait without looking again and again, and to read many records by one call
 * out of JavaScript, though the kernel gives one to each read(2). Elsewhere there are none, and the
 * worker looks at intervals.
 *
 * Invariant: each read(2) has room for RECORD_BYTES_MAX; a record that does not fit is lost. The
 * fread of glibc reads straight into the caller's memory while that has room for a whole buffer of
 * the stream, and through the buffer then: what did not fit comes first next time.
 */
import { closeSync } from 'node:fs';
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';

export interface KmsgCalls {
  /** Waits for at most so many milliseconds; whether it may be read, or not be polled. */
  poll(timeoutMs: number): boolean;
  /**
   * Reads records into `into` from `at` on until that is full or no more can be read; returns how
   * many bytes. Where it is full the last record may be cut, its rest is read first next time; 0:
   * fs.readSync then tells why.
   */
  read(into: Uint8Array<ArrayBuffer>, at: number): number;
  /** Once, instead of all further calls. */
  close(): void;
}

/** POLLIN of poll(2), the same on every Linux. */
const POLLIN = 1;

/** struct pollfd: the descriptor, what is asked for, what is so. */
const POLLFD_BYTES = 8;
const EVENTS_AT = 4;

/** Of fcntl(2): a copy that no program started by us inherits, and reads from in our place. */
const F_DUPFD_CLOEXEC = 1_030;

/** _IOFBF of setvbuf(3): the stream is buffered. */
const FULLY_BUFFERED = 0;

const SIGNATURES = {
  poll: { return: 'i32', arguments: ['buffer', 'u64', 'i32'] },
  fcntl: { return: 'i32', arguments: ['i32', 'i32', 'i32'] },
  fdopen: { return: 'pointer', arguments: ['i32', 'string'] },
  setvbuf: { return: 'i32', arguments: ['pointer', 'buffer', 'i32', 'u64'] },
  fread: { return: 'u64', arguments: ['buffer', 'u64', 'u64', 'pointer'] },
  fclose: { return: 'i32', arguments: ['pointer'] },
  // Not called: other libraries than glibc, whose fread may read less at once, do not have it.
  gnu_get_libc_version: { return: 'pointer', arguments: [] },
} as const;

/** All on `fd`; undefined where this process cannot call them. */
export function openCalls(fd: number): KmsgCalls | undefined {
  const library = findLibrary();
  if (library === undefined) return undefined;
  // The stream closes the descriptor that it is given.
  const copy = library.fcntl(fd, F_DUPFD_CLOEXEC, 0);
  const stream = copy === -1 ? 0n : library.fdopen(copy, 'r');
  if (stream === 0n) {
    if (copy !== -1) closeSync(copy);
    return undefined;
  }
  // The stream's buffer lies behind the pollfd: who may still poll keeps it in memory.
  const memory = new ArrayBuffer(POLLFD_BYTES + RECORD_BYTES_MAX);
  const pollfd = pollfdIn(memory, fd);
  const buffer = new Uint8Array(memory, POLLFD_BYTES);
  library.setvbuf(stream, buffer, FULLY_BUFFERED, BigInt(buffer.length));
  return {
    poll: (timeoutMs) => library.poll(pollfd, 1n, Math.ceil(timeoutMs)) !== 0,
    read(into, at) {
      const room = into.subarray(at);
      return Number(library.fread(room, 1n, BigInt(room.length), stream));
    },
    close: () => void library.fclose(stream),
  };
}

function findLibrary() {
  const ffi = process.getBuiltinModule?.('node:ffi');
  if (ffi === undefined) return undefined;
  try {
    return ffi.dlopen(null, SIGNATURES).functions;
  } catch {
    // Not for this process (--permission), or not in this library.
    return undefined;
  }
}

function pollfdIn(memory: ArrayBuffer, fd: number): Uint8Array {
  const asked = new DataView(memory, 0, POLLFD_BYTES);
  asked.setInt32(0, fd, isLittleEndian());
  asked.setInt16(EVENTS_AT, POLLIN, isLittleEndian());
  return new Uint8Array(memory, 0, POLLFD_BYTES);
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}
