/**
 * Ids of edges by their whole identity as numbers, in typed arrays: the same edges come in every
 * batch, of a large cluster some million, and objects or texts for each would take gigabytes.
 * Open addressing; nothing is taken out, all is forgotten at once.
 * Hot: `find` runs once for each flow of a batch; bench/store.ts.
 */

/** Numbers of an identity, each of 32 bits. */
export const IDENTITY_WORDS = 6;

const PLACES_MIN = 1_024;
/** Past it probing takes long. */
const LOAD_MAX = 0.5;

export class EdgeIds {
  readonly #edgesMax: number;
  /** Number of the entry that stands in a place; 0: none. */
  #places = new Int32Array(PLACES_MIN);
  #identities = new Int32Array(IDENTITY_WORDS * PLACES_MIN * LOAD_MAX);
  #ids = new Float64Array(PLACES_MIN * LOAD_MAX);
  #size = 0;

  /** It starts anew when it has so many. */
  constructor(edgesMax: number) {
    this.#edgesMax = edgesMax;
  }

  /** Undefined for an identity that is not here; it has IDENTITY_WORDS. */
  find(identity: Int32Array): number | undefined {
    const entry = this.#places[this.#place(identity)]!;
    return entry === 0 ? undefined : this.#ids[entry - 1];
  }

  /** An identity that was not here. */
  add(identity: Int32Array, id: number): void {
    if (this.#size >= this.#edgesMax) this.clear();
    if (this.#size >= this.#places.length * LOAD_MAX) this.#grow();
    this.#identities.set(identity, this.#size * IDENTITY_WORDS);
    this.#ids[this.#size] = id;
    this.#places[this.#place(identity)] = ++this.#size;
  }

  clear(): void {
    this.#places.fill(0);
    this.#size = 0;
  }

  /** Where it stands, or would stand. */
  #place(identity: Int32Array): number {
    const mask = this.#places.length - 1;
    let place = hashOf(identity) & mask;
    for (;;) {
      const entry = this.#places[place]!;
      if (entry === 0 || this.#isAt(entry - 1, identity)) return place;
      place = (place + 1) & mask;
    }
  }

  #isAt(entry: number, identity: Int32Array): boolean {
    const at = entry * IDENTITY_WORDS;
    for (let i = 0; i < IDENTITY_WORDS; i++) {
      if (this.#identities[at + i] !== identity[i]) return false;
    }
    return true;
  }

  #grow(): void {
    const places = 2 * this.#places.length;
    this.#places = new Int32Array(places);
    const identities = new Int32Array(IDENTITY_WORDS * places * LOAD_MAX);
    identities.set(this.#identities);
    this.#identities = identities;
    const ids = new Float64Array(places * LOAD_MAX);
    ids.set(this.#ids);
    this.#ids = ids;
    for (let entry = 0; entry < this.#size; entry++) {
      const at = entry * IDENTITY_WORDS;
      const identity = identities.subarray(at, at + IDENTITY_WORDS);
      this.#places[this.#place(identity)] = entry + 1;
    }
  }
}

/** Words mixed one after the other, and the sum once more (the finalizer of MurmurHash3). */
function hashOf(identity: Int32Array): number {
  let hash = 0;
  for (let i = 0; i < IDENTITY_WORDS; i++) {
    hash = Math.imul(hash ^ identity[i]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
