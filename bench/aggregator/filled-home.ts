/**
 * Homes that hold so many edge-hours, of the corpus of the bench of the store: the same edges in
 * every hour. Into the embedded store they go by its own writer; into ClickHouse two hours go by
 * the home, and the engine makes the others out of them.
 */
import { openClickhouseHome } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { parseClickhouseUrl } from '../../src/aggregator/clickhouse/home-url.ts';
import { openForWriting } from '../../src/aggregator/store/database.ts';
import { Writer } from '../../src/aggregator/store/writer.ts';
import type { Endpoint } from '../../src/flow/endpoint.ts';
import type { Flow, ObservationPoint } from '../../src/flow/flow.ts';
import { FLOWS_PER_HOUR_MAX } from '../../src/flow/limits.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { HOUR_US } from '../../src/flow/time.ts';
import type { Batch } from '../../src/wire/ingest.ts';
import { copyHours } from '../clickhouse/copied-hours.ts';
import type { EngineProcess } from '../clickhouse/engine-process.ts';
import { agentOf, FLOWS_PER_NODE, flowsOf, NODES } from '../store-corpus.ts';

const FIRST_HOUR = 490_000;
/** Nodes whose batches make one transaction. */
const NODES_AT_ONCE = 50;
/** What ClickHouse gets by the home: the hour that ends terms is none of it. */
const HOURS_TAKEN = 2;
const DATABASE = 'questions';

export interface Corpus {
  readonly nodes: number;
  readonly hours: number;
}

export interface Filled extends Corpus {
  /** As of `dropcast aggregator --store`. */
  readonly store: string;
  /** LOG lines of all of it. */
  readonly lines: number;
}

/** Whole hours, at least so many edge-hours; fewer nodes where that is less than two hours. */
export function corpusOf(rows: number): Corpus {
  const nodes = Math.min(NODES, Math.ceil(rows / HOURS_TAKEN / FLOWS_PER_NODE));
  const hours = Math.ceil(rows / (nodes * FLOWS_PER_NODE));
  return { nodes, hours: Math.ceil(hours / HOURS_TAKEN) * HOURS_TAKEN };
}

export function edgeHoursOf({ nodes, hours }: Corpus): number {
  return nodes * hours * FLOWS_PER_NODE;
}

/** Writes the file `path`, which is new. */
export function fillFile(path: string, corpus: Corpus): Filled {
  const options = { flowsPerHourMax: FLOWS_PER_HOUR_MAX, forgetUs: Number.MAX_SAFE_INTEGER };
  const nowUs = () => Date.now() * 1_000;
  const writer = new Writer(openForWriting(path), path, { ...options, nowUs });
  const nodes = nodesOf(corpus);
  const flows = flowsOfAll(nodes);
  writer.welcome(nodes.map(helloOf));
  for (let hour = 0; hour < corpus.hours; hour++) {
    for (let first = 0; first < nodes.length; first += NODES_AT_ONCE) {
      const some = nodes.slice(first, first + NODES_AT_ONCE);
      const outcomes = writer.apply(
        some.map((node) => ({ agent: agentOf(node), batch: batchOf(flows[node]!, hour) })),
      );
      for (const outcome of outcomes) if (outcome instanceof Error) throw outcome;
    }
  }
  writer.close();
  return { ...corpus, store: path, lines: linesOf(flows, corpus) };
}

/** Makes a database on the engine. */
export async function fillEngine(engine: EngineProcess, corpus: Corpus): Promise<Filled> {
  const store = `clickhouse://${engine.host}/${DATABASE}?retention=off`;
  const url = parseClickhouseUrl(store, (why) => {
    throw new Error(why);
  });
  const byHand = { foldMs: Number.POSITIVE_INFINITY, intervalMs: 20 };
  const home = openClickhouseHome(url, { ...byHand, migrate: true });
  await home.ready();
  const nodes = nodesOf(corpus);
  const flows = flowsOfAll(nodes);
  const all = (ask: (node: number) => Promise<unknown>) => Promise.all(nodes.map(ask));
  await all((node) => home.welcome(helloOf(node)));
  for (let hour = 0; hour < HOURS_TAKEN; hour++) {
    await all((node) => home.apply(batchOf(flows[node]!, hour), agentOf(node)));
  }
  // What is folded is terms that are over: a hello and a batch behind it end one.
  await all((node) => home.welcome(helloOf(node)));
  await all((node) => home.apply(batchOf([], HOURS_TAKEN), agentOf(node)));
  await home.fold();
  await home.fold();
  await home.close();
  const times = corpus.hours / HOURS_TAKEN;
  if (times > 1) await copyHours(engine, { database: DATABASE, hours: HOURS_TAKEN, times });
  return { ...corpus, store, lines: linesOf(flows, corpus) };
}

function nodesOf({ nodes }: Corpus): number[] {
  return Array.from({ length: nodes }, (_, node) => node);
}

function helloOf(node: number) {
  return { ...agentOf(node), instance: 'bench', version: 'bench', bootId: 'boot' };
}

/** In the first hour; ends and points that are the same are one object, as in what is decoded. */
function flowsOfAll(nodes: readonly number[]): Flow[][] {
  const ends = new Map<string, Endpoint>();
  const points = new Map<string, ObservationPoint>();
  return nodes.map((node) =>
    flowsOf(node, FIRST_HOUR).map((flow) => ({
      ...flow,
      point: oneOf(points, flow.point.inInterface, flow.point),
      source: oneOf(ends, flow.source.ip, flow.source),
      destination: oneOf(ends, flow.destination.ip, flow.destination),
    })),
  );
}

function linesOf(flows: readonly (readonly Flow[])[], { hours }: Corpus): number {
  return hours * flows.flat().reduce((sum, { lines }) => sum + lines, 0);
}

function oneOf<Value>(known: Map<string, Value>, key: string, value: Value): Value {
  if (!known.has(key)) known.set(key, value);
  return known.get(key)!;
}

/** `flows`: of the node in the first hour. */
function batchOf(flows: readonly Flow[], hour: number): Batch {
  return {
    ...{ epoch: 1, sequence: hour + 1, cursorAfter: `cursor-${hour}` },
    ...{ losses: [], account: emptyAccount(), ruleCounters: [], readings: [] },
    flows: flows.map((flow) => later(flow, hour)),
  };
}

function later(flow: Flow, hours: number): Flow {
  const { hour, firstSeenUs, lastSeenUs } = flow;
  return {
    ...flow,
    hour: hour + hours,
    firstSeenUs: firstSeenUs + hours * HOUR_US,
    lastSeenUs: lastSeenUs + hours * HOUR_US,
  };
}
