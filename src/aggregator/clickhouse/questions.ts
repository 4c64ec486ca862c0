/**
 * Questions about flows: sums are made by the engine and streamed as they come, ends are looked up
 * once for each question. A question ends with its signal, and past the engine's limits with
 * HistoryLimitError.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import { HOUR_US } from '../../flow/time.ts';
import {
  type EdgeHints,
  HistoryLimitError,
  type HourSum,
  type Span,
  type StoredEdge,
} from '../history.ts';
import { type NodeFlow, StoreError } from '../store.ts';
import { type Engine, engineErrorOf, reasonOf } from './engine.ts';
import { ANSWER_READ, EDGE_READ, EdgeRows, ENDPOINT_READ, endpointsOf } from './flow-rows.ts';
import type { Block } from './native-blocks.ts';
import { SPAN_SUMS, SUMS } from './sums.ts';

/** Rows given at a time. */
const ROWS_MAX = 2_000;

/** Edges named in one statement; it is a text of 200 kB then. */
const EDGES_NAMED_MAX = 4_000;

/** What the engine says of questions that are too large, and what to do. */
const LIMITS: Readonly<Record<string, string>> = {
  TIMEOUT_EXCEEDED: 'took too long',
  TOO_SLOW: 'took too long',
  MEMORY_LIMIT_EXCEEDED: 'took too much memory',
  TOO_MANY_ROWS: 'has too many rows',
  TOO_MANY_ROWS_OR_BYTES: 'has too many rows',
};

/** The tables that are read: over all shards, or those of the one server. */
export type ReadTable = (name: string) => string;

interface Asked {
  /** Conditions on `counted`. */
  readonly counted: readonly string[];
  /** Conditions on `edge`; none: all edges. */
  readonly edge: readonly string[];
  readonly byHour: boolean;
  readonly having?: string;
  readonly parameters: Record<string, unknown>;
  readonly signal?: AbortSignal;
}

interface Answered {
  readonly agent: bigint;
  readonly edge: bigint;
  readonly hours: readonly number[];
  readonly flow: NodeFlow['flow'];
}

type Agents = (agent: bigint) => Omit<NodeFlow, 'flow'>;

export class Questions {
  readonly #engine: () => Promise<Engine>;
  readonly #table: ReadTable;

  constructor(engine: () => Promise<Engine>, table: ReadTable) {
    this.#engine = engine;
    this.#table = table;
  }

  async *flows({ protocol, port, sinceUs, untilUs }: EdgeHints) {
    const agents = await this.#agents();
    const edge = [
      ...(protocol === undefined ? [] : [`protocol = ${Number(protocol)}`]),
      ...(port === undefined ? [] : [`port = ${Number(port)}`]),
    ];
    const having = [
      ...(sinceUs === undefined ? [] : [`all_last >= ${Number(sinceUs)}`]),
      ...(untilUs === undefined ? [] : [`all_first <= ${Number(untilUs)}`]),
    ].join(' AND ');
    const asked = { counted: [], edge, byHour: true, parameters: {}, ...(having && { having }) };
    for await (const block of this.#answers(asked)) {
      yield block.map(({ agent, flow }): NodeFlow => ({ ...agents(agent), flow }));
    }
  }

