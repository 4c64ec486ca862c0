import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuestionGate, type QuestionKind } from '../../src/service/question-gate.ts';
import { type LimitName, QUESTION_LIMITS } from '../../src/service/question-limits.ts';

const never = new AbortController().signal;

describe('questions', () => {
  let told: LimitName[];
  let open: Record<QuestionKind, number>;
  let gate: QuestionGate;
  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    open = { answer: 0, follow: 0 };
    gate = new QuestionGate({
      limits: { msMax: 1_000, edgesMax: 10, questionsMax: 3, followersMax: 1, perReaderMax: 2 },
      hasFlags: true,
      onLimit: (limit) => told.push(limit),
      onOpen: (kind, count) => {
        open[kind] = count;
      },
    });
  });
  afterEach(() => vi.useRealTimers());

  const begin = (who: string, kind: QuestionKind = 'answer') => gate.begin(who, kind, never);

  it('are so many at once, and of one reader fewer', () => {
    const first = begin('jane');
    begin('jane');
    expect(() => begin('jane')).toThrow(/^jane has 2 questions open \(--reader-questions\): ask /);
    begin('joe');
    expect(() => begin('jim')).toThrow(
      /^3 questions \(--questions\) are being answered: ask again/,
    );
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    expect(open.answer).toBe(2);
    begin('jim');
    expect(told).toEqual(['reader', 'questions']);
  });

  it('are counted apart from those who follow', () => {
    begin('jane', 'follow');
    expect(() => begin('joe', 'follow')).toThrow(/^1 followers \(--followers\) are here/);
    begin('joe');
    expect(open).toEqual({ answer: 1, follow: 1 });
    expect(told).toEqual(['followers']);
  });

  it('end when they took their time, and say how to ask for less', () => {
    const { signal } = begin('jane');
    const follower = begin('jane', 'follow');
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({
      limit: 'time',
      message: expect.stringMatching(
        /^the answer took longer than 1 s \(--question-time\): ask for/,
      ),
    });
    vi.advanceTimersByTime(QUESTION_LIMITS.msMax);
    expect(follower.signal.aborted).toBe(false);
  });

  it('are told no flags where there are none', () => {
    const plain = new QuestionGate({ limits: { ...QUESTION_LIMITS, questionsMax: 0 } });
    const asked = () => plain.begin('jane', 'answer', never);
    expect(asked).toThrow('0 questions are being answered: ask again in a moment');
  });

  it('that are answered take no time any more', () => {
    begin('jane')[Symbol.dispose]();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('end when nobody waits for them', () => {
    const gone = new AbortController();
    const { signal } = gate.begin('jane', 'answer', gone.signal);
    gone.abort();
    expect(signal.aborted).toBe(true);
    expect(told).toEqual([]);
  });

  it('hold so many edges, alone and all at once', () => {
    const first = begin('jane');
    first.takeEdges(10);
    expect(() => first.takeEdges(1)).toThrow(
      /more than 10 edges in memory \(--question-edges\): ask/,
    );
    const third = begin('jim');
    expect(() => third.takeEdges(1)).toThrow(/^answers to others hold 10 edges in memory/);
    first[Symbol.dispose]();
    third.takeEdges(10);
    expect(told).toEqual(['edges', 'memory']);
  });
});
