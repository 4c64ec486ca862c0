/**
 * All blind spots that a set of policies leaves uncovered, in the order of SPOT_IDS: one file for
 * each kind of connection that people forget.
 */
import { type BlindSpot, SPOT_IDS } from './blind-spot.ts';
import { findDns } from './dns.ts';
import { findIngress } from './ingress.ts';
import { type SpotContext, type SpotInput, spotContext } from './spot-context.ts';
import { findWebhooks } from './webhooks.ts';

const SEARCHES: readonly ((context: SpotContext) => readonly (BlindSpot | undefined)[])[] = [
  findDns,
  findIngress,
  findWebhooks,
];

/** None where nothing selects a pod, and none that the policies cover. */
export function findBlindSpots(input: SpotInput): readonly BlindSpot[] {
  const context = spotContext(input);
  const found = SEARCHES.flatMap((search) => search(context));
  return found
    .filter((spot) => spot !== undefined)
    .sort((a, b) => SPOT_IDS.indexOf(a.id) - SPOT_IDS.indexOf(b.id));
}
