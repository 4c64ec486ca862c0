/**
 * A span as parts that either take their hours whole or lie in one hour. Homes sum up whole hours:
 * what an edge adds up to in hours of which the span takes a part would count, and match by, what
 * was seen outside of it.
 */
import { HOUR_US } from '../../flow/time.ts';
import type { Span } from '../history.ts';

/** At most three, ascending, which are the span together; none has an hour of another. */
export function hourParts({ sinceUs, untilUs }: Span): Span[] {
  const first = beginOfHour(sinceUs ?? 0);
  const last = beginOfHour(untilUs ?? Number.POSITIVE_INFINITY);
  if (first === last) return [spanOf(sinceUs, untilUs)];
  const isHeadCut = sinceUs !== undefined && sinceUs > first;
  const isTailCut = untilUs !== undefined && untilUs < last + HOUR_US - 1;
  const from = isHeadCut ? first + HOUR_US : sinceUs;
  const to = isTailCut ? last - 1 : untilUs;
  return [
    ...(isHeadCut ? [spanOf(sinceUs, first + HOUR_US - 1)] : []),
    ...((from ?? 0) <= (to ?? Number.POSITIVE_INFINITY) ? [spanOf(from, to)] : []),
    ...(isTailCut ? [spanOf(last, untilUs)] : []),
  ];
}

function beginOfHour(us: number): number {
  return Math.floor(us / HOUR_US) * HOUR_US;
}

function spanOf(sinceUs: number | undefined, untilUs: number | undefined): Span {
  return { ...(sinceUs !== undefined && { sinceUs }), ...(untilUs !== undefined && { untilUs }) };
}
