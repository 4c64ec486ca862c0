/**
 * A home of flows that only counts them, so that the stream is measured and nothing behind it. It
 * keeps the contract of delivery: a batch is applied once, in its order.
 */
import type { AgentKey, Applied, Store } from '../../src/aggregator/store.ts';
import type { Batch } from '../../src/wire/ingest.ts';

const EPOCH = 1;

export interface CountingStore extends Store {
  /** Flows in applied batches. */
  readonly counted: () => number;
}

export function createCountingStore(): CountingStore {
  let sequence = 0;
  let flows = 0;
  const store = 'bench';
  return {
    identity: async () => store,
    welcome: async () => ({ epoch: EPOCH, sequence, cursor: '', store }),
    async apply(batch: Batch, _agent: AgentKey): Promise<Applied> {
      if (batch.epoch !== EPOCH) return 'fenced';
      if (batch.sequence <= sequence) return 'duplicate';
      if (batch.sequence > sequence + 1) return 'gap';
      sequence = batch.sequence;
      flows += batch.flows.length;
      return 'applied';
    },
    observe: async () => {},
    report: async () => {},
    async *flows() {},
    async *observed() {},
    nodes: async () => [],
    close: async () => {},
    counted: () => flows,
  };
}
