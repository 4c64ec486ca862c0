/** What all simulated agents have in common, and the figures that they add to. */
import type { Log } from '../../src/service/log.ts';
import type { Cluster } from './cluster.ts';
import type { Traffic } from './traffic.ts';
import type { Truth } from './truth.ts';

export interface Scene {
  readonly cluster: Cluster;
  readonly traffic: Traffic;
  readonly truth: Truth;
  readonly figures: Figures;
  /** Microseconds since the epoch, as records of this moment would have it. */
  readonly nowUs: () => number;
  /** IP:PORT. */
  readonly server: string;
  readonly log: Log;
  /** Hears that an agent was refused for good. */
  readonly onFailed: (error: unknown) => void;
}

export class Figures {
  /** Flow records and batches that were frozen, and that were acknowledged. */
  frozenRecords = 0;
  frozenBatches = 0;
  acknowledgedRecords = 0;
  acknowledgedBatches = 0;
  bytes = 0;
  lines = 0;
  /** Distinct flows of each node, and of each node and hour. */
  edges = 0;
  edgeHours = 0;
  /** Windows for which there was no room at their end. */
  folded = 0;
  /** From freezing a batch to its ack, in milliseconds. */
  readonly waitedMs: number[] = [];
}
