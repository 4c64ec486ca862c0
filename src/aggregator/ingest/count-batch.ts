/** What a batch adds to the metrics. */
import type { Batch } from '../../wire/ingest.ts';
import type { AggregatorMetrics } from '../metrics.ts';

/** Counts a batch that is acknowledged; a duplicate was counted when it was applied. */
export function countBatch(
  metrics: AggregatorMetrics,
  { flows, losses }: Batch,
  outcome: 'applied' | 'duplicate',
): void {
  metrics.batches.inc({ outcome });
  if (outcome === 'duplicate') return;
  metrics.flows.inc(flows.length);
  metrics.lines.inc(flows.reduce((lines, flow) => lines + flow.lines, 0));
  for (const { cause, count } of losses) {
    metrics.losses.inc({ cause });
    metrics.lostRecords.inc({ cause }, count ?? 0);
  }
}
