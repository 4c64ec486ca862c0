import { describe, expect, it } from 'vitest';
import { addLoss, type Loss } from '../../src/flow/loss.ts';

const loss: Loss = { source: 'kmsg', cause: 'kmsg_overrun', count: 2, firstUs: 10, lastUs: 20 };

describe('a list of losses', () => {
  it('adds what has one source and one cause, over all its time', () => {
    const losses = [loss];
    addLoss(losses, { ...loss, count: 3, firstUs: 5, lastUs: 15 });
    expect(losses).toEqual([{ ...loss, count: 5, firstUs: 5, lastUs: 20 }]);
  });

  it('keeps sources, causes and unknown sizes apart', () => {
    const losses: Loss[] = [];
    const others: Loss[] = [
      { ...loss, source: 'file' },
      { ...loss, cause: 'rotation' },
      { ...loss, count: undefined },
    ];
    for (const each of [loss, ...others, { ...loss, count: undefined }]) addLoss(losses, each);
    expect(losses).toEqual([loss, ...others]);
  });

  it('never changes a loss that was handed over', () => {
    const losses = [loss];
    addLoss(losses, loss);
    expect([loss.count, losses[0]?.count]).toEqual([2, 4]);
  });
});
