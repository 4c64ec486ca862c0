/** The table of the agent's bench: one row for each rate. */

export interface Figures {
  readonly linesPerSecond: number;
  /** Processor time over wall-clock time: 1 is a whole core. */
  readonly coreShare: number;
  readonly rssBytes: number;
  readonly anonBytes: number;
  readonly rssBytesMax: number;
  readonly wakeUpsPerSecond: number;
  /** From starting the process to the first flow at the aggregator. */
  readonly firstFlowMs: number;
  readonly written: number;
  readonly counted: number;
  /** What the agent says was lost. */
  readonly lost: number;
  /** Of the largest batch. */
  readonly flowsMax: number;
  readonly namedShare: number;
}

const MEBI = 1_048_576;
const megabytes = (bytes: number): string => (bytes / MEBI).toFixed(1);

const COLUMNS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['lines/s', (it) => it.linesPerSecond.toLocaleString('en')],
  ['% of a core', (it) => (it.coreShare * 100).toFixed(2)],
  ['RSS MiB', (it) => megabytes(it.rssBytes)],
  ['of it own', (it) => megabytes(it.anonBytes)],
  ['at most', (it) => megabytes(it.rssBytesMax)],
  ['wake-ups/s', (it) => it.wakeUpsPerSecond.toFixed(0)],
  ['first flow ms', (it) => it.firstFlowMs.toFixed(0)],
  ['flows', (it) => it.flowsMax.toLocaleString('en')],
  ['named', (it) => `${(it.namedShare * 100).toFixed(0)} %`],
  ['lines', (it) => it.written.toLocaleString('en')],
  ['lost', (it) => it.lost.toLocaleString('en')],
  ['difference', (it) => String(difference(it))],
];

/** Lines that are neither counted nor told as lost. */
export function difference({ written, counted, lost }: Figures): number {
  return written - counted - lost;
}

export function heading(): string {
  return COLUMNS.map(([name]) => name.padStart(name.length + 2)).join('');
}

export function row(figures: Figures): string {
  return COLUMNS.map(([name, cell]) => cell(figures).padStart(name.length + 2)).join('');
}
