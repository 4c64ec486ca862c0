/** Connections and lines hour by hour, as a chart and as a table. */
import 'uplot/dist/uPlot.min.css';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useAnswer } from '../api/use-answer.ts';
import { Progress } from '../frame/progress.tsx';
import { useWidth } from '../frame/use-width.ts';
import { numberText, timeText } from '../frame/visible.ts';
import { type Colours, useColours } from '../map/colours.ts';
import { type Column, Table } from '../table/table.tsx';

interface Hour {
  readonly hour: string;
  readonly connections: number;
  readonly lines: number;
}

interface SeriesAnswer {
  readonly series: readonly { readonly hours: readonly Hour[] }[];
}

const HOUR_MS = 3_600_000;
/** Hours without traffic are drawn as such, for up to 92 days. */
const HOURS_MAX = 92 * 24;
const HEIGHT = 180;

const COLUMNS: readonly Column<Hour>[] = [
  { id: 'hour', title: 'Hour', cell: ({ hour }) => timeText(hour) },
  {
    id: 'connections',
    title: 'Connections',
    isNumber: true,
    cell: ({ connections }) => numberText(connections),
  },
  { id: 'lines', title: 'Lines', isNumber: true, cell: ({ lines }) => numberText(lines) },
];

export function Series({ words }: { readonly words: URLSearchParams }) {
  const answered = useAnswer<SeriesAnswer>({ path: 'series', words });
  const hours = useMemo(() => sumHours(answered.value), [answered.value]);
  return (
    <section aria-labelledby="series">
      <h2 id="series">Hour by hour</h2>
      <Progress of={answered} what="Series" />
      {hours.length > 0 && <Chart hours={fillHours(hours)} />}
      {hours.length > 0 && (
        <details>
          <summary>As a table</summary>
          <Table label="Hour by hour" columns={COLUMNS} rows={hours} rowKey={({ hour }) => hour} />
        </details>
      )}
    </section>
  );
}

/** Groups of one edge (what was logged, what was open before) together. */
function sumHours(answer: SeriesAnswer | undefined): Hour[] {
  const sums = new Map<string, Hour>();
  for (const { hour, connections, lines } of answer?.series.flatMap(({ hours }) => hours) ?? []) {
    const before = sums.get(hour) ?? { hour, connections: 0, lines: 0 };
    sums.set(hour, {
      hour,
      connections: before.connections + connections,
      lines: before.lines + lines,
    });
  }
  return [...sums.values()].sort((a, b) => (a.hour < b.hour ? -1 : 1));
}

/** One hour more at each end: a single bar has neighbours. */
function fillHours(hours: readonly Hour[]): Hour[] {
  const known = new Map(hours.map((hour) => [Date.parse(hour.hour), hour]));
  const times = [...known.keys()];
  const last = Math.max(...times) + HOUR_MS;
  const first = Math.max(Math.min(...times) - HOUR_MS, last - HOURS_MAX * HOUR_MS);
  const filled: Hour[] = [];
  for (let ms = first; ms <= last; ms += HOUR_MS) {
    const none = { hour: new Date(ms).toISOString(), connections: 0, lines: 0 };
    filled.push(known.get(ms) ?? none);
  }
  return filled;
}

function Chart({ hours }: { readonly hours: readonly Hour[] }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const colours = useColours();
  const plot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!plot.current || width === 0) return;
    const data: uPlot.AlignedData = [
      hours.map(({ hour }) => Date.parse(hour) / 1_000),
      hours.map(({ connections }) => connections),
    ];
    const chart = new uPlot(chartOptions(width, colours), data, plot.current);
    return () => chart.destroy();
  }, [hours, width, colours]);
  return (
    <div ref={box} class="chart" aria-hidden="true">
      <div ref={plot} />
    </div>
  );
}

/** `08:00`, and the date below where a day begins. */
function hourTexts(_: uPlot, seconds: readonly number[]): string[] {
  let before = '';
  return seconds.map((second) => {
    const [date = '', time = ''] = new Date(second * 1_000).toISOString().split('T');
    const isNew = date !== before;
    before = date;
    return isNew ? `${time.slice(0, 5)}\n${date}` : time.slice(0, 5);
  });
}

function chartOptions(width: number, { accent, border, muted }: Colours): uPlot.Options {
  const axis = {
    stroke: muted,
    grid: { stroke: border, width: 1 },
    ticks: { stroke: border, width: 1 },
    font: '11px system-ui, sans-serif',
  };
  return {
    ...{ width, height: HEIGHT },
    // Axes stand on whole hours and days of UTC.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    cursor: { drag: { x: true, y: false } },
    axes: [
      { ...axis, values: hourTexts },
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 1e4, 1e5, 1e6] },
    ],
    scales: { y: { range: (_, __, most) => [0, Math.max(most, 1) * 1.1] } },
    series: [
      { value: '{YYYY}-{MM}-{DD} {HH}:00' },
      {
        label: 'connections',
        stroke: accent,
        fill: `${accent}55`,
        paths: uPlot.paths.bars!({ size: [0.8, 60] }),
        points: { show: false },
      },
    ],
  };
}
