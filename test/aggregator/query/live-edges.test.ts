import { describe, expect, it } from 'vitest';
import { LiveEdges } from '../../../src/aggregator/query/live-edges.ts';
import type { Edge } from '../../../src/flow/edge.ts';
import { EdgeFilterError } from '../../../src/flow/endpoint-pattern.ts';
import { flowOf } from '../examples.ts';

describe('edges as they are committed', () => {
  it('reach each follower by its own filter, one edge for the flows of one batch', async () => {
    const abort = new AbortController();
    const live = new LiveEdges(() => {});
    const dns = live.subscribe({ port: 53 }, abort.signal)[Symbol.asyncIterator]();
    const all = live.subscribe({}, abort.signal)[Symbol.asyncIterator]();
    live.publish('node-a', [flowOf(), flowOf({ port: 53 }), flowOf({ port: 53 })]);
    expect((await dns.next()).value).toMatchObject({ port: 53, lines: 6, nodes: ['node-a'] });
    expect((await all.next()).value).toMatchObject({ port: 53 });
    expect((await all.next()).value).toMatchObject({ port: 5432, lines: 3 });
    abort.abort();
  });

  it('count what a slow follower loses, and hold nobody else up', async () => {
    const abort = new AbortController();
    let discarded = 0;
    const live = new LiveEdges((edges) => {
      discarded += edges;
    });
    live.subscribe({}, abort.signal);
    const quick = live.subscribe({}, abort.signal)[Symbol.asyncIterator]();
    const seen: Edge[] = [];
    for (let port = 0; port < 1_030; port++) {
      live.publish('node-a', [flowOf({ port })]);
      seen.push((await quick.next()).value);
    }
    expect(discarded).toBe(6);
    expect(seen).toHaveLength(1_030);
    abort.abort();
  });

  it('are not made for those who have left', () => {
    const abort = new AbortController();
    let discarded = 0;
    const live = new LiveEdges((edges) => {
      discarded += edges;
    });
    live.subscribe({}, abort.signal);
    abort.abort();
    for (let port = 0; port < 2_000; port++) live.publish('node-a', [flowOf({ port })]);
    expect(discarded).toBe(0);
  });

  it('are refused at once for a filter that cannot be understood', () => {
    const live = new LiveEdges(() => {});
    const subscribe = () => live.subscribe({ from: '10.0.0.0/99' }, new AbortController().signal);
    expect(subscribe).toThrow(EdgeFilterError);
  });
});
