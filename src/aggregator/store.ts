/**
 * What the aggregator keeps: the contract of every home of flows (a file, or ClickHouse;
 * test/aggregator/store/contract.ts holds each home to it). The cursor lives with the counts: a
 * batch's flows, losses, account, cursor and sequence become durable together or not at all, which
 * is what makes redelivery harmless.
 */
import type { Check } from '../flow/check.ts';
import type { Flow } from '../flow/flow.ts';
import type { Account } from '../flow/loss.ts';
import type { Batch, Hello, Welcome } from '../wire/ingest.ts';
import type { ListObservedRequest, NodeHours, NodeStatus } from '../wire/query.ts';
import type { EdgeHints } from './history.ts';

/** Whose position is kept: one source of one node. */
export interface AgentKey {
  readonly cluster: string;
  readonly node: string;
  readonly source: string;
}

/**
 * What became of a batch. `applied` and `duplicate` are acknowledged; `fenced`: a newer instance
 * has taken over; `gap`: a batch before it is missing. Only `applied` has changed anything.
 */
export type Applied = 'applied' | 'duplicate' | 'fenced' | 'gap';

/** A flow and the node that reported it. */
export interface NodeFlow {
  readonly cluster: string;
  readonly node: string;
  readonly flow: Flow;
}

/** All that is kept about an agent; the ingest stage knows the rest. */
export interface StoredNode extends Omit<NodeStatus, 'connected' | 'throttledUs'> {
  readonly account: Account;
}

export interface Store {
  /** Which store this is: the same over restarts, another one for a restored copy. */
  identity(): Promise<string>;

  /**
   * Where an agent goes on. An instance never seen gets the next epoch, which fences all others,
   * and hears where the last one was left; the current one keeps its epoch; one that was current
   * before is `fenced` for good. `full`: too many agents were heard of lately for one more.
   */
  welcome(hello: Hello): Promise<Welcome | 'fenced' | 'full'>;

  /**
   * Applies a batch exactly once; resolves when it is durable. Flows beyond the node's share of
   * distinct ones in an hour are counted with less detail (flow/coarsen.ts).
   */
  apply(batch: Batch, agent: AgentKey): Promise<Applied>;

  /**
   * Notes that the agent was heard of and has read everything up to `observedUs`; never goes back,
   * may be lost in a crash.
   */
  observe(agent: AgentKey, observedUs: number): Promise<void>;

  /** Keeps what an agent found out about its node, instead of what it said before. */
  report(agent: AgentKey, checks: readonly Check[]): Promise<void>;

  /**
   * Flows by hour in blocks; hints leave out what they can, conditions are the caller's. Batches
   * applied meanwhile may or may not be in it. Rejects with the signal's reason once it aborts.
   */
  flows(hints: EdgeHints, signal?: AbortSignal): AsyncIterable<readonly NodeFlow[]>;

  /** All agents ever welcomed, by cluster, node and source. */
  nodes(): Promise<readonly StoredNode[]>;

  /** For how long each node was observed in the hours that overlap with the span. */
  observed(span: ListObservedRequest): AsyncIterable<NodeHours>;

  /** Ends everything; rejects nothing. What was asked before is answered or rejects. */
  close(): Promise<void>;
}

const STORE_ERROR_CODES = [
  'not_opened',
  'in_use',
  'newer_schema',
  'damaged',
  'full',
  'failed',
] as const;
type StoreErrorCode = (typeof STORE_ERROR_CODES)[number];

/** The store's disk or file failed; `message` says what, where, and what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
