/**
 * A number of bytes that many may hold parts of; who finds no room waits, in the order of asking.
 * What is larger than all of it gets its turn when nobody else holds anything.
 */

/** A part of the budget: wanted, then held, then given back. */
export interface Lease {
  readonly bytes: number;
  /** Gives the part back, or takes the wish back; a second time does nothing. */
  release(): void;
}

interface Claim extends Lease {
  readonly onGranted: () => void;
  state: 'waiting' | 'held' | 'released';
}

export class ByteBudget {
  readonly #bytesMax: number;
  readonly #onHeld: (bytes: number) => void;
  readonly #waiting: Claim[] = [];
  #held = 0;

  /** `onHeld` hears how many bytes are held whenever that changes. */
  constructor(bytesMax: number, onHeld: (bytes: number) => void) {
    this.#bytesMax = bytesMax;
    this.#onHeld = onHeld;
  }

  /** `onGranted` is called when the bytes are held, before this returns if there is room now. */
  claim(bytes: number, onGranted: () => void): Lease {
    const claim: Claim = {
      bytes,
      onGranted,
      state: 'waiting',
      release: () => this.#release(claim),
    };
    this.#waiting.push(claim);
    this.#grant();
    return claim;
  }

  #grant(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      if (this.#held > 0 && this.#held + next.bytes > this.#bytesMax) return;
      this.#waiting.shift();
      this.#hold(next.bytes);
      next.state = 'held';
      next.onGranted();
    }
  }

  #hold(bytes: number): void {
    this.#held += bytes;
    this.#onHeld(this.#held);
  }

  #release(claim: Claim): void {
    const { state } = claim;
    claim.state = 'released';
    if (state === 'held') this.#hold(-claim.bytes);
    if (state === 'waiting') this.#waiting.splice(this.#waiting.indexOf(claim), 1);
    if (state !== 'released') this.#grant();
  }
}
