/** Edges as batches are committed, newest first. */
import { useState } from 'preact/hooks';
import { EDGE_COLUMNS, EDGE_FIELDS } from '../edges/edge-columns.tsx';
import '../edges/edges.css';
import { filterWords } from '../filter/conditions.ts';
import { FilterBar } from '../filter/filter-bar.tsx';
import { useRoute } from '../frame/page-context.ts';
import { numberText, visible } from '../frame/visible.ts';
import { type Column, Table } from '../table/table.tsx';
import { KEPT_MAX, type LiveRow, useLive } from './use-live.ts';

const COLUMNS: readonly Column<LiveRow>[] = EDGE_COLUMNS.map(({ sort: _, cell, ...column }) => ({
  ...column,
  cell: ({ edge }) => cell(edge),
}));

/** From now on: a time of the past means nothing here. */
function liveWords(words: URLSearchParams): URLSearchParams {
  const question = filterWords(words);
  question.delete('since');
  question.delete('until');
  question.set('fields', EDGE_FIELDS.join());
  return question;
}

export function LiveView() {
  const { words } = useRoute();
  const [isPaused, setPaused] = useState(false);
  const { rows, seen, state, error, gaps, clear } = useLive(liveWords(words), isPaused);
  return (
    <>
      <h1>Live</h1>
      <FilterBar />
      <div class="bar">
        <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? 'Go on' : 'Pause'}
        </button>
        <button type="button" onClick={clear}>
          Clear
        </button>
        <span class={`live-state ${isPaused ? 'paused' : state}`} role="status">
          {isPaused ? 'paused' : STATE_TEXTS[state]}
          {error !== '' && `: ${visible(error)}`}
        </span>
        <span class="note">
          {numberText(seen)} came, the last {KEPT_MAX} are kept
          {gaps > 0 && `; connected again ${gaps}×: what came meanwhile is under Edges`}
        </span>
      </div>
      <Table
        label="Edges as they come"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ number }) => number}
        none="Nothing came yet. Agents send what they saw every few seconds."
      />
    </>
  );
}

const STATE_TEXTS = {
  connecting: 'connecting…',
  following: 'following',
  away: 'connection lost, trying again',
  refused: 'refused',
};
