import { expect, it } from 'vitest';
import { readInTime } from '../../src/aggregator/read-in-time.ts';

it('gives what is read, and nothing when that fails', async () => {
  expect(await readInTime(async () => 7)()).toBe(7);
  expect(await readInTime(() => Promise.reject(new Error('no')))()).toBeUndefined();
});

it('does not wait for what hangs, nor ask it again, until it answers', async () => {
  const hanging = Promise.withResolvers<number>();
  let asked = 0;
  const read = readInTime(
    () => {
      asked++;
      return hanging.promise;
    },
    { waitMs: 1 },
  );
  expect([await read(), await read(), asked]).toEqual([undefined, undefined, 1]);
  hanging.resolve(7);
  expect([await read(), asked]).toEqual([7, 1]);
});

it('asks once for all who ask at once', async () => {
  let asked = 0;
  const read = readInTime(async () => ++asked, { nowMs: () => 0 });
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  expect(await read()).toBe(2);
});

it('spends a twentieth of the time on reading', async () => {
  let ms = 0;
  let asked = 0;
  const slow = async () => {
    ms += 100;
    return ++asked;
  };
  const read = readInTime(slow, { nowMs: () => ms });
  await read();
  ms += 1_999;
  expect(await read()).toBe(1);
  ms += 1;
  expect(await read()).toBe(2);
});

it('gives what it read last for a minute while nothing newer comes', async () => {
  let ms = 0;
  let isBroken = false;
  const fragile = async () => {
    if (isBroken) throw new Error('the disk is gone');
    return 7;
  };
  const read = readInTime(fragile, { nowMs: () => ms });
  await read();
  isBroken = true;
  ms += 59_999;
  expect(await read()).toBe(7);
  ms += 1;
  expect(await read()).toBeUndefined();
  isBroken = false;
  expect(await read()).toBe(7);
});
