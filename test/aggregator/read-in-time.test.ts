import { expect, it } from 'vitest';
import { readInTime } from '../../src/aggregator/read-in-time.ts';

it('gives what is read, and nothing when that fails', async () => {
  expect(await readInTime(async () => 7)()).toBe(7);
  expect(await readInTime(() => Promise.reject(new Error('no')))()).toBeUndefined();
});

it('does not wait for what hangs, nor ask it again, until it answers', async () => {
  const hanging = Promise.withResolvers<number>();
  let asked = 0;
  const read = readInTime(() => {
    asked++;
    return hanging.promise;
  }, 1);
  expect([await read(), await read(), asked]).toEqual([undefined, undefined, 1]);
  hanging.resolve(7);
  await hanging.promise;
  expect(await read()).toBe(7);
});

it('asks once for all who ask at once', async () => {
  let asked = 0;
  const read = readInTime(async () => ++asked);
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  expect(await read()).toBe(2);
});
