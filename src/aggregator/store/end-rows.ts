/** Ends of flows by their row id. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  ATTRIBUTIONS,
  CONFIDENCES,
  ENDPOINT_KINDS,
  type Endpoint,
  type Workload,
} from '../../flow/endpoint.ts';
import { numberOf, type Row, textOf } from './row.ts';

/** Reads each end once: those of one question are shared by all its flows. */
export class EndRows {
  readonly #select: StatementSync;
  readonly #known = new Map<number, Endpoint>();

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT * FROM endpoint WHERE id = ?');
  }

  /** The end that a column refers to. */
  of(row: Row, column: 'source' | 'destination'): Endpoint {
    const id = numberOf(row, column);
    const end = this.#known.get(id) ?? endpointOf(this.#select.get(id) ?? {});
    this.#known.set(id, end);
    return end;
  }
}

function endpointOf(row: Row): Endpoint {
  const kind = textOf(row, 'kind');
  const attribution = textOf(row, 'attribution');
  const confidence = textOf(row, 'confidence');
  return {
    kind: ENDPOINT_KINDS.find((known) => known === kind) ?? 'unknown',
    namespace: textOf(row, 'namespace'),
    name: textOf(row, 'name'),
    workload: workloadOf(textOf(row, 'workload_kind'), textOf(row, 'workload_name')),
    labels: JSON.parse(textOf(row, 'labels')),
    ip: textOf(row, 'ip'),
    node: textOf(row, 'node'),
    attribution: ATTRIBUTIONS.find((known) => known === attribution) ?? 'none',
    confidence: CONFIDENCES.find((known) => known === confidence) ?? 'unknown',
    candidates: JSON.parse(textOf(row, 'candidates')),
  };
}

function workloadOf(kind: string, name: string): Workload | undefined {
  return kind === '' && name === '' ? undefined : { kind, name };
}
