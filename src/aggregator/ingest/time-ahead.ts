/**
 * Bounds the hours to come that an agent may count in: each has its own share of the store, and
 * none of them is forgotten before it has passed. What lies further ahead is a loss.
 */
import type { Flow } from '../../flow/flow.ts';
import type { Loss } from '../../flow/loss.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { Batch } from '../../wire/ingest.ts';

/** A clock that was set to local time is ahead by less: its lines are late, not lost. */
const AHEAD_US_MAX = 24 * HOUR_US;

/**
 * `batch` without what lies more than a day ahead of `nowUs`: lines of such flows become a
 * `clock_ahead` loss of `source`, now; losses end there, and readings of clocks are left out.
 */
export function withoutAhead(batch: Batch, source: string, nowUs: number): Batch {
  const untilUs = nowUs + AHEAD_US_MAX;
  const isAhead = ({ hour }: Flow) => hour * HOUR_US > untilUs;
  const lost = batch.flows.filter(isAhead);
  const losses = batch.losses.map((loss) => endedBy(loss, untilUs));
  return {
    ...batch,
    flows: lost.length === 0 ? batch.flows : batch.flows.filter((flow) => !isAhead(flow)),
    losses: lost.length === 0 ? losses : [...losses, lossOf(lost, source, nowUs)],
    readings: batch.readings.filter(({ wallUs }) => wallUs <= untilUs),
  };
}

/** Its times are ours: those of the lines are wrong. */
function lossOf(flows: readonly Flow[], source: string, nowUs: number): Loss {
  const lines = flows.reduce((sum, flow) => sum + flow.lines, 0);
  const count = Math.min(lines, Number.MAX_SAFE_INTEGER);
  return { source, cause: 'clock_ahead', count, firstUs: nowUs, lastUs: nowUs };
}

function endedBy(loss: Loss, untilUs: number): Loss {
  const [firstUs, lastUs] = [Math.min(loss.firstUs, untilUs), Math.min(loss.lastUs, untilUs)];
  return { ...loss, firstUs, lastUs };
}
