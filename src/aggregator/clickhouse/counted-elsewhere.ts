/** How far another source of a node has come, for one that takes over where it was left. */
import type { TimeReading } from '../../flow/time-reading.ts';
import type { AgentKey } from '../store.ts';
import type { Position } from './position.ts';

/** What names of sources begin with that read a text file: those have no stamps to compare. */
const TEXT_SOURCE = 'file';

/** No clock of a node is right that is further ahead of ours. */
export const AHEAD_US_MAX = 3_600_000_000;

/** The reading of the furthest other source of the node, if that is further than this one. */
export function countedElsewhere(
  { source }: AgentKey,
  positions: readonly Position[],
  nowUs: number,
): TimeReading | undefined {
  if (source.startsWith(TEXT_SOURCE)) return undefined;
  const newest = positions
    .map((position) => ({ of: position.key.source, reading: newestReading(position, nowUs) }))
    .sort((a, b) => (b.reading?.wallUs ?? 0) - (a.reading?.wallUs ?? 0));
  const own = newest.find(({ of }) => of === source)?.reading;
  const other = newest.find(({ of, reading }) => of !== source && reading)?.reading;
  if (other === undefined || (own && !isFurther(other, own))) return undefined;
  return other;
}

/** A clock that was ahead once must not make us pass over what comes. */
function newestReading({ state }: Position, nowUs: number): TimeReading | undefined {
  const untilUs = nowUs + AHEAD_US_MAX;
  const fit = state.readings.filter(({ bootId, wallUs }) => bootId !== '' && wallUs <= untilUs);
  return fit.reduce<TimeReading | undefined>(
    (best, each) => (best && best.wallUs > each.wallUs ? best : each),
    undefined,
  );
}

/** Within one boot the kernel's stamps tell, over boots the time. */
function isFurther(a: TimeReading, b: TimeReading): boolean {
  return a.bootId === b.bootId ? a.rawUs > b.rawUs : a.wallUs > b.wallUs;
}
