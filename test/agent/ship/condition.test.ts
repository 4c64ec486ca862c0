import { describe, expect, it } from 'vitest';
import { Condition } from '../../../src/agent/ship/condition.ts';
import { settle } from '../fake-clock.ts';

describe('a condition', () => {
  it('holds a waiter until what it waits for is true, however often it is notified', async () => {
    const condition = new Condition();
    let count = 0;
    let isOver = false;
    const waiting = condition.until(() => count >= 2, new AbortController().signal);
    void waiting.then(() => {
      isOver = true;
    });
    count = 1;
    condition.notify();
    await settle();
    expect(isOver).toBe(false);
    count = 2;
    condition.notify();
    await waiting;
    expect(isOver).toBe(true);
  });

  it('does not wait for what is true already', async () => {
    await new Condition().until(() => true, new AbortController().signal);
  });

  it('lets go when the signal aborts, before or while it waits', async () => {
    const stop = new AbortController();
    const waiting = new Condition().until(() => false, stop.signal);
    stop.abort();
    await waiting;
    await new Condition().until(() => false, stop.signal);
  });
});
