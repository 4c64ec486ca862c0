/**
 * Streams of which nobody knows yet whose they are, by the address that they come from: whoever has
 * no credentials cannot take the room of those who have. A stream is a stranger's until its hello
 * is granted, or until it ends.
 */

/** A node has one stream per source; behind one address may stand the nodes of a whole cluster. */
export const STRANGERS_PER_ADDRESS_MAX = 256;

export class Strangers {
  /** Addresses without a stranger are not kept. */
  readonly #streams = new Map<string, number>();

  /** Undefined: too many from there already. Else to be called, once or more, when it is none. */
  enter(peer: string): (() => void) | undefined {
    const address = peer.replace(/:\d+$/, '');
    const streams = this.#streams.get(address) ?? 0;
    if (streams >= STRANGERS_PER_ADDRESS_MAX) return undefined;
    this.#streams.set(address, streams + 1);
    let isStranger = true;
    return () => {
      if (isStranger) this.#leave(address);
      isStranger = false;
    };
  }

  #leave(address: string): void {
    const streams = this.#streams.get(address)! - 1;
    if (streams === 0) this.#streams.delete(address);
    else this.#streams.set(address, streams);
  }
}
