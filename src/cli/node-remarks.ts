/**
 * What is to be said of a node's agent below the table: that it is silent, that it is heard of but
 * does not observe, that its flows lost detail, that it was held back. A node that is not observed
 * is never "no traffic".
 */
import { timeJson } from '../flow/edge-json.ts';
import { observationOf } from '../flow/observation.ts';
import type { NodeStatus } from '../wire/query.ts';

/** Lines for people; none for a node that is well. */
export function nodeRemarks(status: NodeStatus, nowUs: number): string[] {
  const remarks = [
    observationRemark(status, nowUs),
    coarsened(status.coarsened),
    throttled(status.throttledUs),
  ];
  return remarks
    .filter((remark) => remark !== undefined)
    .map((remark) => `${status.node}: ${remark}`);
}

/** Nothing where the time of the last word is not told: an agent answers for itself. */
function observationRemark(status: NodeStatus, nowUs: number): string | undefined {
  const { heardUs, observedUs, checks } = status;
  if (heardUs === 0) return undefined;
  const observation = observationOf(status, nowUs);
  if (observation === 'silent') return `not heard of since ${timeJson(heardUs)}: not observed`;
  if (observation === 'observed') return undefined;
  const until = timeJson(observedUs);
  const since = until === null ? 'not observed yet' : `not observed since ${until}`;
  const isBlind = checks.some(({ name, state }) => name === 'source_readable' && state === 'fail');
  const why = isBlind ? 'its source cannot be read' : 'it has not read on from there yet';
  return `${since}: its agent is heard of, but ${why}`;
}

function coarsened(lines: number): string | undefined {
  if (lines === 0) return undefined;
  const why = 'too many distinct flows in an hour (--node-flows-per-hour of the aggregator)';
  return `${lines} lines counted without addresses or ports: ${why}`;
}

function throttled(us: number): string | undefined {
  if (us === 0) return undefined;
  const seconds = Math.ceil(us / 1e6);
  const why = 'it sends more than its share (--node-flows-per-second of the aggregator)';
  return `held back for ${seconds} s since the aggregator started: ${why}`;
}
