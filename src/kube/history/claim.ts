/**
 * Somebody's hold on an address, with how uncertain its ends are. Reports say when something was
 * so, seldom when it began: the interval is chosen so that the truth lies within it.
 *
 *        fromUs        sureFromUs              sureToUs     endUs          toUs
 *   ───────┼───────────────┼──────────────────────┼──────────┼──────────────┼──────▶
 *          │ may have begun│  certainly the holder│ may have ended          │
 *          │◀──── named alone when nobody else may be ─────▶│ gone from the API,
 *                                                           │ perhaps not from its node
 */
import type { Endpoint } from '../../flow/endpoint.ts';

/**
 * A span of time in microseconds, both ends included; 0 for a record that did not tell its time.
 */
export interface Span {
  readonly firstUs: number;
  readonly lastUs: number;
}

/** Microseconds since the epoch, all ends included; Infinity: goes on. */
export interface Tenure {
  fromUs: number;
  sureFromUs: number;
  sureToUs: number;
  endUs: number;
  toUs: number;
}

/** `Owner` is who holds the address. */
export interface Claim<Owner> extends Tenure {
  readonly owner: Owner;
  /** The claim on the same address that was made before (AddressClaims). */
  older: Claim<Owner> | undefined;
  /** The owner under this address as a flow's end; made when first asked for. */
  endpoint: Endpoint | undefined;
  /** What `endpoint` was made of: it is made anew when the index has moved on. */
  endpointVersion: number;
}

export function createClaim<Owner>(owner: Owner, tenure: Tenure): Claim<Owner> {
  const { fromUs, sureFromUs, sureToUs, endUs, toUs } = tenure;
  return {
    owner,
    fromUs,
    sureFromUs,
    sureToUs,
    endUs,
    toUs,
    older: undefined,
    endpoint: undefined,
    endpointVersion: 0,
  };
}

/** A tenure that no report has ended. */
export function openTenure(fromUs: number, sureFromUs: number): Tenure {
  const open = Number.POSITIVE_INFINITY;
  return { fromUs, sureFromUs, sureToUs: open, endUs: open, toUs: open };
}

/** Whether a report has ended it. */
export function isClosed({ toUs }: Tenure): boolean {
  return toUs < Number.POSITIVE_INFINITY;
}

/** Whether it may have held at some time within the span. */
export function mayHold(tenure: Tenure, firstUs: number, lastUs: number): boolean {
  return tenure.fromUs <= lastUs && firstUs <= tenure.toUs;
}

/** Whether it certainly held throughout the span. */
export function surelyHolds(tenure: Tenure, firstUs: number, lastUs: number): boolean {
  return tenure.sureFromUs <= firstUs && lastUs <= tenure.sureToUs;
}
