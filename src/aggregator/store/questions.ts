/**
 * Answers questions out of the file: edges, their sums by hour, and the series of them. What
 * edges add up to in all their hours is one row for many; buckets are read where a span cuts it.
 * No statement stays open between two pages, so that nothing holds the log of changes back.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EdgeHints, HourSum, Span, StoredEdge } from '../history.ts';
import { Allowance, type QuestionLimits } from './allowance.ts';
import { EdgeRows, isLevelEdge } from './edge-rows.ts';
import { addToHour, emptyHourSum, hourSumOf, type OpenHourSum } from './hour-sums.ts';
import { numberOf, type Row, textOf } from './row.ts';
import { inSnapshot } from './snapshot.ts';
import { HoursOfEdges, hoursInSpan, hoursOf, SumReader } from './span-sums.ts';
import type { Tally } from './tally.ts';

/** Edges looked at in one go: some milliseconds. */
const PAGE_EDGES = 1_000;
/** Edges whose buckets of an hour are read in one go. */
const PAGE_BUCKETS = 4_000;

/** Stands for no last hour where numbers are needed. */
const HOUR_MAX = Number.MAX_SAFE_INTEGER;

/**
 * Edges with an end that is in the namespace or may be: what has no name yet, and what could be
 * one of several. An outside address is in none.
 */
const SELECT_OF_NAMESPACE = `
WITH ends (id) AS MATERIALIZED (
  SELECT id FROM endpoint WHERE namespace = $namespace
  UNION SELECT id FROM endpoint
    WHERE (attribution = 'none' AND kind <> 'outside') OR candidates <> '[]'
)
SELECT edge.id FROM ends CROSS JOIN edge ON edge.source = ends.id
UNION SELECT edge.id FROM ends CROSS JOIN edge ON edge.destination = ends.id
ORDER BY 1`;

export class Questions {
  readonly #db: DatabaseSync;
  readonly #limits: QuestionLimits;
  readonly #sums: SumReader;
  readonly #selectPage: StatementSync;
  readonly #selectOfNamespace: StatementSync;
  readonly #selectSums: StatementSync;

