/**
 * Questions about flows: sums are made by the engine and streamed as they come, ends are looked up
 * once for each question. A question ends with its signal, and past the engine's limits with
 * HistoryLimitError.
 */
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
import { type Engine, engineErrorOf, type Row, reasonOf } from './engine.ts';
import { EDGE_READ, ENDPOINT_READ, edgeValues, endpointOf, SUM_READ } from './flow-rows.ts';
import { SPAN_SUMS, SUMS } from './sums.ts';

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
  readonly agent: string;
  readonly edge: string;
  readonly hours: readonly number[];
  readonly flow: NodeFlow['flow'];
}

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
      const counted = [...spanned(span), amongEdges(named)];
      const asked = { counted, edge: [], byHour: true, parameters: {}, signal };
      for await (const block of this.#answers(asked))
        yield block.map((each) => storedEdge(each, agents));
    }
  }

  async series(edges: readonly string[] | 'all', span: Span, signal: AbortSignal) {
    const sums = new Map<number, HourSum>();
    for (const among of edges === 'all'
      ? [[]]
      : chunks(edges).map((named) => [amongEdges(named)])) {
      const where = [...spanned(span), ...among].join(' AND ') || '1';
      const query = `SELECT hour, ${HOUR_SUMS} FROM ${this.#table('counted')}
        WHERE ${where} GROUP BY hour`;
      for await (const block of this.#blocks(query, {}, signal)) {
        for (const row of block) addHour(sums, row);
      }
    }
    return [...sums.values()].sort((a, b) => a.hour - b.hour);
  }

  async *#answers({ counted, edge, byHour, having, parameters, signal }: Asked) {
    const edges = `SELECT agent, id FROM ${this.#table('edge')} WHERE ${edge.join(' AND ')}`;
    const where = [...counted, ...(edge.length === 0 ? [] : [`(agent, edge) IN (${edges})`])];
    const hours = byHour ? 'hour AS all_hours' : 'arraySort(groupUniqArray(hour)) AS all_hours';
    const query = `
      SELECT sums.agent, sums.edge, all_hours, ${[...EDGE_READ, ...SUM_READ].join(', ')}
      FROM (
        SELECT agent, edge, ${hours}, ${byHour ? SUMS : SPAN_SUMS} FROM ${this.#table('counted')}
        WHERE ${where.join(' AND ') || '1'} GROUP BY agent, edge${byHour ? ', hour' : ''}
        ${having ? `HAVING ${having}` : ''}
      ) AS sums
      INNER JOIN (
        SELECT agent, id, ${EDGE_READ.join(', ')} FROM ${this.#table('edge')}
        ${edge.length === 0 ? '' : `WHERE ${edge.join(' AND ')}`} LIMIT 1 BY agent, id
      ) AS known ON known.agent = sums.agent AND known.id = sums.edge`;
    const ends = new Map<string, Endpoint>();
    for await (const block of this.#blocks(query, parameters, signal)) {
      const rows = block.map((row) => ({ row, values: edgeValues(row.slice(3)) }));
      const ids = rows.flatMap(({ values }) => [values.sourceId, values.destinationId]);
      await this.#learn(ends, ids);
      yield rows.map(({ row: [agent, id, all], values }): Answered => {
        const hours = byHour ? [Number(all)] : (all as readonly number[]);
        const [from, to] = [ends.get(values.sourceId), ends.get(values.destinationId)];
        const flow = values.flow(hours[0]!, from ?? unnamedEndpoint(''), to ?? unnamedEndpoint(''));
        return { agent: String(agent), edge: String(id), hours, flow };
      });
    }
  }

  /** The newest description of an end counts; none never stands for one. */
  async #learn(ends: Map<string, Endpoint>, ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !ends.has(id));
    if (unknown.length === 0) return;
    const query = `SELECT ${ENDPOINT_READ} FROM ${this.#table('endpoint')}
      WHERE id IN (${unknown.join(', ')}) ORDER BY is_described DESC, seen_us DESC LIMIT 1 BY id`;
    for await (const block of this.#blocks(query, {})) {
      for (const row of block) ends.set(String(row[0]), endpointOf(row));
    }
  }

  async #agents() {
    const query = `SELECT agent, cluster, node FROM ${this.#table('position')} LIMIT 1 BY agent`;
    const agents = new Map<string, Omit<NodeFlow, 'flow'>>();
    for await (const block of this.#blocks(query, {})) {
      for (const row of block) {
        const [agent, cluster, node] = row.map(String);
        agents.set(agent!, { cluster: cluster!, node: node! });
      }
    }
    return (agent: string) => agents.get(agent) ?? { cluster: '', node: '' };
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

function addHour(sums: Map<number, HourSum>, row: Row): void {
  const [hour, ...values] = row.map(Number) as [number, ...number[]];
  const known = sums.get(hour);
  const [lines, connections, bytes, answered, refused, unreachable] = values;
  const added = { hour, lines, connections, bytes, answered, refused, unreachable } as HourSum;
  const plus = (a: number, b: number) => Math.min(a + b, Number.MAX_SAFE_INTEGER);
  sums.set(hour, {
    hour,
    lines: plus(known?.lines ?? 0, added.lines),
    connections: plus(known?.connections ?? 0, added.connections),
    bytes: plus(known?.bytes ?? 0, added.bytes),
    answered: plus(known?.answered ?? 0, added.answered),
    refused: plus(known?.refused ?? 0, added.refused),
    unreachable: plus(known?.unreachable ?? 0, added.unreachable),
  });
}

function storedEdge(
  { agent, edge, hours, flow }: Answered,
  agents: (agent: string) => Omit<NodeFlow, 'flow'>,
): StoredEdge {
  return { id: `${agent}-${edge}`, ...agents(agent), hours, flow };
}

function spanned({ sinceUs, untilUs }: Span): string[] {
  return [
    ...(sinceUs === undefined ? [] : [`hour >= ${Math.floor(sinceUs / HOUR_US)}`]),
    ...(untilUs === undefined ? [] : [`hour <= ${Math.floor(untilUs / HOUR_US)}`]),
  ];
}

/** What is no id of ours names no edge. */
function amongEdges(ids: readonly string[]): string {
  const known = ids.filter((id) => /^\d{1,20}-\d{1,20}$/.test(id));
  if (known.length === 0) return '0';
  return `(agent, edge) IN (${known.map((id) => `(${id.replace('-', ', ')})`).join(', ')})`;
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
