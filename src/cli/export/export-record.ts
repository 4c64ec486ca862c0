/**
 * The unit of export: what was seen of an edge in one hour, as it stood when the hour was exported.
 * An hour that grew is exported again, whole, with the next revision: of an hour, the records with
 * the highest revision are all that is known.
 */
import { createHash } from 'node:crypto';
import type { Edge } from '../../flow/edge.ts';
import { edgeJson } from '../../flow/edge-json.ts';
import { keyOfEdge } from '../../flow/edge-key.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import { formatTime, HOUR_US } from '../../flow/time.ts';

/** Hex digits: 128 bits of a hash. */
const ID_DIGITS = 32;

export interface ExportRecord {
  readonly edge: Edge;
  /** Since the epoch. */
  readonly hour: number;
  /** From 1. */
  readonly revision: number;
}

/** The same for the same edge in the same hour, whoever exports it. */
export function recordId({ edge, hour }: ExportRecord): string {
  const hash = createHash('sha256').update(`${hour}\n${keyOfEdge(edge)}`);
  return hash.digest('hex').slice(0, ID_DIGITS);
}

/** That of `dropcast flows -o json`, with what tells copies and revisions apart. */
export function recordJson(record: ExportRecord) {
  const { edge, hour, revision } = record;
  return {
    id: recordId(record),
    revision,
    hour: formatTime(hour * HOUR_US),
    ...edgeJson(edge, outcomePrefixes([edge])),
  };
}

/** Takes records somewhere; resolves when they are there. Rejects with CommandError. */
export interface ExportSink {
  write(records: readonly ExportRecord[]): Promise<void>;
}
