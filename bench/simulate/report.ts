/** What a simulation prints: figures of the ingest, of both processes, of the store, of answers. */
import { type Asked, QUESTIONS } from './questions.ts';
import type { Figures } from './scene.ts';
import type { Usage } from './usage.ts';

export interface Outcome {
  /** From the first rollover to the last. */
  readonly spanMs: number;
  /** Records that were acknowledged in it. */
  readonly spanRecords: number;
  /** What the processes took in it; the engine's is 0 where the store has no process. */
  readonly agentsCpuMs: number;
  readonly aggregatorCpuMs: number;
  readonly engineCpuMs: number;
  /** What the whole machine took in it. */
  readonly machineCpuMs: number;
  /** From the last rollover to the last ack. */
  readonly drainMs: number;
  /** What each took from the first rollover to the last ack. */
  readonly agentsWholeMs: number;
  readonly aggregatorWholeMs: number;
  readonly engineWholeMs: number;
  readonly figures: Figures;
  readonly resent: number;
  readonly replaced: number;
  readonly agents: Usage;
  readonly aggregator: Usage;
  readonly engine: Usage | undefined;
  readonly asked: readonly Asked[];
}

export function reportLines(outcome: Outcome): string[] {
  const { figures, spanMs, spanRecords, agents, aggregator } = outcome;
  const { agentsCpuMs, aggregatorCpuMs, engineCpuMs, machineCpuMs } = outcome;
  const ours = agentsCpuMs + aggregatorCpuMs + engineCpuMs;
  return [
    row('records/s acknowledged', count((spanRecords * 1_000) / spanMs)),
    row(
      'records, batches',
      `${count(figures.acknowledgedRecords)}, ${count(figures.acknowledgedBatches)}`,
    ),
    row('bytes a record on the wire', (figures.bytes / figures.frozenRecords).toFixed(1)),
    row('ack p50, p99, max', quantiles(figures.waitedMs)),
    row('windows folded, batches sent again', `${count(figures.folded)}, ${count(outcome.resent)}`),
    row('pods replaced', count(outcome.replaced)),
    row('last rollover to last ack', `${count(outcome.drainMs)} ms`),
    row('cores: aggregator', cores(aggregatorCpuMs, spanMs)),
    row('cores: all agents', cores(agentsCpuMs, spanMs)),
    row('cores: everything else', cores(machineCpuMs - ours, spanMs)),
    row('CPU a record: aggregator', microseconds(outcome.aggregatorWholeMs, figures)),
    row('CPU a record: all agents', microseconds(outcome.agentsWholeMs, figures)),
    row('RSS of the aggregator, at most', memory(aggregator)),
    row('RSS of all agents, at most', memory(agents)),
    ...engineLines(outcome),
    row('edges of nodes, edge-hours', `${count(figures.edges)}, ${count(figures.edgeHours)}`),
    ...QUESTIONS.flatMap((question) => questionLines(question, outcome.asked)),
  ];
}

function engineLines({ engine, engineCpuMs, engineWholeMs, spanMs, figures }: Outcome): string[] {
  if (engine === undefined) return [];
  return [
    row('cores: engine', cores(engineCpuMs, spanMs)),
    row('CPU a record: engine', microseconds(engineWholeMs, figures)),
    row('RSS of the engine, at most', memory(engine)),
  ];
}

/** The same for a file of JSON: milliseconds, bytes, and counts. */
export function outcomeFigures({ figures, asked, ...outcome }: Outcome) {
  const { waitedMs, ...counts } = figures;
  const answers = QUESTIONS.map((question) => {
    const answered = asked.filter((one) => one.question === question && one.answers !== undefined);
    return { question, answered: answered.length, ms: atShares(answered.map(({ ms }) => ms)) };
  });
  return {
    ...outcome,
    recordsPerSecond: (outcome.spanRecords * 1_000) / outcome.spanMs,
    figures: counts,
    ackMs: atShares(waitedMs),
    answers,
  };
}

/** Of a store that is closed; `bytes` undefined where it is no file. */
export function storeLines(bytes: number | undefined, { edgeHours, edges }: Figures): string[] {
  if (bytes === undefined) return [];
  const [each, hourly] = [bytes / edges, bytes / edgeHours].map((one) => one.toFixed(0));
  return [row('store', `${megabytes(bytes)}: ${each} bytes an edge, ${hourly} an edge-hour`)];
}

function questionLines(question: string, asked: readonly Asked[]): string[] {
  const all = asked.filter((one) => one.question === question);
  if (all.length === 0) return [];
  const answered = all.filter(({ answers }) => answers !== undefined);
  const failed = all.length - answered.length;
  const most = Math.max(0, ...answered.map(({ answers }) => answers ?? 0));
  const notes = [`${answered.length} asked`, `up to ${count(most)}`];
  if (failed > 0) notes.push(`${failed} without an answer`);
  return [row(question, `${quantiles(answered.map(({ ms }) => ms))} (${notes.join(', ')})`)];
}

/** p50, p99 and the largest, in milliseconds. */
function quantiles(valuesMs: readonly number[]): string {
  const { p50, p99, max } = atShares(valuesMs);
  return `${[p50, p99, max].map((ms) => ms?.toFixed(0) ?? '-').join(', ')} ms`;
}

function atShares(values: readonly number[]) {
  const ascending = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))];
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function row(name: string, value: string): string {
  return `${name.padEnd(36)} ${value}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function cores(cpuMs: number, spanMs: number): string {
  return (cpuMs / spanMs).toFixed(3);
}

function microseconds(cpuMs: number, { acknowledgedRecords }: Figures): string {
  return `${((cpuMs * 1_000) / acknowledgedRecords).toFixed(1)} µs`;
}

function memory({ rssBytes, rssBytesMax }: Usage): string {
  return `${megabytes(rssBytes)}, ${megabytes(rssBytesMax)}`;
}

function megabytes(bytes: number): string {
  return `${count(bytes / 1e6)} MB`;
}
