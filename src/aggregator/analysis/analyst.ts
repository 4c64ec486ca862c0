/**
 * Answers questions for what policies do and how complete the inventory is, one at a time, each in
 * a thread of its own that ends with its question: neither batches nor other answers wait for it,
 * and nothing of it stays.
 *
 *   edges ──► EdgeEncoder ──► thread: tell ──► answer
 *   cluster ─────────────────────┘  (as a file, or listed and kept for a moment)
 */
import type { Edge } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { parseMoment } from '../../flow/edge-filter-text.ts';
import type { NamesConfig } from '../../kube/names-config.ts';
import { coverageWindow, lengthRemarks, lossRemarks } from '../../report/coverage-report.ts';
import { severalClusters } from '../../report/several-clusters.ts';
import type { QueryAnswers } from '../../service/query.ts';
import type { Bounds, WaitingBounds } from '../../service/question-gate.ts';
import type { AnalysisQuestion, CoverageAsked } from '../analysis.ts';
import { KeptCluster } from './kept-cluster.ts';
import type { SeenWindow } from './material.ts';
import type { ClusterSource } from './messages.ts';
import { QuestionThread, type StartThread, startThread } from './thread.ts';
import { Turns } from './turns.ts';

/** Each holds what was posted with it. */
const WAITING_MAX = 8;

export interface AnalystOptions
  extends Pick<Required<QueryAnswers>, 'listEdges' | 'listObserved' | 'getStatus'> {
  /** Where the cluster's objects come from. */
  readonly cluster: NamesConfig;
  readonly nowUs: () => number;
  /** Hears of each question that is sent away, as too many wait. */
  readonly onFull: () => void;
  readonly start?: StartThread;
}

export class Analyst {
  readonly #options: AnalystOptions;
  readonly #turns: Turns;
  readonly #kept = new KeptCluster();

  constructor(options: AnalystOptions) {
    this.#options = options;
    this.#turns = new Turns(WAITING_MAX, options.onFull);
  }

  /** See Analyse. */
  async answer(
    question: AnalysisQuestion,
    bounds: WaitingBounds,
    who: string,
  ): Promise<Uint8Array> {
    const { signal } = bounds;
    using _ = await bounds.untimed(this.#turns.take(signal, who));
    const { start = startThread } = this.#options;
    const data = { question, source: this.#sourceFor(question) };
    await using thread = new QuestionThread(start(data), (listed) => this.#kept.keep(listed));
    const over = new AbortController();
    const until = { ...bounds, signal: AbortSignal.any([signal, over.signal]) };
    const sent = this.#send(thread, question, until);
    try {
      const [answer] = await orAborted(Promise.all([thread.answer, sent]), signal);
      return answer;
    } finally {
      // Whoever disposes of the bounds may count on it that nothing is taken any more.
      over.abort();
      await sent.catch(() => {});
    }
  }

  #sourceFor(question: AnalysisQuestion): ClusterSource | undefined {
    if (question.kind === 'lint' && !question.withCluster) return undefined;
    const { cluster } = this.#options;
    const kept = this.#kept.cluster;
    return cluster.from === 'api' && kept ? { from: 'shared', cluster: kept } : cluster;
  }

  async #send(thread: QuestionThread, question: AnalysisQuestion, bounds: Bounds): Promise<void> {
    if (question.kind === 'lint') return await thread.send([], undefined, bounds.signal);
    const edges = await this.#options.listEdges(this.#filterOf(question), bounds);
    const seen = question.kind === 'coverage' ? await this.#seenIn(edges, question) : undefined;
    await thread.send(edges, seen, bounds.signal);
  }

  /** Coverage and policies are about all that was seen. */
  #filterOf(question: AnalysisQuestion): EdgeFilter {
    if (question.kind !== 'forecast') return {};
    const { since, until } = question;
    const nowUs = this.#options.nowUs();
    return {
      ...(since !== undefined && { sinceUs: parseMoment(since, nowUs) }),
      ...(until !== undefined && { untilUs: parseMoment(until, nowUs) }),
    };
  }

  async #seenIn(edges: readonly Edge[], question: CoverageAsked): Promise<SeenWindow> {
    const { listObserved, getStatus, nowUs } = this.#options;
    const atUs = nowUs();
    const window = coverageWindow(edges, question, { endUs: atUs, nowUs: atUs });
    const { nodes } = await getStatus();
    const observed = new Map<string, ReadonlyMap<number, number>>();
    const span = { sinceUs: window.fromUs, untilUs: window.toUs };
    for await (const { node, hours } of listObserved(span)) observed.set(node, hours);
    const remarks = [...lossRemarks(nodes), ...severalClusters(edges)];
    return { window, observed, remarks: [...remarks, ...lengthRemarks(edges, window)] };
  }
}

/** Rejects with the signal's reason as soon as it aborts; what becomes of it then is nobody's. */
async function orAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  result.catch(() => {});
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
