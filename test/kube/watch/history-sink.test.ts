import { expect, it } from 'vitest';
import type { ObjectSink } from '../../../src/kube/history/object-sink.ts';
import { historySink } from '../../../src/kube/watch/history-sink.ts';
import type { Item } from '../../../src/kube/wire/item.ts';

const SECOND_US = 1_000_000;

function itemOf(object: string): Item<string> {
  return { namespace: 'shop', name: object, uid: object, resourceVersion: '1', object };
}

function recorded() {
  const told: unknown[][] = [];
  const note =
    (what: string) =>
    (...args: unknown[]) =>
      told.push([what, ...args]);
  const history: ObjectSink<string> = {
    replaced: note('replaced'),
    applied: note('applied'),
    deleted: note('deleted'),
    heard: note('heard'),
  };
  const world = { nowUs: 100 * SECOND_US, openSinceUs: 0 };
  const sink = historySink({
    history,
    nowUs: () => world.nowUs,
    openSinceUs: () => world.openSinceUs,
  });
  return { sink, told, world };
}

it('a bookmark proves that nothing was missed until now', () => {
  const { sink, told, world } = recorded();
  sink.bookmarked();
  expect(told).toEqual([['heard', world.nowUs]]);
});

it('a list is handed on with its time, and proves itself', () => {
  const { sink, told, world } = recorded();
  sink.replaced([itemOf('web')]);
  expect(told).toEqual([['replaced', ['web'], world.nowUs]]);
});

it.each(['applied', 'deleted'] as const)('an object %s proves nothing on a fresh watch', (how) => {
  const { sink, told, world } = recorded();
  world.openSinceUs = world.nowUs - 3 * SECOND_US;
  sink[how](itemOf('web'));
  expect(told).toEqual([[how, 'web', world.nowUs]]);
});

it.each(['applied', 'deleted'] as const)('an object %s on an older watch is a proof', (how) => {
  const { sink, told, world } = recorded();
  world.openSinceUs = world.nowUs - 4 * SECOND_US;
  sink[how](itemOf('web'));
  expect(told).toEqual([
    [how, 'web', world.nowUs],
    ['heard', world.nowUs],
  ]);
});