  async *edges(hints: EdgeHints, signal: AbortSignal) {
    const agents = await this.#agents();
    const { namespace, protocol, port, replies } = hints;
    const edge = [
      ...(protocol === undefined ? [] : [`protocol = ${Number(protocol)}`]),
      ...(port === undefined ? [] : [`port = ${Number(port)}`]),
      ...(replies ? [] : ['is_reply = 0']),
      ...(namespace === undefined ? [] : [NAMESPACE]),
    ];
    const parameters = namespace === undefined ? {} : { namespace };
    const asked = { counted: spanned(hints), edge, byHour: false, parameters, signal };
    for await (const block of this.#answers(asked))
      yield block.map((each) => storedEdge(each, agents));
  }

  async *hourly(edges: readonly string[], span: Span, signal: AbortSignal) {
    const agents = await this.#agents();
    for (const named of chunks(edges)) {
      const counted = spanned(span);
      const edge = [amongEdges(named, 'id')];
      const asked = { counted, edge, byHour: true, parameters: {}, signal };
      for await (const block of this.#answers(asked))
        yield block.map((each) => storedEdge(each, agents));
    }
  }

  async series(edges: readonly string[] | 'all', span: Span, signal: AbortSignal) {
    const sums = new Map<number, HourSum>();
    for (const among of edges === 'all'
      ? [[]]
      : chunks(edges).map((named) => [amongEdges(named, 'edge')])) {
      const where = [...spanned(span), ...among].join(' AND ') || '1';
      const query = `SELECT hour, ${HOUR_SUMS} FROM ${this.#table('counted')}
        WHERE ${where} GROUP BY hour`;
      for await (const block of this.#blocks(query, {}, signal)) addHours(sums, block);
    }
    return [...sums.values()].sort((a, b) => a.hour - b.hour);
  }

  async *#answers({ counted, edge, byHour, having, parameters, signal }: Asked) {
    const among = edge.length === 0 ? '' : `WHERE ${edge.join(' AND ')}`;
    const edges = `SELECT agent, id FROM ${this.#table('edge')} ${among}`;
    const where = [...counted, ...(among && [`(agent, edge) IN (${edges})`])];
    const hours = byHour ? '[hour] AS all_hours' : 'arraySort(groupUniqArray(hour)) AS all_hours';
    const query = `
      SELECT ${ANSWER_READ}
      FROM (
        SELECT agent, edge, ${hours}, ${byHour ? SUMS : SPAN_SUMS} FROM ${this.#table('counted')}
        WHERE ${where.join(' AND ') || '1'} GROUP BY agent, edge${byHour ? ', hour' : ''}
        ${having ? `HAVING ${having}` : ''}
      ) AS sums
      SEMI LEFT JOIN (
        SELECT agent, id, ${EDGE_READ.join(', ')} FROM ${this.#table('edge')} ${among}
      ) AS known ON known.agent = sums.agent AND known.id = sums.edge`;
    let ends: ReadonlyMap<bigint, Endpoint> | undefined;
    for await (const block of this.#blocks(query, parameters, signal)) {
      // Whatever is counted by now, its ends were written before.
      ends ??= await this.#ends(among, parameters, signal);
      yield* answersOf(block, ends, signal);
    }
  }

  /** Of these edges. The newest description of an end counts; none never stands for one. */
  async #ends(among: string, parameters: Record<string, unknown>, signal?: AbortSignal) {
    const ids = `SELECT arrayJoin([source, destination]) FROM ${this.#table('edge')} ${among}`;
    const query = `SELECT ${ENDPOINT_READ} FROM ${this.#table('endpoint')}
      ${among && `WHERE id IN (${ids})`} ORDER BY is_described DESC, seen_us DESC LIMIT 1 BY id`;
    const ends = new Map<bigint, Endpoint>();
    for await (const block of this.#blocks(query, parameters, signal)) {
      for (const [id, endpoint] of endpointsOf(block)) ends.set(id, endpoint);
    }
    return ends;
  }

  async #agents(): Promise<Agents> {
    const query = `SELECT agent, cluster, node FROM ${this.#table('position')} LIMIT 1 BY agent`;
    const agents = new Map<bigint, Omit<NodeFlow, 'flow'>>();
    for await (const block of this.#blocks(query, {})) {
      for (const [row, agent] of block.ids(0).entries()) {
        agents.set(agent, { cluster: block.texts(1)[row]!, node: block.texts(2)[row]! });
      }
    }
    return (agent) => agents.get(agent) ?? { cluster: '', node: '' };
  }

