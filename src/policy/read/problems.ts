/**
 * Mistakes in one object, collected: a person mends ten fields at once, not one after the other.
 * An object with a mistake is not used.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';

export class Problems {
  readonly errors: FieldError[] = [];

  /** What `read` gives; undefined when it finds a mistake, which is kept. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      this.errors.push(error);
      return undefined;
    }
  }

  /** The elements of a list that can be read; undefined when there is no list. */
  attemptEach<T>(list: Fields, read: (item: Fields) => T): T[] | undefined {
    if (list.isAbsent) return undefined;
    const items = this.attempt(() => list.items()) ?? [];
    return items.flatMap((item) => this.attempt(() => [read(item)]) ?? []);
  }
}
