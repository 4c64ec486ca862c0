import { expect, it } from 'vitest';
import { Turns } from '../../../src/aggregator/analysis/turns.ts';

const never = new AbortController().signal;

it('gives one turn after the other, in the order in which they were asked for', async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  const take = async (name: string) => {
    const turn = await turns.take(never);
    order.push(name);
    return turn;
  };
  const first = await take('first');
  const second = take('second');
  const third = take('third');
  await expect(turns.take(never)).rejects.toThrow(/2 questions of this kind wait already/);
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
  const first = await turns.take(never);
  const gone = new AbortController();
  const waiting = turns.take(gone.signal);
  gone.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(turns.take(gone.signal)).rejects.toThrow('gone');
  const next = turns.take(never);
  first[Symbol.dispose]();
  (await next)[Symbol.dispose]();
});
