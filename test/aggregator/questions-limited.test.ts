/** What questions may take, asked over gRPC and HTTP of an aggregator with small limits. */
import { type IncomingMessage, request } from 'node:http';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Home } from '../../src/aggregator/home.ts';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import { FOLLOWER_EDGES_MAX } from '../../src/service/live-edges.ts';
import { batchOf, flowOf } from './examples.ts';
import { Running, type TestAgent } from './running.ts';

const never = new AbortController().signal;
const LIMITED = 'dropcast_aggregator_questions_limited_total';
const OPEN = 'dropcast_aggregator_questions_open';

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const each of stream) collected.push(each);
  return collected;
}

/** A store whose flows never end, and whether somebody still reads them. */
function endlessStore() {
  const state = { readers: 0 };
  async function* flows(_: unknown, signal?: AbortSignal): AsyncGenerator<readonly never[]> {
    state.readers++;
    try {
      for (;;) {
        await new Promise(setImmediate);
        signal?.throwIfAborted();
        yield [];
      }
    } finally {
      state.readers--;
    }
  }
  const open = (path: string): Home => {
    const store = openSqliteStore(path);
    return new Proxy(store, {
      get: (target, name) => {
        if (name === 'flows' || name === 'edges') return flows;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  return { state, open };
}

describe('a question', () => {
  let running: Running;
  afterEach(() => running.close());

  async function ship(agent: TestAgent, ports: number): Promise<void> {
    const flows = Array.from({ length: ports }, (_, port) => flowOf({ port }));
    agent.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    await agent.next();
  }

  const list = () => collect(running.query().listEdges({ filter: {}, limit: 1 }, never));
  const groups = (by: 'port' | 'prefix') =>
    collect(running.query().listGroups({ filter: {}, by: [by], limit: 0 }, never));
  const series = () => collect(running.query().listSeries({ filter: {}, by: [], limit: 0 }, never));

  it('whose answer takes too many edges says so, and how to ask for less', async () => {
    running = await Running.open({ questionEdges: '5' });
    await ship(await running.welcomed(), 6);
    const refused = {
      code: status.RESOURCE_EXHAUSTED,
      details: expect.stringMatching(
        /more than 5 edges in memory \(--question-edges\): ask for one/,
      ),
    };
    await expect(list()).rejects.toMatchObject(refused);
    await expect(groups('port')).rejects.toMatchObject(refused);
    await expect(series()).rejects.toMatchObject(refused);
    for (const path of ['edges?limit=1', 'groups', 'series', 'values?field=port']) {
      const response = await running.get(`/api/v1/${path}`);
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({ error: refused.details });
    }
    expect(await running.metric(`${LIMITED}{limit="edges"}`)).toBe(7);
    expect(await running.metric(`${OPEN}{kind="answer"}`)).toBe(0);
    const few = running.query().listEdges({ filter: { port: [1] }, limit: 0 }, never);
    expect(await collect(few)).toHaveLength(1);
  });

  it('that takes too long ends, and so does the work for it', async () => {
    const { state, open } = endlessStore();
    running = await Running.open({ questionTime: '200ms' }, open);
    const details = expect.stringMatching(/longer than 0\.2 s \(--question-time\): ask for one/);
    await expect(list()).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED, details });
    const response = await running.get('/api/v1/series');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: details });
    expect(state.readers).toBe(0);
    expect(await running.metric(`${LIMITED}{limit="time"}`)).toBe(2);
  });

  it('ends the work for it when its reader leaves', async () => {
    const { state, open } = endlessStore();
    running = await Running.open({}, open);
    const left = new AbortController();
    const asked = collect(running.query().listEdges({ filter: {}, limit: 0 }, left.signal));
    const url = `http://${running.aggregator.http}/api/v1/edges`;
    const fetched = fetch(url, { signal: left.signal }).catch(() => 'left');
    await vi.waitUntil(() => state.readers === 2);
    expect(await running.metric(`${OPEN}{kind="answer"}`)).toBe(2);
    left.abort();
    expect(await asked).toEqual([]);
    expect(await fetched).toBe('left');
    await vi.waitUntil(() => state.readers === 0);
    expect(await running.metric(`${OPEN}{kind="answer"}`)).toBe(0);
  });

  it('beyond those at once is refused, and told when to come back', async () => {
    const { state, open } = endlessStore();
    running = await Running.open({ questions: '2', readerQuestions: '1' }, open);
    const left = new AbortController();
    const asked = collect(running.query().listEdges({ filter: {}, limit: 0 }, left.signal));
    await vi.waitUntil(() => state.readers === 1);
    const details =
      'anybody has 1 questions open (--reader-questions): ask again when one of them has ended';
    await expect(list()).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED, details });
    const response = await running.get('/api/v1/edges');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    left.abort();
    await asked;
  });
});

describe('who follows', () => {
  let running: Running;
  afterEach(() => running.close());

  it('is one of so many', async () => {
    running = await Running.open({ followers: '1' });
    const abort = new AbortController();
    const url = `http://${running.aggregator.http}/api/v1/observe`;
    const first = await fetch(url, { signal: abort.signal });
    const second = await fetch(url);
    expect([first.status, second.status]).toEqual([200, 503]);
    const followed = collect(running.query().observeEdges({ filter: {}, limit: 0 }, never));
    await expect(followed).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    abort.abort();
    await vi.waitUntil(async () => (await running.metric(`${OPEN}{kind="follow"}`)) === 0);
    const third = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    expect(third.status).toBe(200);
    await third.body?.cancel();
  });

  it('too slowly over HTTP loses edges, which are counted, and slows no agent', async () => {
    running = await Running.open();
    const [host, port] = running.aggregator.http.split(':');
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const asked = request({ host, port, path: '/api/v1/observe' }, resolve).end();
    const response = await promise;
    response.pause();
    const agent = await running.welcomed();
    const flows = Array.from({ length: FOLLOWER_EDGES_MAX }, (_, port) => flowOf({ port }));
    const discarded = 'dropcast_aggregator_discarded_total{stage="query",reason="slow_follower"}';
    let sequence = 0;
    while (((await running.metric(discarded)) ?? 0) === 0) {
      sequence++;
      agent.send({ kind: 'batch', batch: batchOf(sequence, { flows }) });
      expect(await agent.next()).toEqual({ kind: 'ack', sequence });
    }
    asked.destroy();
    await vi.waitUntil(async () => (await running.metric(`${OPEN}{kind="follow"}`)) === 0);
  });
});
