/**
 * Who held which address when, whatever it is: pods, nodes, services.
 * Hot: `sole`, once per end of a flow; 200 ns and no allocation on a hit (bench/names.ts).
 */
import { type Claim, isClosed, mayHold, surelyHolds } from './claim.ts';
import type { Knowledge } from './knowledge.ts';

/** Who can hold an address: what is known of its kind decides whether it may be named alone. */
export interface Holder {
  readonly knowledge: Knowledge;
}

/** Claims on one address hang together by `older`: most have but one, and no list of their own. */
export class AddressClaims<Owner extends Holder> {
  readonly #newest = new Map<string, Claim<Owner>>();
  #added = 0;

  /** Claims so far. */
  get added(): number {
    return this.#added;
  }

  add(ip: string, claim: Claim<Owner>): void {
    this.#added += 1;
    claim.older = this.#newest.get(ip);
    this.#newest.set(ip, claim);
  }

  remove(ip: string, claim: Claim<Owner>): void {
    const newest = this.#newest.get(ip);
    if (newest === claim) {
      if (claim.older === undefined) this.#newest.delete(ip);
      else this.#newest.set(ip, claim.older);
    }
    for (let at = newest; at !== undefined; at = at.older) {
      if (at.older === claim) at.older = claim.older;
    }
  }

  /** Whether somebody has or had the address, as far back as is remembered. */
  has(ip: string): boolean {
    return this.#newest.has(ip);
  }

  /** Everybody who may have held the address at some time within the span, newest first. */
  candidates(ip: string, firstUs: number, lastUs: number): Claim<Owner>[] {
    const newest = this.#newest.get(ip);
    const sure = sureHolder(newest, firstUs, lastUs);
    if (sure !== undefined) return [sure];
    const candidates: Claim<Owner>[] = [];
    for (let claim = newest; claim !== undefined; claim = claim.older) {
      if (mayHold(claim, firstUs, lastUs)) candidates.push(claim);
    }
    return candidates;
  }

  /**
   * Who alone can have held the address throughout the span; undefined when nobody, when several
   * may have, or when what is known does not reach that far. With `onlySure` the absence of others
   * proves nothing: for an index that knows a part of the cluster.
   */
  sole(ip: string, firstUs: number, lastUs: number, onlySure: boolean): Claim<Owner> | undefined {
    const newest = this.#newest.get(ip);
    if (newest === undefined) return undefined;
    const sure = sureHolder(newest, firstUs, lastUs);
    if (sure !== undefined || onlySure) return sure;
    let only: Claim<Owner> | undefined;
    for (let claim: typeof only = newest; claim !== undefined; claim = claim.older) {
      if (!mayHold(claim, firstUs, lastUs)) continue;
      if (only !== undefined && only.owner !== claim.owner) return undefined;
      only ??= claim;
    }
    if (only === undefined || firstUs > only.endUs) return undefined;
    return only.owner.knowledge.coversHolders(firstUs, lastUs) ? only : undefined;
  }
}

/** The certain holder; undefined when reports contradict each other. */
function sureHolder<Owner extends Holder>(
  newest: Claim<Owner> | undefined,
  firstUs: number,
  lastUs: number,
): Claim<Owner> | undefined {
  let sure: Claim<Owner> | undefined;
  for (let claim = newest; claim !== undefined; claim = claim.older) {
    if (!surelyHolds(claim, firstUs, lastUs)) continue;
    // What no report has ended may have ended since the last report.
    if (!isClosed(claim) && lastUs > claim.owner.knowledge.horizonUs) continue;
    if (sure !== undefined && sure.owner !== claim.owner) return undefined;
    sure ??= claim;
  }
  return sure;
}
