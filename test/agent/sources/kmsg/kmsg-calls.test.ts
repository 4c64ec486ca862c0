import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCalls } from '../../../../src/agent/sources/kmsg/kmsg-calls.ts';
import { RECORD_BYTES_MAX } from '../../../../src/flow/limits.ts';
import { makeFifo } from '../fifo.ts';

let folder: string;
let pipe: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-calls-'));
  makeFifo(join(folder, 'pipe'));
  pipe = openSync(join(folder, 'pipe'), 'r+');
});

afterEach(() => {
  vi.restoreAllMocks();
  closeSync(pipe);
  rmSync(folder, { recursive: true });
});

/** Node without the interface has no calls: the worker then looks at intervals. */
const hasInterface = process.getBuiltinModule('node:ffi') !== undefined;
const answer = <T>(value: T) => (hasInterface ? value : undefined);
const poll = () => openCalls(pipe)?.poll;

describe('openCalls', () => {
  it('waits until there is something to read, long before its time', () => {
    writeSync(pipe, 'x');
    expect(poll()?.(600_000)).toBe(answer(true));
  });

  it('waits no longer than its time', () => {
    expect([1, 0].map((ms) => poll()?.(ms))).toEqual([answer(false), answer(false)]);
  });

  it('reads into the middle of a buffer, and nothing beside it', () => {
    const bytes = new Uint8Array(new ArrayBuffer(3 * RECORD_BYTES_MAX), RECORD_BYTES_MAX);
    writeSync(pipe, 'record');
    expect(openCalls(pipe)?.read(bytes, 10)).toBe(answer(6));
    const expected = new Uint8Array(3 * RECORD_BYTES_MAX);
    if (hasInterface) expected.set(Buffer.from('record'), RECORD_BYTES_MAX + 10);
    expect(new Uint8Array(bytes.buffer)).toEqual(expected);
  });

  it('reads the next buffer as well as the first', () => {
    const calls = openCalls(pipe);
    const texts = ['first', 'second'].map((text) => {
      const bytes = new Uint8Array(new ArrayBuffer(RECORD_BYTES_MAX));
      writeSync(pipe, text);
      return Buffer.from(bytes.subarray(0, calls?.read(bytes, 0) ?? 0)).toString();
    });
    expect(texts).toEqual(hasInterface ? ['first', 'second'] : ['', '']);
  });

  it('refuses to read where a record might not fit', () => {
    const bytes = new Uint8Array(new ArrayBuffer(RECORD_BYTES_MAX));
    const read = () => openCalls(pipe)?.read(bytes, 1);
    if (hasInterface) expect(read).toThrow(RangeError);
    else expect(read()).toBeUndefined();
  });

  it('leaves an error to be told by others', () => {
    const writable = openSync(join(folder, 'file'), 'w');
    const bytes = new Uint8Array(new ArrayBuffer(RECORD_BYTES_MAX));
    expect(openCalls(writable)?.read(bytes, 0)).toBe(answer(-1));
    closeSync(writable);
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
