/**
 * Commits batches of many agents together: what the edges are, then what was counted, and last the
 * rows that make it count. A step that fails leaves rows behind that nobody counts; the term of
 * every batch in it is over then (terms.ts).
 */
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
  readonly endpoints: RowBinary;
  readonly edges: RowBinary;
  readonly facts: RowBinary;
}

/** Of one shard. */
export class Commits {
  readonly #nowUs: () => number;
  readonly #ends = new Ends();
  readonly #hash = new EdgeHash();

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** Rejects when any of it may not have been written. */
  async write(engine: Engine, commits: readonly Commit[]): Promise<readonly Committed[]> {
    const rows = { endpoints: new RowBinary(), edges: new RowBinary(), facts: new RowBinary() };
    const results = commits.map((commit) => this.#add(rows, commit));
    const committed = results.filter((result) => result.kind === 'committed');
    try {
      await Promise.all([
        engine.insert('endpoint_local', ENDPOINT_COLUMNS, rows.endpoints),
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
      throw cause;
    }
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

  #edgeOf({ endpoints }: Rows, flow: Flow, nowUs: number): bigint {
    const source = this.#ends.idOf(flow.source, endpoints, nowUs);
    const destination = this.#ends.idOf(flow.destination, endpoints, nowUs);
    return this.#hash.idOf(flow, source, destination);
  }

  #writeEdge(
    { edges, endpoints }: Rows,
    place: Omit<EdgePlace, 'source' | 'destination'>,
    flow: Flow,
  ) {
    const source = this.#ends.idOf(flow.source, endpoints, place.seenUs);
    const destination = this.#ends.idOf(flow.destination, endpoints, place.seenUs);
    writeEdge(edges, { ...place, source, destination }, flow);
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
