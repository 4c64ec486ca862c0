/** Questions and their threads: one at a time, given up with their readers, bounded in memory. */
import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Analyst, type AnalystOptions } from '../../../src/aggregator/analysis/analyst.ts';
import type {
  FromThread,
  ThreadData,
  ToThread,
} from '../../../src/aggregator/analysis/messages.ts';
import { startThread, type Thread } from '../../../src/aggregator/analysis/thread.ts';
import type { AnalysisQuestion, ForecastAsked } from '../../../src/aggregator/analysis.ts';
import type { Edge } from '../../../src/flow/edge.ts';
import { QuestionGate } from '../../../src/service/question-gate.ts';
import { QUESTION_LIMITS } from '../../../src/service/question-limits.ts';
import { edge } from '../../wire/arbitraries.ts';

const LINT: AnalysisQuestion = { kind: 'lint', policies: '', withCluster: false };
const FORECAST: ForecastAsked = {
  ...{ kind: 'forecast', withStaged: false, withUnused: false },
  ...{ isStrict: false, ignoresUnanswered: false },
};
const EDGES = fc.sample(edge, { numRuns: 1, seed: 1 });

/** A thread that does what its test says. */
class FakeThread extends EventEmitter {
  readonly data: ThreadData;
  readonly heard: ToThread[] = [];
  isTerminated = false;

  constructor(data: ThreadData) {
    super();
    this.data = data;
  }

  postMessage(message: ToThread): void {
    this.heard.push(message);
    this.emit('heard');
  }

  async terminate(): Promise<number> {
    this.isTerminated = true;
    return 1;
  }

  say(message: FromThread): void {
    this.emit('message', message);
  }
}

