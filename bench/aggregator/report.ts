/** The tables of the aggregator's bench: a row for each rung, and one for each question. */
import { formatTable } from '../table.ts';
import type { Climbed, Simulated } from './ladder.ts';
import type { Asked } from './questions.ts';

/** Of one home at one size. */
export interface Answers {
  readonly store: string;
  readonly edgeHours: number;
  readonly asked: readonly Asked[];
}

const RUNG_HEADINGS = [
  ...['store, agents, every s', 'sent/s', 'durable/s', 'ack p50', 'p99', 'max ms', 'behind s'],
  ...['CPU µs/record', 'engine', 'cores', 'RSS MB', 'engine', 'totals'],
];
const QUESTION_HEADINGS = ['question', 'answers', 'first ms', 'p50', 'p95', 'CPU ms'];

export function ladderTable(rungs: readonly Climbed[]): string {
  return formatTable([RUNG_HEADINGS, ...rungs.map(rungCells)]);
}

export function questionTable(answers: readonly Answers[]): string {
  const rows = answers.flatMap(({ store, asked }) => asked.map((one) => askedCells(store, one)));
  return formatTable([QUESTION_HEADINGS, ...rows]);
}

/** What was asked of, and the table. */
export function questionLines(answers: readonly Answers[]): string[] {
  if (answers.length === 0) return [];
  const [{ edgeHours, asked }] = answers as [Answers];
  const times = Math.max(...asked.map(({ ms }) => ms.length));
  return [
    `${count(edgeHours)} edge-hours; each question ${times} times behind the first`,
    '',
    questionTable(answers),
  ];
}

/** One line for each that has no figures. */
export function failureLines(rungs: readonly Climbed[], answers: readonly Answers[]): string[] {
  return [
    ...rungs.flatMap((rung) =>
      rung.failure === undefined ? [] : [`${nameOf(rung)}: ${rung.failure}`],
    ),
    ...answers.flatMap(({ store, asked }) =>
      asked.flatMap(({ question, failure }) =>
        failure === undefined ? [] : [`${store}, ${question}: ${failure}`],
      ),
    ),
  ];
}

function nameOf({ store, agents, windowMs }: Climbed): string {
  return `${store}, ${count(agents)}, ${windowMs / 1_000}`;
}

function rungCells(rung: Climbed): string[] {
  const name = nameOf(rung);
  return rung.simulated === undefined ? [name, 'none'] : [name, ...figureCells(rung.simulated)];
}

function figureCells(simulated: Simulated): string[] {
  const { figures, ackMs, aggregator, engine, spanMs } = simulated;
  const { aggregatorWholeMs, engineWholeMs, aggregatorCpuMs, engineCpuMs } = simulated;
  const each = (cpuMs: number) => ((cpuMs * 1_000) / figures.acknowledgedRecords).toFixed(0);
  return [
    count((figures.frozenRecords * 1_000) / spanMs),
    count(simulated.recordsPerSecond),
    ...[ackMs.p50, ackMs.p99, ackMs.max].map((ms) => (ms === undefined ? '-' : count(ms))),
    (simulated.drainMs / 1_000).toFixed(1),
    each(aggregatorWholeMs),
    engine === undefined ? '' : each(engineWholeMs),
    ((aggregatorCpuMs + engineCpuMs) / spanMs).toFixed(2),
    megabytes(aggregator.rssBytesMax),
    engine === undefined ? '' : megabytes(engine.rssBytesMax),
    simulated.isExact ? 'exact' : 'WRONG',
  ];
}

function askedCells(store: string, { question, size, firstMs, ms, cpuMs, failure }: Asked) {
  const name = `${store}: ${question}`;
  if (failure !== undefined) return [name, 'none'];
  const ascending = ms.toSorted((a, b) => a - b);
  const at = (share: number) => ascending[Math.ceil(share * ascending.length) - 1] ?? firstMs;
  return [name, count(size), ...[firstMs, at(0.5), at(0.95), cpuMs].map(count)];
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function megabytes(bytes: number): string {
  return count(bytes / 1e6);
}
