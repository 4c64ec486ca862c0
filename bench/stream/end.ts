/** What the bench's two ends and the process above them say to each other. */
import type { BatchContent } from '../../src/wire/ingest.ts';
import type { Certificate } from '../certificate.ts';

export const CODECS = ['dropcast', 'protobufjs', 'json'] as const;
export type Codec = (typeof CODECS)[number];

export interface AggregatorPlan {
  readonly codec: Codec;
  /** Absent: plain text. */
  readonly certificate?: Certificate;
  /** A path as of --store; absent: flows are only counted. */
  readonly store?: string;
}

export interface AgentPlan {
  readonly codec: Codec;
  /** HOST:PORT. */
  readonly address: string;
  /** The aggregator's, which the agent trusts; absent: plain text. */
  readonly certificate?: Certificate;
  readonly flowsPerBatch: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Sent at least, however long that takes, to warm up, and again to measure. */
  readonly batchesMin: number;
}

/** CPU of one process so far, of all its threads. */
export interface Spent {
  readonly cpuUs: number;
}

export interface AgentFigures {
  readonly flows: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly cpuUs: number;
  /** From freezing a batch to its ack, ascending: with all batches in flight, and with one. */
  readonly busyMs: readonly number[];
  readonly idleMs: readonly number[];
}

/** How the agent's end is driven, whatever carries its batches: as ShipClient and Delivery. */
export interface Lane<Prepared> {
  /** Done beforehand, not measured. */
  readonly prepare: (content: BatchContent) => Prepared;
  readonly bytesOf: (prepared: Prepared) => number;
  /** Encodes and sends; only while there is room. */
  readonly send: (prepared: Prepared) => void;
  /** Sequence of the last batch that was acknowledged; the first one sent is 1. */
  readonly acknowledged: () => number;
  readonly whenRoom: () => Promise<void>;
  readonly whenEmpty: () => Promise<void>;
}

export function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
