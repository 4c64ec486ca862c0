/**
 * The list of edges. By name it comes page by page from the aggregator, however long it is; by
 * everything else the edges with most lines are sorted here.
 */
import './edges.css';
import type { Question } from '../api/api.ts';
import type { Edge } from '../api/edge.ts';
import { useAnswer } from '../api/use-answer.ts';
import { filterWords } from '../filter/conditions.ts';
import { FilterBar } from '../filter/filter-bar.tsx';
import { usePage, useRoute } from '../frame/page-context.ts';
import { Progress } from '../frame/progress.tsx';
import { countText, numberText } from '../frame/visible.ts';
import { type Route, routeText, withWords } from '../route/route.ts';
import { type SortBy, sortRows, Table } from '../table/table.tsx';
import { EDGE_COLUMNS, EDGE_FIELDS } from './edge-columns.tsx';

interface EdgesAnswer {
  readonly edges: readonly Edge[];
  readonly next: string | null;
}

/** Rows on one page of the list. */
const PAGE_ROWS = 100;
/** Edges that are sorted here, at most: some 2 MB. */
const SORTED_MAX = 5_000;

export function EdgesView() {
  const { router } = usePage();
  const route = useRoute();
  const by = sortOf(route.words);
  const isByName = by.column === 'source';
  const answered = useAnswer<EdgesAnswer>(questionOf(route, isByName));
  // What was there before stays in sight, paler, until the next is there.
  const told = answered.value ?? answered.before;
  const { edges, next } = told ?? { edges: [], next: null };
  const page = Math.max(1, Number(route.words.get('page')) || 1);
  const sorted = isByName ? edges : sortRows(edges, EDGE_COLUMNS, by);
  const shown = isByName ? edges : sorted.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
  const go = (changes: Readonly<Record<string, string>>) =>
    router.go(routeText('edges', withWords(route.words, changes)));
  const sort = ({ column, isDown }: SortBy) =>
    go({ sort: isDown && column !== 'source' ? `-${column}` : column, page: '', cursor: '' });
  return (
    <>
      <h1>Edges</h1>
      <FilterBar />
      <Progress of={answered} what="Edges" />
      {told && (
        <div class={answered.value ? '' : 'stale'} aria-busy={!answered.value}>
          <p class="note" aria-live="polite">
            {rangeText(shown.length, isByName ? edges.length : sorted.length, { isByName, page })}
          </p>
          <Table
            label="Edges"
            columns={EDGE_COLUMNS}
            rows={shown}
            rowKey={(_, index) => index}
            sortBy={by}
            onSort={sort}
            none="No edge matches."
          />
          <Pages
            before={pageBefore(route, isByName, page)}
            next={pageBehind(isByName, next, page * PAGE_ROWS < sorted.length ? page + 1 : 0)}
            go={go}
          />
        </div>
      )}
    </>
  );
}

/** Most lines first, unless the address says otherwise. */
function sortOf(words: URLSearchParams): SortBy {
  const text = words.get('sort') || '-lines';
  return { column: text.replace(/^-/, ''), isDown: text.startsWith('-') };
}

function questionOf({ words }: Route, isByName: boolean): Question {
  const question = filterWords(words);
  question.set('fields', EDGE_FIELDS.join());
  question.set('limit', String(isByName ? PAGE_ROWS : SORTED_MAX));
  if (isByName) {
    question.set('order', 'name');
    const cursor = words.get('cursor');
    if (cursor) question.set('cursor', cursor);
  }
  return { path: 'edges', words: question };
}

function rangeText(
  shown: number,
  all: number,
  { isByName, page }: { readonly isByName: boolean; readonly page: number },
): string {
  if (isByName) return `${countText(shown, 'edge')} on this page, by name.`;
  const first = (page - 1) * PAGE_ROWS;
  const range = all > PAGE_ROWS ? `${numberText(first + 1)}–${numberText(first + shown)} of ` : '';
  const cut =
    all === SORTED_MAX ? ' with most lines: add a condition for others, or sort by source' : '';
  return `${range}${countText(all, 'edge')}${cut}.`;
}

type Changes = Readonly<Record<string, string>>;

function pageBefore({ words }: Route, isByName: boolean, page: number): Changes | undefined {
  if (isByName) return words.has('cursor') ? { cursor: '' } : undefined;
  return page > 1 ? { page: page === 2 ? '' : String(page - 1) } : undefined;
}

function pageBehind(isByName: boolean, next: string | null, page: number): Changes | undefined {
  if (isByName) return next === null ? undefined : { cursor: next };
  return page > 0 ? { page: String(page) } : undefined;
}

interface PagesProps {
  readonly before: Changes | undefined;
  readonly next: Changes | undefined;
  readonly go: (changes: Changes) => void;
}

function Pages({ before, next, go }: PagesProps) {
  if (before === undefined && next === undefined) return null;
  return (
    <nav class="pages" aria-label="Pages of the list">
      <button type="button" disabled={before === undefined} onClick={() => go(before ?? {})}>
        {before?.cursor === '' ? 'First page' : 'Page before'}
      </button>
      <button type="button" disabled={next === undefined} onClick={() => go(next ?? {})}>
        Next page
      </button>
    </nav>
  );
}