  constructor(db: DatabaseSync, limits: QuestionLimits) {
    this.#db = db;
    this.#limits = limits;
    this.#sums = new SumReader(db);
    this.#selectPage = db.prepare(
      `SELECT id FROM edge WHERE id > ? ORDER BY id LIMIT ${PAGE_EDGES}`,
    );
    this.#selectOfNamespace = db.prepare(SELECT_OF_NAMESPACE);
    this.#selectSums = db.prepare(
      'SELECT * FROM hour_sum WHERE hour BETWEEN ? AND ? ORDER BY hour',
    );
  }

  async *edges(hints: EdgeHints, signal: AbortSignal): AsyncGenerator<readonly StoredEdge[]> {
    const allowance = new Allowance(this.#limits, signal);
    const rows = new EdgeRows(this.#db, hints);
    for await (const ids of this.#pages(hints.namespace, allowance)) {
      const edges = await this.#page(allowance, () =>
        this.#summed(rows, rows.read(ids), hints, allowance),
      );
      if (edges.length > 0) yield edges;
    }
  }

  async *hourly(
    edges: readonly string[],
    span: Span,
    signal: AbortSignal,
  ): AsyncGenerator<readonly StoredEdge[]> {
    const allowance = new Allowance(this.#limits, signal);
    const rows = new EdgeRows(this.#db, { replies: true });
    for await (const page of this.#bucketPages(rows, edges, span, allowance)) {
      const read = () =>
        [...this.#sums.read(page.hour, page.edges)].map(([edge, tally]) =>
          storedEdge(rows, page.rows.get(edge)!, [page.hour], tally),
        );
      const block = await this.#page(allowance, read);
      if (block.length > 0) yield block;
    }
  }

  async series(
    edges: readonly string[] | 'all',
    span: Span,
    signal: AbortSignal,
  ): Promise<HourSum[]> {
    const allowance = new Allowance(this.#limits, signal);
    if (edges === 'all') return allowance.work(() => this.#seriesOfAll(span));
    const sums = new Map<number, OpenHourSum>();
    const rows = new EdgeRows(this.#db, { replies: true });
    for await (const page of this.#bucketPages(rows, edges, span, allowance)) {
      await this.#page(allowance, () => {
        const sum = sums.get(page.hour) ?? emptyHourSum(page.hour);
        sums.set(page.hour, sum);
        for (const [edge, tally] of this.#sums.read(page.hour, page.edges)) {
          addToHour(sum, tally, isLevelEdge(page.rows.get(edge)!));
        }
      });
    }
    return [...sums.values()].sort((a, b) => a.hour - b.hour);
  }

  /** One page of work, which sees the file as it was at one moment. */
  #page<Result>(allowance: Allowance, read: () => Result): Promise<Result> {
    return allowance.work(() => inSnapshot(this.#db, read));
  }

  #seriesOfAll(span: Span): HourSum[] {
    const { first, last } = hoursOf(span);
    return this.#selectSums.all(first, Math.min(last, HOUR_MAX)).map(hourSumOf);
  }

  /** Ids of the edges that may be in the namespace, or of all. */
  async *#pages(namespace: string | undefined, allowance: Allowance): AsyncGenerator<number[]> {
    if (namespace === undefined) return yield* this.#allPages(allowance);
    const rows = await allowance.work(() => this.#selectOfNamespace.all({ $namespace: namespace }));
    for (const page of slices(rows, PAGE_EDGES)) {
      allowance.take(page.length);
      yield page.map((row) => numberOf(row, 'id'));
    }
  }

  async *#allPages(allowance: Allowance): AsyncGenerator<number[]> {
    for (let after = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = await allowance.work(() => this.#selectPage.all(after));
      const last = rows.at(-1);
      if (last === undefined) return;
      allowance.take(rows.length);
      yield rows.map((row) => numberOf(row, 'id'));
      after = numberOf(last, 'id');
    }
  }

  /** The edges of a page of rows, those that were seen in the span. */
  #summed(rows: EdgeRows, page: readonly Row[], span: Span, allowance: Allowance): StoredEdge[] {
    const bounds = hoursOf(span);
    const totals = this.#sums.totals();
    const seen = page.flatMap((row) => {
      const total = totals.find(numberOf(row, 'id'));
      if (total === undefined) return [];
      const { hours, isWhole } = hoursInSpan(total.hours, bounds);
      return hours.length > 0 ? [{ row, hours, isWhole, total: total.tally }] : [];
    });
    const wanted = new HoursOfEdges();
    const levels = new Set<number>();
    for (const { row, hours, isWhole } of seen) {
      if (isWhole) continue;
      const edge = numberOf(row, 'id');
      wanted.add(edge, hours);
      if (isLevelEdge(row)) levels.add(edge);
    }
    allowance.take(wanted.size);
    const sums = this.#sums.sums(wanted, (edge) => levels.has(edge));
    return seen.flatMap(({ row, hours, isWhole, total }) => {
      const tally = isWhole ? total : sums.get(numberOf(row, 'id'));
      return tally ? [storedEdge(rows, row, hours, tally)] : [];
    });
  }

  /** Hour after hour of some of the edges; then of others. */
  async *#bucketPages(
    rows: EdgeRows,
    edges: readonly string[],
    span: Span,
    allowance: Allowance,
  ): AsyncGenerator<{ hour: number; edges: number[]; rows: Map<number, Row> }> {
    const bounds = hoursOf(span);
    const ids = edges.map(Number).filter(Number.isSafeInteger);
    for (const slice of slices(
      ids.sort((a, b) => a - b),
      PAGE_BUCKETS,
    )) {
      const wanted = new HoursOfEdges();
      const known = new Map<number, Row>();
      await allowance.work(() => {
        const totals = this.#sums.totals();
        for (const row of rows.read(slice)) {
          const edge = numberOf(row, 'id');
          known.set(edge, row);
          wanted.add(edge, hoursInSpan(totals.find(edge)?.hours ?? [], bounds).hours);
        }
      });
      allowance.take(slice.length + wanted.size);
      for (const [hour, ofHour] of wanted.byHour()) yield { hour, edges: ofHour, rows: known };
    }
  }
}

function storedEdge(rows: EdgeRows, row: Row, hours: readonly number[], tally: Tally): StoredEdge {
  return {
    id: String(numberOf(row, 'id')),
    cluster: textOf(row, 'cluster'),
    node: textOf(row, 'node'),
    flow: rows.flow(row, hours[0]!, tally),
    hours,
  };
}

function* slices<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
