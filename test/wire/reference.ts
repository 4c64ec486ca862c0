import type { Batch } from '../../src/wire/ingest.ts';
import { flowMessage, lossMessage } from '../../src/wire/flow.ts';
export function batchMessage(batch: Batch) {
  return {
    epoch: batch.epoch,
    sequence: batch.sequence,
    cursorAfter: batch.cursorAfter,
    flows: batch.flows.map(flowMessage),
    losses: batch.losses.map(lossMessage),
    account: batch.account,
    ruleCounters: [...batch.ruleCounters],
    readings: [...batch.readings],
  };
}
