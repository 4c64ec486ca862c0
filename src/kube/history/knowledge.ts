/**
 * Of which times everything is known. Within them, who is not known of did not exist; outside them,
 * a holder may have come and gone unseen, and only certain tenures name alone.
 *
 *   ──────────┼─────────────┤gap├───────────────────┼╌╌╌╌╌╌╌╌╌┼──▶
 *      completeFromUs     relist               horizonUs    last heard
 *
 * Objects that were removed by force in a gap may have held their addresses for a while behind it.
 */

/** How late reports are, and how far clocks differ: what the tenures' margins are made of. */
export interface Margins {
  /**
   * A change is known here this much later at most, while the watch is heard: the kubelet's report
   * of a sandbox (its relist takes a second) and the way through the API server.
   */
  readonly lagUs: number;
  /** Clocks of nodes, API server and ours differ by less. */
  readonly skewUs: number;
  /**
   * A pod may outlive its object where that was removed by force: by its grace period, 30 s unless
   * it says otherwise. (On a node that is cut off for longer, its address is nobody else's.)
   */
  readonly lingerUs: number;
}

export const DEFAULT_MARGINS: Margins = {
  lagUs: 3_000_000,
  skewUs: 200_000,
  lingerUs: 60_000_000,
};

/** What is remembered of relists; everything before the oldest counts as unknown. */
const GAPS_MAX = 64;

/** What was known when it began stays known: `fromUs` itself is outside. */
interface Gap {
  readonly fromUs: number;
  readonly toUs: number;
}

export class Knowledge {
  /** From a change, by any node's clock, to when it is certainly known here, by ours. */
  readonly #delayUs: number;
  readonly #lingerUs: number;
  #completeFromUs = Number.POSITIVE_INFINITY;
  #heardUs = Number.NEGATIVE_INFINITY;
  readonly #gaps: Gap[] = [];

  constructor({ lagUs, skewUs, lingerUs }: Margins) {
    this.#delayUs = lagUs + skewUs;
    this.#lingerUs = lingerUs;
  }

  /** Of objects that a file holds: they are taken for all there is, at all times. */
  static ofRecord(): Knowledge {
    const knowledge = new Knowledge({ lagUs: 0, skewUs: 0, lingerUs: 0 });
    knowledge.#completeFromUs = Number.NEGATIVE_INFINITY;
    knowledge.#heardUs = Number.POSITIVE_INFINITY;
    return knowledge;
  }

  /** Changes up to here, by any node's clock, are known; -Infinity before the first list. */
  get horizonUs(): number {
    return this.#heardUs - this.#delayUs;
  }

  /** Whether there was a list at all. */
  get isBegun(): boolean {
    return this.#completeFromUs < Number.POSITIVE_INFINITY;
  }

  /** The watch was alive at `atUs`; before the first list that means nothing. */
  heard(atUs: number): void {
    if (this.isBegun && atUs > this.#heardUs) this.#heardUs = atUs;
  }

  /** All was listed at `atUs`: what came and went since the watch was last heard is not known. */
  listed(atUs: number): void {
    if (this.isBegun) this.#addGap({ fromUs: this.horizonUs, toUs: atUs });
    else this.#completeFromUs = atUs;
    this.heard(atUs);
  }

  #addGap(gap: Gap): void {
    this.#gaps.push(gap);
    if (this.#gaps.length > GAPS_MAX) this.forgot(this.#gaps.shift()!.toUs);
  }

  /** Something that may have been until `untilUs` is not remembered any more. */
  forgot(untilUs: number): void {
    this.#completeFromUs = Math.max(this.#completeFromUs, untilUs);
  }

  /** Whether all objects that were there within the span are known. */
  covers(firstUs: number, lastUs: number): boolean {
    return this.#coversFrom(firstUs, lastUs, 0);
  }

  /** Whether all are known that may have held an address within the span. */
  coversHolders(firstUs: number, lastUs: number): boolean {
    return this.#coversFrom(firstUs, lastUs, this.#lingerUs);
  }

  #coversFrom(firstUs: number, lastUs: number, lingerUs: number): boolean {
    if (firstUs < this.#completeFromUs + lingerUs || lastUs > this.horizonUs) return false;
    for (const { fromUs, toUs } of this.#gaps) {
      if (fromUs < lastUs && firstUs <= toUs + lingerUs) return false;
    }
    return true;
  }
}
