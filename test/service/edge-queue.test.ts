import { describe, expect, it } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { EdgeMerge } from '../../src/flow/edge-merge.ts';
import { EdgeQueue } from '../../src/service/edge-queue.ts';
import { flowOf } from '../aggregator/examples.ts';

function edgesOf(...ports: readonly number[]): Edge[] {
  return ports.map((port) => {
    const merge = new EdgeMerge();
    merge.add('node-a', flowOf({ port }));
    return merge.edges()[0]!;
  });
}

describe('a queue of edges', () => {
  it('hands out what was pushed, in order, whoever came first', async () => {
    const abort = new AbortController();
    const queue = new EdgeQueue(8, abort.signal);
    queue.push(edgesOf(1, 2));
    const reader = queue[Symbol.asyncIterator]();
    expect((await reader.next()).value.port).toBe(1);
    expect((await reader.next()).value.port).toBe(2);
    const waiting = reader.next();
    queue.push(edgesOf(3));
    expect((await waiting).value.port).toBe(3);
    abort.abort();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it.each([
    { pushes: [[1, 2, 3]], kept: [1, 2, 3], discarded: [0] },
    {
      pushes: [
        [1, 2],
        [3, 4],
      ],
      kept: [2, 3, 4],
      discarded: [0, 1],
    },
    { pushes: [[1, 2, 3, 4, 5]], kept: [3, 4, 5], discarded: [2] },
    { pushes: [[1], [2, 3, 4, 5]], kept: [3, 4, 5], discarded: [0, 2] },
  ])('keeps the newest of $pushes and counts the rest', async ({ pushes, kept, discarded }) => {
    const abort = new AbortController();
    const queue = new EdgeQueue(3, abort.signal);
    expect(pushes.map((ports) => queue.push(edgesOf(...ports)))).toEqual(discarded);
    const ports: unknown[] = [];
    for await (const edge of queue) {
      ports.push(edge.port);
      if (ports.length === kept.length) abort.abort();
    }
    expect(ports).toEqual(kept);
  });

  it('ends a waiting reader when its signal aborts', async () => {
    const abort = new AbortController();
    const reader = new EdgeQueue(3, abort.signal)[Symbol.asyncIterator]();
    const waiting = reader.next();
    abort.abort();
    expect((await waiting).done).toBe(true);
  });
});
