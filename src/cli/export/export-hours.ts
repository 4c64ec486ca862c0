/**
 * Goes through the hours of the inventory and gives each to a sink, page by page; hours that grew
 * since are given again. An hour is taken as a whole, since names that are found late turn one
 * edge into another: a list of edges that changed would leave the old one behind.
 */
import { createHash } from 'node:crypto';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { ListedEdge, QueryClient } from '../../wire/query.ts';
import { collect } from '../ask.ts';
import type { ExportSink } from './export-record.ts';
import type { HourMark, Progress, ProgressStore } from './progress.ts';

/** Edges of one question (some 3 kB each in memory), and of one write, after which it is noted. */
const QUESTION_EDGES = 5_000;
export const PAGE_EDGES = 500;

export interface ExportOptions {
  readonly client: Pick<QueryClient, 'pageEdges' | 'listGroups'>;
  /** Without times: hours are exported whole. */
  readonly filter: EdgeFilter;
  readonly sink: ExportSink;
  readonly progress: ProgressStore;
  readonly signal: AbortSignal;
  /** Asks, and asks again where that may help. */
  readonly persist: <T>(attempt: () => Promise<T>) => Promise<T>;
}

/** Hours since the epoch, both included. */
export interface HourRange {
  /** Undefined: the first of all. */
  readonly first: number | undefined;
  readonly last: number;
  /** Hours before it are looked at once more, and then no longer. */
  readonly growing: number;
}

export class HourExport {
  readonly #options: ExportOptions;
  #state: Progress | undefined;
  #growing = 0;

  constructor(options: ExportOptions) {
    this.#options = options;
  }

  /**
   * Exports what grew and what is new in the hours up to `last`. Rejects with what sink, progress
   * or question reject with; the state then stays at the last page that arrived.
   */
  async run({ first, last, growing }: HourRange): Promise<void> {
    this.#state ??= this.#options.progress.load();
    const { open } = this.#state;
    // Whatever its age: it may have grown since it was begun.
    if (open !== undefined) await this.#exportHour(open, open.cursor);
    this.#growing = growing;
    await this.#exportGrown();
    for (let hour = this.#state.next ?? first ?? 1; hour <= last; hour = this.#now.next!) {
      const sums = await this.#sumsOf(hour);
      if (sums !== '') await this.#exportHour({ hour, revision: 1, sums }, '');
      else await this.#passEmpty(hour, Math.min(last, await this.#lastEmpty(hour)));
    }
  }

  /** Those that may still grow are looked at again. */
  async #passEmpty(from: number, to: number): Promise<void> {
    const empty: HourMark[] = [];
    for (let hour = Math.max(from, this.#growing); hour <= to; hour++) {
      empty.push({ hour, revision: 0, sums: '' });
    }
    await this.#note({ next: to + 1, marks: this.#marksWith(empty) });
  }

  /** Also those that grew too old meanwhile: one of them may not have been over the last time. */
  async #exportGrown(): Promise<void> {
    for (const { hour, revision, sums: before } of this.#now.marks) {
      const sums = await this.#sumsOf(hour);
      if (sums !== before) await this.#exportHour({ hour, revision: revision + 1, sums }, '');
    }
    const marks = this.#now.marks.filter(({ hour }) => hour >= this.#growing);
    if (marks.length < this.#now.marks.length) await this.#note({ marks });
  }

  /** What it adds up to was asked before: what comes meanwhile is seen next time. */
  async #exportHour(mark: HourMark, begin: string): Promise<void> {
    const { hour, revision } = mark;
    for (let cursor = begin, more = mark.sums !== ''; more; ) {
      const listed = await this.#page(hour, cursor);
      for (let at = 0; at < listed.length; at += PAGE_EDGES) {
        const page = listed.slice(at, at + PAGE_EDGES);
        await this.#options.sink.write(page.map(({ edge }) => ({ edge, hour, revision })));
        cursor = page.at(-1)!.cursor;
        await this.#note({ open: { ...mark, cursor } });
      }
      more = listed.length === QUESTION_EDGES;
    }
    const marks = this.#marksWith([mark]);
    const next = Math.max(this.#now.next ?? 0, hour + 1);
    await this.#note({ next, open: undefined, marks });
  }

  #page(hour: number, cursor: string): Promise<ListedEdge[]> {
    const { client, signal, persist } = this.#options;
    const place = cursor === '' ? {} : { cursor };
    const request = { filter: this.#filterOf(hour), limit: QUESTION_EDGES, ...place };
    return persist(() => collect(client.pageEdges(request, signal), signal));
  }

  /** Changes when an edge is added, counted, named or judged otherwise; empty without any. */
  async #sumsOf(hour: number): Promise<string> {
    const groups = await this.#groups(this.#filterOf(hour), ['direction', 'verdict', 'outcome']);
    if (groups.length === 0) return '';
    const rows = groups.map((group) => JSON.stringify(group)).sort();
    return createHash('sha256').update(rows.join('\n')).digest('base64url').slice(0, 22);
  }

  /** The hour before the next in which anything was seen; Infinity: there is none. */
  async #lastEmpty(hour: number): Promise<number> {
    const sinceUs = hour * HOUR_US;
    const groups = await this.#groups({ ...this.#options.filter, sinceUs }, []);
    const times = groups.map(({ firstSeenUs }) => firstSeenUs).filter((us) => us >= sinceUs);
    return Math.max(hour, Math.floor(Math.min(...times) / HOUR_US) - 1);
  }

  #groups(filter: EdgeFilter, by: Parameters<QueryClient['listGroups']>[0]['by']) {
    const { client, signal, persist } = this.#options;
    return persist(() => collect(client.listGroups({ filter, by, limit: 0 }, signal), signal));
  }

  #filterOf(hour: number): EdgeFilter {
    const sinceUs = hour * HOUR_US;
    return { ...this.#options.filter, sinceUs, untilUs: sinceUs + HOUR_US - 1 };
  }

  /** With those of `added` that may still grow in the place of older ones. */
  #marksWith(added: readonly HourMark[]): HourMark[] {
    const hours = new Set(added.map(({ hour }) => hour));
    const kept = this.#now.marks.filter(({ hour }) => !hours.has(hour));
    return [...kept, ...added.filter(({ hour }) => hour >= this.#growing)];
  }

  get #now(): Progress {
    return this.#state!;
  }

  async #note(change: Partial<Progress>): Promise<void> {
    this.#state = { ...this.#now, ...change };
    await this.#options.progress.save(this.#state);
  }
}
