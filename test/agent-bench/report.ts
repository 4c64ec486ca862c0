/** The table of the agent's bench, a row for each rate, and the goals beside what was measured. */
import { formatTable } from '../../bench/table.ts';

export interface Figures {
  readonly linesPerSecond: number;
  /** Processor time over wall-clock time: 1 is a whole core. */
  readonly coreShare: number;
  readonly rssBytes: number;
  readonly anonBytes: number;
  /** While it was measured; of a smoke run with the start. */
  readonly rssBytesMax: number;
  readonly wakeUpsPerSecond: number;
  /** From starting the process to the first flow at the aggregator, and the agent's own part. */
  readonly firstFlowMs: number;
  readonly firstFlowCpuMs: number;
  readonly written: number;
  readonly counted: number;
  /** What the agent says was lost. */
  readonly lost: number;
  /** Of the largest batch. */
  readonly flowsMax: number;
  readonly namedShare: number;
}

const MEGA = 1_000_000;
const megabytes = (bytes: number): string => (bytes / MEGA).toFixed(1);
const percent = (share: number): string => (share * 100).toFixed(2);

const COLUMNS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['lines/s', (it) => it.linesPerSecond.toLocaleString('en')],
  ['% of a core', (it) => percent(it.coreShare)],
  ['RSS MB', (it) => megabytes(it.rssBytes)],
  ['of it own', (it) => megabytes(it.anonBytes)],
  ['at most', (it) => megabytes(it.rssBytesMax)],
  ['wake-ups/s', (it) => it.wakeUpsPerSecond.toFixed(0)],
  ['first flow ms', (it) => it.firstFlowMs.toFixed(0)],
  ['CPU ms', (it) => it.firstFlowCpuMs.toFixed(0)],
  ['flows', (it) => it.flowsMax.toLocaleString('en')],
  ['named %', (it) => (it.namedShare * 100).toFixed(0)],
  ['lines', (it) => it.written.toLocaleString('en')],
  ['lost', (it) => it.lost.toLocaleString('en')],
  ['difference', (it) => String(difference(it))],
];

interface Goal {
  readonly what: string;
  readonly most: number;
  readonly measured: (figures: Figures) => number;
  /** Rows that it is about; all without. */
  readonly linesPerSecond?: number;
}

const GOALS: readonly Goal[] = [
  { what: '% of a core at rest', most: 0.5, linesPerSecond: 0, measured: sharePercent },
  { what: '% of a core at 1,000 lines/s', most: 1, linesPerSecond: 1_000, measured: sharePercent },
  { what: '% of a core at 50,000', most: 50, linesPerSecond: 50_000, measured: sharePercent },
  { what: 'MB resident at most', most: 75, measured: (it) => it.rssBytesMax / MEGA },
  { what: 'ms from start to first flow', most: 1_000, measured: (it) => it.firstFlowMs },
  { what: 'lines neither counted nor told as lost', most: 0, measured: difference },
];

function sharePercent({ coreShare }: Figures): number {
  return coreShare * 100;
}

/** Lines that are neither counted nor told as lost. */
export function difference({ written, counted, lost }: Figures): number {
  return written - counted - lost;
}

export function table(rows: readonly Figures[]): string {
  return formatTable([
    COLUMNS.map(([name]) => name),
    ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row))),
  ]);
}

/** One line per goal that was measured, of its worst row. */
export function goalLines(rows: readonly Figures[]): string[] {
  return GOALS.flatMap(({ what, most, measured, linesPerSecond }) => {
    const meant = rows.filter(
      (row) => (linesPerSecond ?? row.linesPerSecond) === row.linesPerSecond,
    );
    if (meant.length === 0) return [];
    const worst = Math.max(...meant.map((row) => Math.abs(measured(row))));
    const word = worst <= most ? 'reached' : 'MISSED ';
    const value = Number(worst.toFixed(2)).toLocaleString('en');
    return [
      `${word}  at most ${most.toLocaleString('en').padStart(5)}: ${value.padStart(7)}  ${what}`,
    ];
  });
}
