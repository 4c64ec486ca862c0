import { expect, it, vi } from 'vitest';
import { AnswerCache } from '../../../src/aggregator/access/answer-cache.ts';

function cacheOf(answersMax: number) {
  const clock = { nowMs: 0 };
  const cache = new AnswerCache<string>({
    answersMax,
    isRefusal: (answer) => answer === 'no',
    nowMs: () => clock.nowMs,
  });
  const ask = vi.fn(async () => ({ answer: 'yes', untilMs: clock.nowMs + 10 }));
  return { cache, clock, ask };
}

it('keeps an answer until it ends, and asks again then', async () => {
  const { cache, clock, ask } = cacheOf(8);
  await cache.get('a', ask);
  clock.nowMs = 9;
  expect(await cache.get('a', ask)).toBe('yes');
  expect(ask).toHaveBeenCalledTimes(1);
  clock.nowMs = 10;
  await cache.get('a', ask);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks once for all who ask the same at once', async () => {
  const { cache, ask } = cacheOf(8);
  const answers = await Promise.all([cache.get('a', ask), cache.get('a', ask)]);
  expect(answers).toEqual(['yes', 'yes']);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('keeps no failure: the next one asks anew', async () => {
  const { cache, ask } = cacheOf(8);
  await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.get('a', ask)).toBe('yes');
});

it('keeps no more than it may, and what was used least goes first', async () => {
  const { cache, ask } = cacheOf(2);
  for (const key of ['a', 'b', 'a', 'c', 'a']) await cache.get(key, ask);
  expect(ask).toHaveBeenCalledTimes(3);
  await cache.get('b', ask);
  expect(ask).toHaveBeenCalledTimes(4);
});

it('lets refusals push out refusals alone', async () => {
  const { cache, ask } = cacheOf(2);
  const refuse = vi.fn(async () => ({ answer: 'no', untilMs: 10 }));
  await cache.get('known', ask);
  for (const stranger of ['a', 'b', 'c', 'a']) await cache.get(stranger, refuse);
  await cache.get('known', ask);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(refuse).toHaveBeenCalledTimes(4);
});
