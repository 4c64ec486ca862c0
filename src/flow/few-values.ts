/**
 * A set that mostly has one value or none: of each of an edge's nodes, prefixes and services, and
 * there are many edges at a time. A Set of one takes some two hundred bytes.
 */
export class FewValues<T extends string | number> {
  #first: T | undefined;
  #more: Set<T> | undefined;

  add(value: T): void {
    if (this.#first === undefined) this.#first = value;
    else if (value !== this.#first) {
      this.#more ??= new Set();
      this.#more.add(value);
    }
  }

  get size(): number {
    return this.#first === undefined ? 0 : 1 + (this.#more?.size ?? 0);
  }

  /** In the order in which they came. */
  values(): T[] {
    return this.#first === undefined ? [] : [this.#first, ...(this.#more ?? [])];
  }
}
