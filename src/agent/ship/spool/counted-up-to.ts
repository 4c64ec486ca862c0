/**
 * How much of a spool the aggregator has counted, by what its Welcome says of the life before.
 *
 *   bound:    store, epoch E, base       sequence s of E is index base + s
 *   Welcome:  previous {E, s}            counted up to base + s
 *             previous as it was when E began: nothing of E was applied, counted up to base
 *             any other                  somebody else spoke for this node meanwhile
 */
import type { TimeReading } from '../../../flow/time-reading.ts';
import type { BatchPosition, Welcome } from '../../../wire/ingest.ts';
import type { Binding } from './segment-format.ts';

/** What there is to compare with a Welcome. */
export interface Held {
  readonly binding: Binding;
  /** Index up to which all is acknowledged, and of the last batch. */
  readonly released: number;
  readonly last: number;
  /** Reading goes on behind the last batch already. */
  readonly isReading: boolean;
}

/**
 * The index up to which all is counted; `overtaken` where the aggregator has counted what we do not
 * know, or no longer has what it acknowledged: then only its cursor says what is still to count.
 */
export function countedUpTo(held: Held, welcome: Welcome): number | 'overtaken' {
  const { binding, released, last, isReading } = held;
  const isUnread = released === last && !isReading;
  // Another source has counted the same kernel's lines since.
  if (isNewReading(welcome.counted, binding.counted) && !isUnread) return 'overtaken';
  // A store that has never heard of this node has counted nothing of what is held.
  if (welcome.store !== binding.store && welcome.previous === undefined) return released;
  if (welcome.store !== binding.store) return 'overtaken';
  const index = indexOf(binding, welcome.previous);
  const isHeld = index !== undefined && index >= released && index <= (binding.end ?? last);
  return isHeld ? index : 'overtaken';
}

function indexOf(binding: Binding, previous: BatchPosition | undefined): number | undefined {
  if (previous?.epoch === binding.epoch) return binding.base + previous.sequence;
  const { previous: before } = binding;
  const isAsBefore = before?.epoch === previous?.epoch && before?.sequence === previous?.sequence;
  return isAsBefore ? binding.base : undefined;
}

/** Whether the aggregator tells of a reading that it had not told of when the epoch began. */
export function isNewReading(now: TimeReading | undefined, then: TimeReading | undefined): boolean {
  return now !== undefined && (now.bootId !== then?.bootId || now.rawUs !== then.rawUs);
}
