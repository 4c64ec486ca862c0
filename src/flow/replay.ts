/** What a replay of log files is asked and what it answers: between command line and pipeline. */
import type { Edge } from './edge.ts';
import type { EdgeFilter } from './edge-filter.ts';
import type { Account, Loss } from './loss.ts';

export interface ReplayRequest {
  /** At least one; `-` is standard input. */
  readonly files: readonly string[];
  readonly clusterFile: string | undefined;
  /** Log prefixes that count; none: all. */
  readonly prefixes: readonly string[];
  /** Applied to flows, before they are merged. */
  readonly filter: EdgeFilter;
}

export interface ReplayResult {
  readonly edges: readonly Edge[];
  readonly account: Account;
  readonly losses: readonly Loss[];
}

/** Reads the files to their end, or until `signal` aborts. */
export type Replay = (request: ReplayRequest, signal: AbortSignal) => Promise<ReplayResult>;
