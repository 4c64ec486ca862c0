/**
 * The JSON form of a blind spot. Part of what users build on: fields are added, never renamed.
 */
import type { BlindSpot } from '../policy/blind-spots/blind-spot.ts';

/** A plain object; no policy mends it where `fix.policy` is null. */
export function blindSpotJson({ id, severity, title, where, evidence, fix }: BlindSpot) {
  return {
    id,
    severity,
    title,
    where: where.map(({ namespace, workloads }) => ({ namespace, workloads })),
    evidence: evidence.map(({ from, text }) => ({ from, text })),
    fix: { text: fix.text, policy: fix.policy === '' ? null : fix.policy },
  };
}
