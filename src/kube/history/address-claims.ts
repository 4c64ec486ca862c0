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

export class AddressClaims<Owner extends Holder> {
  readonly #byAddress = new Map<string, Claim<Owner>[]>();

  add(ip: string, claim: Claim<Owner>): void {
    const claims = this.#byAddress.get(ip);
    if (claims === undefined) this.#byAddress.set(ip, [claim]);
    else claims.push(claim);
  }

  remove(ip: string, claim: Claim<Owner>): void {
    const claims = this.#byAddress.get(ip);
    const at = claims?.indexOf(claim) ?? -1;
    if (claims === undefined || at < 0) return;
    if (claims.length === 1) this.#byAddress.delete(ip);
    else claims.splice(at, 1);
  }

  /** Whether somebody has or had the address, as far back as is remembered. */
  has(ip: string): boolean {
    return this.#byAddress.has(ip);
  }

  get size(): number {
    return this.#byAddress.size;
  }

  /** Everybody who may have held the address at some time within the span. */
  candidates(ip: string, firstUs: number, lastUs: number): Claim<Owner>[] {
    const claims = this.#byAddress.get(ip);
    if (claims === undefined) return [];
    const sure = this.#sureHolder(claims, firstUs, lastUs);
    if (sure !== undefined) return [sure];
    return claims.filter((claim) => mayHold(claim, firstUs, lastUs));
  }

  /**
   * Who alone can have held the address throughout the span; undefined when nobody, when several
   * may have, or when what is known does not reach that far. With `onlySure` the absence of others
   * proves nothing: for an index that knows a part of the cluster.
   */
  sole(ip: string, firstUs: number, lastUs: number, onlySure: boolean): Claim<Owner> | undefined {
    const claims = this.#byAddress.get(ip);
    if (claims === undefined) return undefined;
    const sure = this.#sureHolder(claims, firstUs, lastUs);
    if (sure !== undefined || onlySure) return sure;
    let only: Claim<Owner> | undefined;
    for (let i = 0; i < claims.length; i++) {
      const claim = claims[i]!;
      if (!mayHold(claim, firstUs, lastUs)) continue;
      if (only !== undefined && only.owner !== claim.owner) return undefined;
      only = claim;
    }
    if (only === undefined || firstUs > only.endUs) return undefined;
    return only.owner.knowledge.coversHolders(firstUs, lastUs) ? only : undefined;
  }

  /** The certain holder; undefined when reports contradict each other. */
  #sureHolder(
    claims: readonly Claim<Owner>[],
    firstUs: number,
    lastUs: number,
  ): Claim<Owner> | undefined {
    let sure: Claim<Owner> | undefined;
    for (let i = 0; i < claims.length; i++) {
      const claim = claims[i]!;
      if (!surelyHolds(claim, firstUs, lastUs)) continue;
      // What no report has ended may have ended since the last report.
      if (!isClosed(claim) && lastUs > claim.owner.knowledge.horizonUs) continue;
      if (sure !== undefined && sure.owner !== claim.owner) return undefined;
      sure = claim;
    }
    return sure;
  }
}
