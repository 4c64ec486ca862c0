/**
 * Reads fields of an object that came from outside, each with its path, so that a mistake can be
 * told by name and place. An absent field is ordinary (Kubernetes leaves out what is empty); a
 * field of the wrong type is an error.
 */

export type FieldPath = readonly (string | number)[];

/**
 * A field that is missing or not what it must be; `path` says which one, from the top of the
 * document.
 */
export class FieldError extends Error {
  readonly path: FieldPath;
  constructor(path: FieldPath, what: string) {
    super(`${formatPath(path)} ${what}`);
    this.name = 'FieldError';
    this.path = path;
  }
}

/** `spec.ingress[0].ports` */
export function formatPath(path: FieldPath): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.replace(/^\./, '') || 'the document';
}

/** A value and where it stands. */
export class Fields {
  readonly value: unknown;
  readonly path: FieldPath;

  constructor(value: unknown, path: FieldPath = []) {
    this.value = value;
    this.path = path;
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  at(key: string): Fields {
    const path = [...this.path, key];
    if (this.isAbsent) return new Fields(undefined, path);
    const entries = this.#object();
    return new Fields(Object.hasOwn(entries, key) ? entries[key] : undefined, path);
  }

  /** Text; empty when absent. */
  text(): string {
    if (this.isAbsent) return '';
    if (typeof this.value === 'string') return this.value;
    throw new FieldError(this.path, 'must be text: put it in quotes');
  }

  /** Text that must be there. */
  requiredText(): string {
    const text = this.text();
    if (text === '') throw new FieldError(this.path, 'is missing');
    return text;
  }

  /** A whole number from `min` to `max`; undefined when absent. */
  integer(min: number, max: number): number | undefined {
    if (this.isAbsent) return undefined;
    const { value } = this;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
      return value;
    }
    throw new FieldError(this.path, `must be a whole number from ${min} to ${max}`);
  }

  /** Any number; undefined when absent. */
  number(): number | undefined {
    if (this.isAbsent) return undefined;
    if (typeof this.value === 'number' && Number.isFinite(this.value)) return this.value;
    throw new FieldError(this.path, 'must be a number');
  }

  /** One of the texts given; undefined when absent. */
  oneOf<T extends string>(texts: readonly T[]): T | undefined {
    const text = this.text();
    if (text === '') return undefined;
    const found = texts.find((candidate) => candidate === text);
    if (found !== undefined) return found;
    throw new FieldError(this.path, `must be ${texts.join(' or ')}, not ${JSON.stringify(text)}`);
  }

  flag(): boolean {
    if (this.isAbsent) return false;
    if (typeof this.value === 'boolean') return this.value;
    throw new FieldError(this.path, 'must be true or false');
  }

  /** Elements of a list; none when absent. */
  items(): Fields[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) throw new FieldError(this.path, 'must be a list');
    return this.value.map((item: unknown, i) => new Fields(item, [...this.path, i]));
  }

  /** A map of texts such as labels; empty when absent. */
  texts(): Record<string, string> {
    if (this.isAbsent) return {};
    return Object.fromEntries(Object.keys(this.#object()).map((key) => [key, this.at(key).text()]));
  }

  /** Names of the fields that are there and not null; none when absent. */
  keys(): string[] {
    if (this.isAbsent) return [];
    return Object.keys(this.#object()).filter((key) => !this.at(key).isAbsent);
  }

  /** Throws FieldError when there is a field of another name: it could mean anything. */
  onlyKeys(known: readonly string[]): void {
    const unknown = this.keys().find((key) => !known.includes(key));
    if (unknown === undefined) return;
    throw new FieldError([...this.path, unknown], 'is not a field that is understood here');
  }

  /** The name of the only field that is there, which must be one of those given. */
  onlyOneOf(known: readonly string[]): string {
    this.onlyKeys(known);
    const [name, ...more] = this.keys();
    if (name !== undefined && more.length === 0) return name;
    throw new FieldError(this.path, `must have exactly one of ${known.join(', ')}`);
  }

  #object(): Readonly<Record<string, unknown>> {
    const value = this.value;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    throw new FieldError(this.path, 'must be a map of fields');
  }
}
