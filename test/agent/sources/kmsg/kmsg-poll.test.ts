import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPoll } from '../../../../src/agent/sources/kmsg/kmsg-poll.ts';
import { makeFifo } from '../fifo.ts';

let folder: string;
let pipe: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-poll-'));
  makeFifo(join(folder, 'pipe'));
  pipe = openSync(join(folder, 'pipe'), 'r+');
});

afterEach(() => {
  vi.restoreAllMocks();
  closeSync(pipe);
  rmSync(folder, { recursive: true });
});

/** Node without the interface has no poll: the worker then looks at intervals. */
const hasInterface = process.getBuiltinModule('node:ffi') !== undefined;
const answer = (isReady: boolean) => (hasInterface ? isReady : undefined);
const poll = () => openPoll(pipe);

describe('openPoll', () => {
  it('returns when there is something to read, long before its time', () => {
    writeSync(pipe, 'x');
    expect(poll()?.(600_000)).toBe(answer(true));
  });

  it('returns when its time is over and nothing came', () => {
    expect([1, 0].map((ms) => poll()?.(ms))).toEqual([answer(false), answer(false)]);
  });

  it('is not there where Node lacks the interface', () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
    expect(openPoll(pipe)).toBeUndefined();
  });

  it('is not there where Node forbids the interface', () => {
    const dlopen = () => {
      throw Object.assign(new Error('FFI is not allowed'), { code: 'ERR_ACCESS_DENIED' });
    };
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ dlopen } as never);
    expect(openPoll(pipe)).toBeUndefined();
  });
});