describe('a question', () => {
  let threads: FakeThread[];
  beforeEach(() => {
    threads = [];
  });

  function analyst(changes: Partial<AnalystOptions> = {}): Analyst {
    return new Analyst({
      cluster: { from: 'nowhere' },
      listEdges: async () => EDGES,
      listObserved: async function* () {},
      getStatus: async () => ({ version: '', nodes: [], resources: [] }),
      nowUs: () => 1e15,
      onFull: () => {},
      start: (data) => {
        const thread = new FakeThread(data);
        threads.push(thread);
        return thread as unknown as Thread;
      },
      ...changes,
    });
  }

  const boundsOf = (signal: AbortSignal = new AbortController().signal) => ({
    signal,
    takeEdges: () => {},
    untimed: <T>(turn: Promise<T>) => turn,
  });
  const started = (count: number) => vi.waitUntil(() => threads.length === count);

  it('is answered by a thread of its own, which ends with it', async () => {
    const answer = analyst().answer(LINT, boundsOf(), 'jane');
    await started(1);
    expect(threads[0]!.data).toEqual({ question: LINT, source: undefined });
    threads[0]!.say({ answer: Buffer.from('{}') });
    expect(String(await answer)).toBe('{}');
    expect(threads[0]!.isTerminated).toBe(true);
    expect(threads[0]!.heard).toEqual([{ seen: undefined }]);
  });

  it('waits for the one before it', async () => {
    const asked = analyst();
    const first = asked.answer(LINT, boundsOf(), 'jane');
    const second = asked.answer(LINT, boundsOf(), 'jane');
    await started(1);
    threads[0]!.say({ answer: Buffer.from('1') });
    await first;
    await started(2);
    threads[1]!.say({ answer: Buffer.from('2') });
    expect(String(await second)).toBe('2');
  });

  it('takes none of its time while it waits for others', async () => {
    const asked = analyst();
    const first = asked.answer(LINT, boundsOf(), 'jane');
    await started(1);
    const limits = { ...QUESTION_LIMITS, msMax: 1_000 };
    vi.useFakeTimers();
    using open = new QuestionGate({ limits }).begin('joe', 'answer', new AbortController().signal);
    const second = asked.answer(LINT, open, 'joe');
    second.catch(() => {});
    await vi.advanceTimersByTimeAsync(5_000);
    threads[0]!.say({ answer: Buffer.from('1') });
    await first;
    await vi.advanceTimersByTimeAsync(999);
    expect(open.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await expect(second).rejects.toMatchObject({ limit: 'time' });
    vi.useRealTimers();
  });

  it('is sent away where eight wait already', async () => {
    const onFull = vi.fn();
    const asked = analyst({ onFull });
    const gone = new AbortController();
    const waiting = Array.from({ length: 9 }, (_, n) =>
      asked.answer(LINT, boundsOf(gone.signal), `r${n % 3}`),
    );
    await expect(asked.answer(LINT, boundsOf(), 'jane')).rejects.toMatchObject({
      limit: 'questions',
    });
    expect(onFull).toHaveBeenCalledTimes(1);
    gone.abort(new Error('gone'));
    const all = await Promise.allSettled(waiting);
    expect(all.map(({ status }) => status)).toEqual(Array(9).fill('rejected'));
    expect(threads.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });

  it.each(['while it is worked on', 'while edges are sent'])(
    'ends its thread when its reader goes away %s',
    async (when) => {
      const gone = new AbortController();
      const edges = when === 'while edges are sent' ? manyEdges() : EDGES;
      const asked = analyst({ listEdges: async () => edges });
      const answer = asked.answer(FORECAST, boundsOf(gone.signal), 'jane');
      await started(1);
      await vi.waitUntil(() => threads[0]!.heard.length === 2);
      gone.abort(new Error('nobody waits'));
      await expect(answer).rejects.toThrow('nobody waits');
      expect(threads[0]!.isTerminated).toBe(true);
      expect(threads[0]!.heard).toHaveLength(2);
    },
  );

  it('sends edges no faster than they are taken', async () => {
    const answer = analyst({ listEdges: async () => manyEdges() }).answer(
      FORECAST,
      boundsOf(),
      'jane',
    );
    await started(1);
    const [thread] = threads;
    await vi.waitUntil(() => thread!.heard.length === 2);
    thread!.say({ more: true });
    await vi.waitUntil(() => thread!.heard.length === 3);
    thread!.say({ more: true });
    thread!.say({ more: true });
    await vi.waitUntil(() => thread!.heard.length === 5);
    expect(thread!.heard.at(-1)).toEqual({ seen: undefined });
    thread!.say({ answer: Buffer.from('') });
    await answer;
  });

  const manyEdges = (): Edge[] => Array.from({ length: 4_000 }, () => EDGES[0]!);

  it('has the reason of its thread', async () => {
    const mistakes = [{ source: 'body', line: 1, column: 2, field: null, message: 'x' }];
    const asked = analyst({ listEdges: async () => manyEdges() });
    const answer = asked.answer(FORECAST, boundsOf(), 'jane');
    await started(1);
    threads[0]!.say({ refused: { fault: 'policies', message: 'no', mistakes } });
    await expect(answer).rejects.toMatchObject({ fault: 'policies', message: 'no', mistakes });
    const failing = asked.answer(LINT, boundsOf(), 'jane');
    await started(2);
    threads[1]!.say({ failed: 'TypeError: at …' });
    await expect(failing).rejects.toThrow('TypeError');
    const dying = asked.answer(LINT, boundsOf(), 'jane');
    await started(3);
    threads[2]!.emit('exit', 7);
    await expect(dying).rejects.toThrow('ended with code 7');
  });

  it('is not answered where its edges cannot be had', async () => {
    const listEdges = () => Promise.reject(new Error('too many'));
    await expect(analyst({ listEdges }).answer(FORECAST, boundsOf(), 'jane')).rejects.toThrow(
      'too many',
    );
    expect(threads[0]!.isTerminated).toBe(true);
  });

  it('takes no edges any more once there is an answer', async () => {
    let taken = 0;
    const listEdges: AnalystOptions['listEdges'] = async (_, { signal, takeEdges }) => {
      for (;;) {
        await new Promise(setImmediate);
        signal.throwIfAborted();
        takeEdges(1);
      }
    };
    const bounds = { ...boundsOf(), takeEdges: () => void taken++ };
    const answer = analyst({ listEdges }).answer(FORECAST, bounds, 'jane');
    await started(1);
    threads[0]!.say({ refused: { fault: 'cluster', message: 'away', mistakes: [] } });
    await expect(answer).rejects.toMatchObject({ fault: 'cluster' });
    const before = taken;
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    expect(taken).toBe(before);
  });

  it('takes no more memory than its thread may have', async () => {
    const flat = `{"kind":"List","apiVersion":"v1","items":[${'{"a":1},'.repeat(500_000)}{}]}`;
    const start = (data: ThreadData) => startThread(data, 48);
    const answer = analyst({ start }).answer({ ...LINT, policies: flat }, boundsOf(), 'jane');
    await expect(answer).rejects.toMatchObject({
      fault: 'memory',
      message: expect.stringMatching(/more than \d+ MiB of memory: ask for/),
    });
  });
});
