/**
 * From what reports say of a pod to when it held an address. Evidence, from worst to best: when we
 * heard of it; the pod's start (before it has an address); the start of its running containers
 * (after); the end of its last container (before the address is free again).
 */
import type { Pod } from '../objects.ts';
import { openTenure, type Tenure } from './claim.ts';
import type { Margins } from './knowledge.ts';

/** Kubernetes counts whole seconds: the truth lies up to one later. */
const SECOND_US = 1_000_000;

/** When a report came, and up to when everything before it was known, by any node's clock. */
export interface Seen {
  readonly knownUs: number;
  readonly atUs: number;
}

/** Whether all containers have ended for good; the address is given up before this is reported. */
export function isOver(pod: Pod): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}

/**
 * Of an address that the pod is first seen with: it may have been given as early as the pod
 * started, and is certain once a container runs, at the latest when we heard.
 */
export function beginTenure(pod: Pod, atUs: number, { skewUs }: Margins): Tenure {
  const fromUs = pod.startUs === undefined ? 0 : pod.startUs - skewUs;
  const ranUs = pod.networkUs === undefined ? atUs : pod.networkUs + SECOND_US;
  return openTenure(fromUs, Math.min(ranUs, atUs) + skewUs);
}

/** The pod's containers have ended: this is reported after the address was given up. */
export function closeFinished(tenure: Tenure, pod: Pod, seen: Seen, margins: Margins): void {
  const { lagUs, skewUs } = margins;
  const reportedUs = (pod.endUs ?? seen.atUs) + SECOND_US + lagUs;
  tenure.sureToUs = pod.endUs === undefined ? seen.knownUs : pod.endUs - skewUs;
  tenure.endUs = Math.min(reportedUs, seen.atUs) + skewUs;
  tenure.toUs = tenure.endUs;
}

/** The pod has another address now. */
export function closeChanged(tenure: Tenure, { knownUs, atUs }: Seen, { skewUs }: Margins): void {
  tenure.sureToUs = knownUs;
  tenure.endUs = atUs + skewUs;
  tenure.toUs = tenure.endUs;
}

/** The object is gone; where it was removed by force, containers may go on. */
export function closeGone(tenure: Tenure, { knownUs, atUs }: Seen, margins: Margins): void {
  tenure.sureToUs = knownUs;
  tenure.endUs = atUs + margins.skewUs;
  tenure.toUs = atUs + margins.lingerUs;
}
