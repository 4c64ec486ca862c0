import { describe, expect, it } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { EdgeFilterError } from '../../src/flow/endpoint-pattern.ts';
import { FOLLOWER_EDGES_MAX, LiveEdges } from '../../src/service/live-edges.ts';
import { flowOf } from '../aggregator/examples.ts';

describe('edges as they are committed', () => {
  it('reach each follower by its own filter, one edge for the flows of one batch', async () => {
    const abort = new AbortController();
    const live = new LiveEdges(() => {});
    const dns = live.follow({ port: [53] }, abort.signal)[Symbol.asyncIterator]();
    const all = live.follow({}, abort.signal)[Symbol.asyncIterator]();
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
    live.follow({}, abort.signal);
    const quick = live.follow({}, abort.signal)[Symbol.asyncIterator]();
    const seen: Edge[] = [];
    const edges = FOLLOWER_EDGES_MAX + 6;
    for (let port = 0; port < edges; port++) {
      live.publish('node-a', [flowOf({ port })]);
      seen.push((await quick.next()).value);
    }
    expect(discarded).toBe(6);
    expect(seen).toHaveLength(edges);
    abort.abort();
  });

  it('are not made for those who have left', () => {
    const abort = new AbortController();
    let discarded = 0;
    const live = new LiveEdges((edges) => {
      discarded += edges;
    });
    live.follow({}, abort.signal);
    abort.abort();
    for (let port = 0; port < 2_000; port++) live.publish('node-a', [flowOf({ port })]);
    expect([live.followers, discarded]).toEqual([0, 0]);
  });

  it('are not made for those who had left before they could follow', async () => {
    const live = new LiveEdges(() => {});
    const edges = live.follow({}, AbortSignal.abort());
    live.publish('node-a', [flowOf()]);
    expect(live.followers).toBe(0);
    expect(await edges[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });

  it('are refused at once for a filter that cannot be understood', () => {
    const live = new LiveEdges(() => {});
    const follow = () => live.follow({ from: ['10.0.0.0/99'] }, new AbortController().signal);
    expect(follow).toThrow(EdgeFilterError);
  });
});
