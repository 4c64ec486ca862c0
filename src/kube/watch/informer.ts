/**
 * Objects of one resource in memory, by name and by indexes, kept by a Reflector; listeners hear
 * each change once. A new object under an old name (another uid) is a deletion and an addition.
 */
import type { Item } from '../wire/item.ts';
import { keyOf } from './initial-events.ts';
import type { Sink } from './mirror.ts';

/** Called after the cache has changed. */
export interface InformerListener<T> {
  added(object: T): void;
  updated(object: T, before: T): void;
  /** With the last state known. */
  deleted(object: T): void;
}

/** The keys under which an object is found; several, or none. */
export type KeysOf<T> = (object: T) => readonly string[];

export class Informer<T, Index extends string = never> implements Sink<T> {
  readonly #items = new Map<string, Item<T>>();
  readonly #indexes: ReadonlyMap<string, ObjectIndex<T>>;
  readonly #listeners = new Set<InformerListener<T>>();
  readonly #synced = Promise.withResolvers<void>();
  #hasSynced = false;

  constructor(indexes: Readonly<Record<Index, KeysOf<T>>>) {
    const entries = Object.entries<KeysOf<T>>(indexes);
    this.#indexes = new Map(entries.map(([name, keysOf]) => [name, new ObjectIndex(keysOf)]));
  }

  /** Whether all that the server had was applied, and all listeners have heard of it. */
  get hasSynced(): boolean {
    return this.#hasSynced;
  }

  /** Resolves once synced; rejects when `signal` aborts before. */
  async whenSynced(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([this.#synced.promise, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  get size(): number {
    return this.#items.size;
  }

  /** `namespace` is empty for a cluster's own objects. */
  get(namespace: string, name: string): T | undefined {
    return this.#items.get(keyOf({ namespace, name }))?.object;
  }

  /** Objects under `key` of the index, in no order; good until the next change. */
  by(index: Index, key: string): readonly T[] {
    return this.#indexes.get(index)!.get(key);
  }

  /** All objects, in no order. */
  *objects(): IterableIterator<T> {
    for (const { object } of this.#items.values()) yield object;
  }

  /** Adds a listener, which first hears of all that is there. */
  subscribe(listener: InformerListener<T>): void {
    this.#listeners.add(listener);
    for (const { object } of this.#items.values()) listener.added(object);
  }

  replaced(items: readonly Item<T>[]): void {
    const gone = new Map(this.#items);
    for (const item of items) {
      gone.delete(keyOf(item));
      this.applied(item);
    }
    for (const item of gone.values()) this.#remove(item.object, item);
    this.#hasSynced = true;
    this.#synced.resolve();
  }

  applied(item: Item<T>): void {
    const before = this.#items.get(keyOf(item));
    if (before === undefined) {
      this.#add(item);
    } else if (before.uid !== item.uid) {
      this.#remove(before.object, before);
      this.#add(item);
    } else if (before.resourceVersion !== item.resourceVersion) {
      this.#update(before, item);
    }
  }

  /** A deletion of an object that has a successor already changes nothing. */
  deleted(item: Item<T>): void {
    const before = this.#items.get(keyOf(item));
    if (before !== undefined && before.uid === item.uid) this.#remove(item.object, before);
  }

  #add(item: Item<T>): void {
    this.#items.set(keyOf(item), item);
    for (const index of this.#indexes.values()) index.add(item.object);
    for (const listener of this.#listeners) listener.added(item.object);
  }

  #update(before: Item<T>, item: Item<T>): void {
    this.#items.set(keyOf(item), item);
    for (const index of this.#indexes.values()) index.replace(before.object, item.object);
    for (const listener of this.#listeners) listener.updated(item.object, before.object);
  }

  /** `last`: the state to tell of, which may be newer than `before`. */
  #remove(last: T, before: Item<T>): void {
    this.#items.delete(keyOf(before));
    for (const index of this.#indexes.values()) index.remove(before.object);
    for (const listener of this.#listeners) listener.deleted(last);
  }
}

const NONE: readonly never[] = Object.freeze([]);

/** Objects by what a function finds in them. */
class ObjectIndex<T> {
  readonly #keysOf: KeysOf<T>;
  readonly #objects = new Map<string, T[]>();

  constructor(keysOf: KeysOf<T>) {
    this.#keysOf = keysOf;
  }

  get(key: string): readonly T[] {
    return this.#objects.get(key) ?? NONE;
  }

  add(object: T): void {
    for (const key of this.#keysOf(object)) {
      const others = this.#objects.get(key);
      if (others === undefined) this.#objects.set(key, [object]);
      else others.push(object);
    }
  }

  remove(object: T): void {
    for (const key of this.#keysOf(object)) {
      const objects = this.#objects.get(key) ?? [];
      const at = objects.indexOf(object);
      const last = objects.pop();
      if (last !== undefined && last !== object) objects[at] = last;
      if (objects.length === 0) this.#objects.delete(key);
    }
  }

  replace(before: T, after: T): void {
    this.remove(before);
    this.add(after);
  }
}
