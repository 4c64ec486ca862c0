/** The lines of a forecast, by what the edges would meet. */
import { useState } from 'preact/hooks';
import { trafficText } from '../api/edge.ts';
import { FATES, type Fate, type Forecast, type ForecastLine } from '../api/forecast.ts';
import { countText, numberText, timeText, visible } from '../frame/visible.ts';
import { FATE_TEXTS } from '../map/colours.ts';
import { type Column, type SortBy, sortRows, Table } from '../table/table.tsx';

const ROWS_SHOWN = 100;

const COLUMNS: readonly Column<ForecastLine>[] = [
  {
    id: 'namespace',
    title: 'Under',
    cell: ({ namespace }) => visible(namespace),
    sort: ({ namespace }) => namespace,
  },
  { id: 'sentence', title: 'In words', cell: ({ sentence }) => visible(sentence) },
  {
    id: 'traffic',
    title: 'Traffic',
    isShort: true,
    cell: (line) => trafficText(line),
    sort: ({ protocol, port }) => `${protocol} ${String(port ?? '').padStart(5, '0')}`,
  },
  {
    id: 'outcome',
    title: 'Outcome',
    cell: ({ outcome, pre_existing }) => (pre_existing ? 'open before' : outcome),
    sort: ({ outcome }) => outcome,
  },
  {
    id: 'connections',
    title: 'Connections',
    isNumber: true,
    cell: ({ connections }) => numberText(connections),
    sort: ({ connections }) => connections,
  },
  {
    id: 'last_seen',
    title: 'Last seen',
    isShort: true,
    cell: ({ last_seen }) => timeText(last_seen),
    sort: ({ last_seen }) => last_seen ?? '',
  },
];

/** In the order in which they are told, worst first, until somebody sorts. */
const AS_TOLD: SortBy = { column: '', isDown: false };

export function ForecastTable({ forecast: { summary, edges } }: { readonly forecast: Forecast }) {
  const first = FATES.find((fate) => summary[fate].edges > 0) ?? 'allowed';
  const [picked, setFate] = useState<Fate | undefined>();
  const [by, setBy] = useState<SortBy>(AS_TOLD);
  const [shown, setShown] = useState(ROWS_SHOWN);
  const fate = picked ?? first;
  const lines = edges.filter((line) => line.forecast === fate);
  const rows = sortRows(lines, COLUMNS, by).slice(0, shown);
  return (
    <>
      <fieldset class="fates">
        <legend class="hidden">What is shown</legend>
        {FATES.map((name) => (
          <button
            key={name}
            type="button"
            class={`fate-figure ${name}`}
            aria-pressed={name === fate}
            onClick={() => {
              setFate(name);
              setShown(ROWS_SHOWN);
            }}
          >
            <span class="value">{numberText(summary[name].edges)}</span> {FATE_TEXTS[name]}
            <span class="note">{countText(summary[name].connections, 'connection')}</span>
          </button>
        ))}
      </fieldset>
      <Table
        label={`Edges: ${FATE_TEXTS[fate]}`}
        columns={COLUMNS}
        rows={rows}
        rowKey={(_, index) => index}
        sortBy={by}
        onSort={setBy}
        none="None."
      />
      {lines.length > shown && (
        <p>
          {numberText(shown)} of {countText(lines.length, 'line')}{' '}
          <button type="button" onClick={() => setShown(shown + ROWS_SHOWN)}>
            Show more
          </button>
        </p>
      )}
    </>
  );
}
