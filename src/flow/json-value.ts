/**
 * Reads values of JSON that came from outside, each with its path, so that a mistake is told by the
 * field that has it. An absent field (or null) is ordinary: it has its reader's "nothing"; a value
 * of the wrong type is an error.
 */

/** JSON that does not say what it should; `message` begins with the field's path. */
export class JsonValueError extends Error {
  constructor(path: string, what: string) {
    super(`${path || 'the value'} ${what}`);
    this.name = 'JsonValueError';
  }
}

/** A value and its path, as `source.workload.kind`. */
export class JsonValue {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path = '') {
    this.#value = value;
    this.#path = path;
  }

  get isAbsent(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  error(what: string): JsonValueError {
    return new JsonValueError(this.#path, what);
  }

  at(key: string): JsonValue {
    const path = this.#path === '' ? key : `${this.#path}.${key}`;
    if (this.isAbsent) return new JsonValue(undefined, path);
    const fields = this.#fields();
    return new JsonValue(Object.hasOwn(fields, key) ? fields[key] : undefined, path);
  }

  /** Itself, when it is an object. */
  required(): this {
    if (this.isAbsent) throw this.error('is missing');
    this.#fields();
    return this;
  }

  /** Empty when absent. */
  text(): string {
    if (this.isAbsent) return '';
    if (typeof this.#value === 'string') return this.#value;
    throw this.error('must be text');
  }

  /** False when absent. */
  flag(): boolean {
    if (this.isAbsent) return false;
    if (typeof this.#value === 'boolean') return this.#value;
    throw this.error('must be true or false');
  }

  /** A whole number from 0 to `max`; undefined when absent. */
  count(max = Number.MAX_SAFE_INTEGER): number | undefined {
    if (this.isAbsent) return undefined;
    const value = this.#value;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max) {
      // JSON has a -0, too.
      return Math.abs(value);
    }
    throw this.error(`must be a whole number from 0 to ${max}`);
  }

  /** One of `names`; `absent` when it is absent. */
  name<Name extends string>(names: readonly Name[], absent: Name): Name {
    if (this.isAbsent) return absent;
    const name = names.find((each) => each === this.#value);
    if (name === undefined) throw this.error(`must be one of ${names.join(', ')}`);
    return name;
  }

  /** None when absent. */
  items(): JsonValue[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.#value)) throw this.error('must be a list');
    return this.#value.map((item: unknown, i) => new JsonValue(item, `${this.#path}[${i}]`));
  }

  /** None when absent. */
  texts(): string[] {
    return this.items().map((item) => item.text());
  }

  /** A map of texts such as labels; empty when absent. */
  textMap(): Record<string, string> {
    if (this.isAbsent) return {};
    return Object.fromEntries(Object.keys(this.#fields()).map((key) => [key, this.at(key).text()]));
  }

  #fields(): Readonly<Record<string, unknown>> {
    const value = this.#value;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    throw this.error('must be an object');
  }
}
