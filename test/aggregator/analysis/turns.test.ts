import { expect, it } from 'vitest';
import { Turns } from '../../../src/aggregator/analysis/turns.ts';

const never = new AbortController().signal;

it('gives one turn after the other, in the order in which they were asked for', async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  const take = async (name: string) => {
    const turn = await turns.take(never, 'jane');
    order.push(name);
    return turn;
  };
  const first = await take('first');
  const second = take('second');
  const third = take('third');
  await expect(turns.take(never, 'jane')).rejects.toThrow(/2 questions of this kind wait already/);
  expect(order).toEqual(['first']);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  (await second)[Symbol.dispose]();
  (await third)[Symbol.dispose]();
  expect(order).toEqual(['first', 'second', 'third']);
  (await take('later'))[Symbol.dispose]();
});

it('passes over who does not wait any more', async () => {
  const turns = new Turns(1);
  const first = await turns.take(never, 'jane');
  const gone = new AbortController();
  const waiting = turns.take(gone.signal, 'jane');
  gone.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(turns.take(gone.signal, 'jane')).rejects.toThrow('gone');
  const next = turns.take(never, 'jane');
  first[Symbol.dispose]();
  (await next)[Symbol.dispose]();
});

it('leaves room for others, whatever one reader asks', async () => {
  const turns = new Turns(8);
  const gone = new AbortController();
  const first = await turns.take(never, 'jane');
  const waiting = Array.from({ length: 4 }, () => turns.take(gone.signal, 'jane'));
  await expect(turns.take(never, 'jane')).rejects.toThrow(/^jane has 5 questions .* open/);
  const other = turns.take(never, 'team');
  gone.abort(new Error('gone'));
  for (const each of waiting) await expect(each).rejects.toThrow('gone');
  const again = turns.take(never, 'jane');
  first[Symbol.dispose]();
  (await other)[Symbol.dispose]();
  (await again)[Symbol.dispose]();
});
