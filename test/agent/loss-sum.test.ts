import { describe, expect, it } from 'vitest';
import { LossSum } from '../../src/agent/loss-sum.ts';
import type { Loss } from '../../src/flow/loss.ts';

const loss: Loss = { source: 'kmsg', cause: 'kmsg_overrun', count: 2, firstUs: 10, lastUs: 20 };

describe('the sum of losses', () => {
  it('adds what has one source and one cause, over all its time', () => {
    const sum = new LossSum();
    sum.observe(loss);
    sum.observe({ ...loss, count: 3, firstUs: 5, lastUs: 15 });
    expect(sum.take()).toEqual([{ ...loss, count: 5, firstUs: 5, lastUs: 20 }]);
  });

  it('keeps sources, causes and unknown sizes apart', () => {
    const sum = new LossSum();
    const others: Loss[] = [
      { ...loss, source: 'file' },
      { ...loss, cause: 'rotation' },
      { ...loss, count: undefined },
    ];
    for (const each of [loss, ...others, { ...loss, count: undefined }]) sum.observe(each);
    expect(sum.list()).toEqual([loss, ...others]);
  });

  it('is empty after it was taken', () => {
    const sum = new LossSum();
    sum.observe(loss);
    const before = sum.isEmpty;
    sum.take();
    expect([before, sum.isEmpty, sum.take()]).toEqual([false, true, []]);
  });
});
