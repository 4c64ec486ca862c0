import { describe, expect, it } from 'vitest';
import { spoolCheck } from '../../src/agent/open-shipping.ts';

const BYTES_MAX = 1_000;
const SPOOL = { failure: undefined, isFull: false, bytes: 400, last: 9, released: 4 };

describe('the check of a spool', () => {
  it('is well while there is room, and tells what waits', () => {
    expect(spoolCheck(SPOOL, BYTES_MAX)).toEqual({
      name: 'spool',
      state: 'ok',
      detail: '5 batches wait in 400 of 1000 bytes',
      value: 400,
    });
  });

  it('warns when it is full, and says what that means and what to do', () => {
    const { state, detail } = spoolCheck({ ...SPOOL, isFull: true }, BYTES_MAX);
    expect(state).toBe('warn');
    expect(detail).toMatch(/full: 5 batches .* flows are folded.*--spool-bytes/);
  });

  it('warns when its disk cannot be written, with the reason', () => {
    const failure = 'ENOSPC: no space left on device, write';
    const { state, detail } = spoolCheck({ ...SPOOL, failure, isFull: true }, BYTES_MAX);
    expect(state).toBe('warn');
    expect(detail).toContain(failure);
  });
});
