/**
 * The kernel's ring as the reader sees it: many records by one fread(3) where that can be called,
 * else one by one.
 *
 *   fread ── room is full ──▶ fread
 *     │ less
 *     ▼
 *   poll ── nothing ──▶ again
 *     │ something: it came meanwhile, or fread has met an error
 *     ▼
 *   read(2), which tells errors ──▶ fread
 *
 * Invariant: an error that fread has met costs no record beside those that the kernel tells it of.
 */
import { readSync } from 'node:fs';
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import type { KmsgCalls } from './kmsg-calls.ts';
import type { KmsgDevice } from './kmsg-reader.ts';

/** read(2) on what `fd` is of; throws what it fails with. */
type ReadRecord = (fd: number, into: Uint8Array, at: number, length: number) => number;

const readRecord: ReadRecord = (fd, into, at, length) => readSync(fd, into, at, length, null);

/** `read` is for what `calls` leave to be told, and for all where there are none. */
export function openDevice(
  fd: number,
  calls: Pick<KmsgCalls, 'poll' | 'read'> | undefined,
  read = readRecord,
): KmsgDevice {
  let isAtEnd = false;
  return {
    read(into, at) {
      if (calls !== undefined && !isAtEnd) {
        const bytes = calls.read(into, at);
        // Less than there was room for: the end, or an error behind it.
        isAtEnd = bytes < into.length - at;
        if (bytes > 0) return bytes;
      }
      isAtEnd = false;
      if (calls?.poll(0) === false) return 'again';
      return toldOf(() => read(fd, into, at, RECORD_BYTES_MAX));
    },
  };
}

/** Past an overrun or an oversized record the next read goes on: who reads twice loses nothing. */
function toldOf(read: () => number): ReturnType<KmsgDevice['read']> {
  try {
    return read() || 'again';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return 'again';
    if (code === 'EPIPE') return 'overrun';
    if (code === 'EINVAL') return 'too_large';
    throw error;
  }
}