  async *#blocks(query: string, parameters: Record<string, unknown>, signal?: AbortSignal) {
    try {
      signal?.throwIfAborted();
      const engine = await this.#engine();
      yield* engine.blocks(query, parameters, signal);
    } catch (cause) {
      signal?.throwIfAborted();
      throw questionError(cause);
    }
  }
}

const NAMESPACE = `(source_namespace = {namespace:String} OR
  destination_namespace = {namespace:String} OR may_be_renamed = 1)`;

/** Approximate past what is exact, where `addHour` stops; whole numbers would wrap around. */
const HOUR_SUMS = ['lines', 'connections', 'bytes', 'answered', 'refused', 'unreachable']
  .map((column) => `sum(toFloat64(${column}))`)
  .join(', ');

function addHours(sums: Map<number, HourSum>, block: Block): void {
  for (const [row, hour] of block.numbers(0).entries()) {
    const known = sums.get(hour);
    const plus = (before = 0, column: number) =>
      Math.min(before + block.numbers(column)[row]!, Number.MAX_SAFE_INTEGER);
    sums.set(hour, {
      hour,
      lines: plus(known?.lines, 1),
      connections: plus(known?.connections, 2),
      bytes: plus(known?.bytes, 3),
      answered: plus(known?.answered, 4),
      refused: plus(known?.refused, 5),
      unreachable: plus(known?.unreachable, 6),
    });
  }
}

/** Some rows at a time; batches have their turn between. */
async function* answersOf(
  block: Block,
  ends: ReadonlyMap<bigint, Endpoint>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Answered[]> {
  const rows = new EdgeRows(block);
  const { sources, destinations } = rows;
  const answered = (row: number): Answered => {
    const hours = rows.hours(row);
    const source = ends.get(sources[row]!) ?? unnamedEndpoint('');
    const destination = ends.get(destinations[row]!) ?? unnamedEndpoint('');
    const flow = rows.flow(row, hours[0]!, source, destination);
    return { agent: rows.agent(row), edge: rows.id(row), hours, flow };
  };
  for (let from = 0; from < block.rows; from += ROWS_MAX) {
    const length = Math.min(ROWS_MAX, block.rows - from);
    yield Array.from({ length }, (_, i) => answered(from + i));
    await turn();
    signal?.throwIfAborted();
  }
}

function storedEdge({ agent, edge, hours, flow }: Answered, agents: Agents): StoredEdge {
  return { id: `${agent}-${edge}`, ...agents(agent), hours, flow };
}

function spanned({ sinceUs, untilUs }: Span): string[] {
  return [
    ...(sinceUs === undefined ? [] : [`hour >= ${Math.floor(sinceUs / HOUR_US)}`]),
    ...(untilUs === undefined ? [] : [`hour <= ${Math.floor(untilUs / HOUR_US)}`]),
  ];
}

/** What is no id of ours names no edge. */
function amongEdges(ids: readonly string[], column: string): string {
  const known = ids.filter((id) => /^\d{1,20}-\d{1,20}$/.test(id));
  if (known.length === 0) return '0';
  return `(agent, ${column}) IN (${known.map((id) => `(${id.replace('-', ', ')})`).join(', ')})`;
}

function chunks(ids: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / EDGES_NAMED_MAX);
  return Array.from({ length: count }, (_, i) =>
    ids.slice(i * EDGES_NAMED_MAX, (i + 1) * EDGES_NAMED_MAX),
  );
}

function questionError(cause: unknown): unknown {
  if (cause instanceof StoreError || cause instanceof HistoryLimitError) return cause;
  const type = engineErrorOf(cause);
  const limit = type === undefined ? undefined : LIMITS[type];
  if (limit) {
    return new HistoryLimitError(`the question ${limit}: ask for fewer hours, or one namespace`, {
      cause,
    });
  }
  return new StoreError('failed', `ClickHouse does not answer: ${reasonOf(cause)}`, { cause });
}
