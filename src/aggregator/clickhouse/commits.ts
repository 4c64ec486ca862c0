/**
 * Commits batches of many agents together: what the edges are, then what was counted, and last the
 * rows that make it count. A step that fails leaves rows behind that nobody counts; the term of
 * every batch in it is over then (terms.ts).
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import type { Batch } from '../../wire/ingest.ts';
import { withBatch } from './agent-state.ts';
import { superseded } from './claims.ts';
import {
  EDGE_COLUMNS,
  type EdgePlace,
  ENDPOINT_COLUMNS,
  FACT_COLUMNS,
  writeEdge,
  writeFact,
} from './count-rows.ts';
import { EdgeHash } from './edge-id.ts';
import { Ends } from './ends.ts';
import type { Engine } from './engine.ts';
import { type Position, positionRow } from './position.ts';
import type { Room } from './room.ts';
import { RowBinary } from './row-binary.ts';

export interface Commit {
  readonly batch: Batch;
  readonly position: Position;
  readonly claimedHour: number;
  readonly room: Room;
  /** When the agent was heard of. */
  readonly heardUs: number;
}

/**
 * `unfit`: the batch holds what is no count, and nothing of it was written. `superseded`: it may
 * count or not; the next term knows.
 */
export type Committed =
  | { readonly kind: 'committed'; readonly position: Position; readonly coarsened: number }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'unfit'; readonly cause: unknown };

interface Rows {
  /** Flows of a batch share their ends: what one is is spelled out once for each object. */
  readonly ids: Map<Endpoint, bigint>;
  readonly endpoints: RowBinary;
  readonly edges: RowBinary;
  readonly facts: RowBinary;
}

/** Of one shard. */
export class Commits {
  readonly #nowUs: () => number;
  readonly #ends = new Ends();
  readonly #hash = new EdgeHash();
  /** All ends that are known to be written are, or will be. */
  #endsWritten: Promise<unknown> = Promise.resolve();

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /**
   * Rejects when any of it may not have been written. One may begin before another is over, of
   * other agents: what an end is may then be in the other one's rows, and is waited for.
   */
  async write(engine: Engine, commits: readonly Commit[]): Promise<readonly Committed[]> {
    const rows = newRows();
    const results = commits.map((commit) => this.#add(rows, commit));
    const committed = results.filter((result) => result.kind === 'committed');
    try {
      await Promise.all([
        this.#writeEnds(engine, rows.endpoints),
        engine.insert('edge_local', EDGE_COLUMNS, rows.edges),
        engine.insert('fact_local', FACT_COLUMNS, rows.facts),
      ]);
      const positions = committed.map(({ position }) => position);
      if (positions.length === 0) return results;
      await engine.insertInOrder('position_local', positions.map(positionRow));
      const late = await superseded(engine, positions);
      return results.map((result) => {
        const isLate = result.kind === 'committed' && late.has(result.position.agent);
        return isLate ? { kind: 'superseded' } : result;
      });
    } catch (cause) {
      this.#ends.forget();
      this.#endsWritten = Promise.resolve();
      throw cause;
    }
  }

  #writeEnds(engine: Engine, endpoints: RowBinary): Promise<unknown> {
    const own = engine.insert('endpoint_local', ENDPOINT_COLUMNS, endpoints);
    this.#endsWritten = Promise.all([this.#endsWritten, own]);
    return this.#endsWritten;
  }

  #add(rows: Rows, commit: Commit): Committed {
    const mark = rows.facts.mark();
    try {
      const coarsened = this.#addFlows(rows, commit);
      return { kind: 'committed', position: this.#advanced(commit, coarsened), coarsened };
    } catch (cause) {
      rows.facts.backTo(mark);
      return { kind: 'unfit', cause };
    }
  }

  #addFlows(rows: Rows, { batch, position, claimedHour, room }: Commit): number {
    const { agent, number } = position;
    const place = { agent, number, step: position.step + 1, claimedHour };
    const nowUs = this.#nowUs();
    const parts = new Map<bigint, number>();
    let coarsened = 0;
    for (const flow of batch.flows) {
      const fitted = room.fit(flow, (each) => this.#edgeOf(rows, each, nowUs));
      const { edge } = fitted;
      if (fitted.flow !== flow) coarsened += flow.lines;
      if (fitted.isNew) this.#writeEdge(rows, { ...place, id: edge, seenUs: nowUs }, fitted.flow);
      const part = parts.get(edge) ?? 0;
      parts.set(edge, part + 1);
      writeFact(rows.facts, { ...place, edge, part }, fitted.flow);
    }
    return coarsened;
  }

  #edgeOf(rows: Rows, flow: Flow, nowUs: number): bigint {
    const source = this.#endOf(rows, flow.source, nowUs);
    const destination = this.#endOf(rows, flow.destination, nowUs);
    return this.#hash.idOf(flow, source, destination);
  }

  #endOf({ ids, endpoints }: Rows, endpoint: Endpoint, nowUs: number): bigint {
    const known = ids.get(endpoint);
    if (known !== undefined) return known;
    const id = this.#ends.idOf(endpoint, endpoints, nowUs);
    ids.set(endpoint, id);
    return id;
  }

  #writeEdge(rows: Rows, place: Omit<EdgePlace, 'source' | 'destination'>, flow: Flow): void {
    const source = this.#endOf(rows, flow.source, place.seenUs);
    const destination = this.#endOf(rows, flow.destination, place.seenUs);
    writeEdge(rows.edges, { ...place, source, destination }, flow);
  }

  #advanced({ batch, position, heardUs }: Commit, coarsened: number): Position {
    const nowUs = this.#nowUs();
    return {
      ...position,
      step: position.step + 1,
      sequence: batch.sequence,
      cursor: batch.cursorAfter,
      heardUs,
      state: withBatch(position.state, batch, { coarsened, nowUs }),
    };
  }
}

function newRows(): Rows {
  return {
    ids: new Map(),
    endpoints: new RowBinary(),
    edges: new RowBinary(),
    facts: new RowBinary(),
  };
}
