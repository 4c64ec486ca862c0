import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type KmsgCalls, openCalls } from '../../../../src/agent/sources/kmsg/kmsg-calls.ts';
import { RECORD_BYTES_MAX } from '../../../../src/flow/limits.ts';
import { makeFifo } from '../fifo.ts';

let folder: string;
let pipe: number;
let calls: KmsgCalls | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-calls-'));
  makeFifo(join(folder, 'pipe'));
  pipe = openSync(join(folder, 'pipe'), constants.O_RDWR | constants.O_NONBLOCK);
  calls = openCalls(pipe);
});

afterEach(() => {
  vi.restoreAllMocks();
  calls?.close();
  closeSync(pipe);
  rmSync(folder, { recursive: true });
});

/** Node without the interface has no calls: the worker then looks at intervals. */
const hasInterface = process.getBuiltinModule('node:ffi') !== undefined;
/** O_CLOEXEC of open(2), the same on x86-64 and arm64. */
const CLOSE_ON_EXEC = 0o2000000;

/** Flags of our descriptors of the file that `fd` is of. */
function flagsOfAll(fd: number): number[] {
  const own = (each: string) => readlinkSync(`/proc/self/fd/${each}`);
  const path = own(String(fd));
  const isOpen = (each: string) => {
    try {
      return own(each) === path;
    } catch {
      // The one that listed them.
      return false;
    }
  };
  return readdirSync('/proc/self/fd')
    .filter(isOpen)
    .map((each) => readFileSync(`/proc/self/fdinfo/${each}`, 'latin1'))
    .map((info) => Number.parseInt(/^flags:\s*(\d+)/m.exec(info)![1]!, 8));
}

const answer = <T>(value: T) => (hasInterface ? value : undefined);

/**
 * A pipe of packets (O_DIRECT, pipe(2)): a read gets what one write wrote, and what it has no room
 * for is lost, as with the kernel's ring.
 */
function openPackets(): [reader: number, writer: number] {
  const ffi = process.getBuiltinModule('node:ffi');
  const signature = { return: 'i32', arguments: ['buffer', 'i32'] } as const;
  const { pipe2 } = ffi.dlopen(null, { pipe2: signature }).functions;
  const ends = new Int32Array(2);
  pipe2(ends, constants.O_NONBLOCK | constants.O_DIRECT);
  return [ends[0]!, ends[1]!];
}

const textOf = (bytes: Uint8Array, length: number) =>
  Buffer.from(bytes.subarray(0, length)).toString('latin1');

describe('openCalls', () => {
  it('waits until there is something to read, long before its time', () => {
    writeSync(pipe, 'x');
    expect(calls?.poll(600_000)).toBe(answer(true));
  });

  it('waits no longer than its time', () => {
    expect([1, 0].map((ms) => calls?.poll(ms))).toEqual([answer(false), answer(false)]);
  });

  it('reads into the middle of a buffer, and nothing beside it', () => {
    const bytes = new Uint8Array(new ArrayBuffer(30), 10, 15);
    writeSync(pipe, 'record');
    expect(calls?.read(bytes, 5)).toBe(answer(6));
    const expected = new Uint8Array(30);
    if (hasInterface) expected.set(Buffer.from('record'), 15);
    expect(new Uint8Array(bytes.buffer)).toEqual(expected);
  });

  it('leaves an error to be told by others', () => {
    const directory = openSync(folder, 'r');
    const calls = openCalls(directory);
    expect(calls?.read(new Uint8Array(RECORD_BYTES_MAX), 0)).toBe(answer(0));
    calls?.close();
    closeSync(directory);
  });

  it('is not there for what cannot be read at all', () => {
    const writable = openSync(join(folder, 'file'), 'w');
    expect(openCalls(writable)).toBeUndefined();
    closeSync(writable);
  });

  it('leaves the descriptor to its owner when it is closed', () => {
    openCalls(pipe)?.close();
    expect(writeSync(pipe, 'x')).toBe(1);
  });

  it('keeps the descriptor from programs that are started', () => {
    const flags = flagsOfAll(pipe);
    expect(flags).toHaveLength(hasInterface ? 2 : 1);
    for (const each of flags) expect(each & CLOSE_ON_EXEC).toBe(CLOSE_ON_EXEC);
  });

  it('is not there where Node lacks the interface', () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
    expect(openCalls(pipe)).toBeUndefined();
  });

  it('is not there where Node forbids the interface', () => {
    const dlopen = () => {
      throw Object.assign(new Error('FFI is not allowed'), { code: 'ERR_ACCESS_DENIED' });
    };
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ dlopen } as never);
    expect(openCalls(pipe)).toBeUndefined();
  });
});

describe.each(hasInterface ? ['records that a read gets whole or not at all'] : [])('%s', () => {
  let [reader, writer] = [-1, -1];
  let calls: KmsgCalls | undefined;

  beforeEach(() => {
    [reader, writer] = openPackets();
    calls = openCalls(reader);
  });

  afterEach(() => {
    calls?.close();
    closeSync(reader);
    closeSync(writer);
  });

  it('are read at once, as many as there are', () => {
    const bytes = new Uint8Array(10 * RECORD_BYTES_MAX);
    const records = [...'abcdefghij'].map((letter) => letter.repeat(4_000));
    for (const record of records) writeSync(writer, record);
    expect(calls?.read(bytes, 0)).toBe(40_000);
    expect(textOf(bytes, 40_000)).toBe(records.join(''));
  });

  it.each([1, 3_999, 4_000, 8_191, 8_192, 9_000, 12_001, 30_000])(
    'are lost nowhere, though there is room for %i bytes at once',
    (room) => {
      const bytes = new Uint8Array(room);
      const records = [...'abcdefghij'].map((letter) => letter.repeat(4_000));
      for (const record of records) writeSync(writer, record);
      const parts: string[] = [];
      while (parts.at(-1) !== '') parts.push(textOf(bytes, calls?.read(bytes, 0) ?? 0));
      expect(parts.join('')).toBe(records.join(''));
    },
  );
});
