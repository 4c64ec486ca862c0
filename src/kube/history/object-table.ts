/** Objects by name, deleted ones remembered for a while: pods of theirs may still be asked for. */
import type { ObjectSink } from './object-sink.ts';
import { type Retention, Tombstones } from './tombstones.ts';

export interface ObjectTableOptions<T> {
  readonly keyOf: (object: T) => string;
  readonly retention: Retention;
  /** Hears that an object is another now. */
  readonly onChange?: () => void;
}

export class ObjectTable<T extends object> implements ObjectSink<T> {
  readonly #options: ObjectTableOptions<T>;
  readonly #objects = new Map<string, T>();
  readonly #gone: Tombstones<T>;

  constructor(options: ObjectTableOptions<T>) {
    this.#options = options;
    this.#gone = new Tombstones(options.retention);
  }

  /** The object, or the one that bore the name last; undefined when none is remembered. */
  get(key: string): T | undefined {
    return this.#objects.get(key) ?? this.#gone.get(key);
  }

  replaced(objects: readonly T[], atUs: number): void {
    const before = new Map(this.#objects);
    this.#objects.clear();
    for (const object of objects) this.#objects.set(this.#options.keyOf(object), object);
    for (const [key, object] of before) {
      if (!this.#objects.has(key)) this.#gone.add(key, object, atUs);
    }
    this.#options.onChange?.();
  }

  applied(object: T): void {
    this.#objects.set(this.#options.keyOf(object), object);
    this.#options.onChange?.();
  }

  deleted(object: T, atUs: number): void {
    const key = this.#options.keyOf(object);
    if (this.#objects.delete(key)) this.#gone.add(key, object, atUs);
  }

  heard(atUs: number): void {
    this.#gone.expire(atUs);
  }
}
