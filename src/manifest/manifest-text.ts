/**
 * The text of a manifest (YAML, or JSON, which is a part of it): its documents as plain values, and
 * the place of any field in it. Places are found when first asked for: a cluster file of many
 * megabytes that holds no mistake is never parsed for them.
 */
import { type Document, isNode, LineCounter, parseAllDocuments } from 'yaml';
import type { FieldPath } from './fields.ts';
import { DEPTH_MAX, KEY_DEPTH_MAX, tooDeepAt } from './nesting.ts';

/** Aliases that one document may expand to; people write few, a YAML bomb needs millions. */
const ALIASES_MAX = 100;

/** Where something stands in a file; line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `shop.yaml:3:7` */
export function formatPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Text that cannot be used; `message` begins with the place. */
export class ManifestError extends Error {
  readonly file: string;
  /** Undefined when the file as a whole is meant. */
  readonly place: Place | undefined;
  /** What is wrong, without the place. */
  readonly what: string;
  /** `spec.tier`; undefined where no single field is meant. */
  readonly field: string | undefined;

  constructor(at: Place | string, what: string, options?: { cause?: unknown; field?: string }) {
    super(`${typeof at === 'string' ? at : formatPlace(at)}: ${what}`, options);
    this.name = 'ManifestError';
    this.file = typeof at === 'string' ? at : at.file;
    this.place = typeof at === 'string' ? undefined : at;
    this.what = what;
    this.field = options?.field;
  }
}

export class ManifestText {
  readonly file: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  #parsed: readonly Document.Parsed[] | undefined;

  constructor(text: string, file: string) {
    this.#text = text;
    this.file = file;
  }

  /** The documents in their order, empty ones as null; throws ManifestError. */
  documents(): unknown[] {
    this.#checkDepth();
    const json = parseJson(this.#text);
    return json === undefined ? this.#yaml().map((_, i) => this.#valueOf(i)) : [json];
  }

  /**
   * Where the field stands, or the nearest thing around it that is there; undefined when the
   * document itself is not there.
   */
  placeOf(document: number, path: FieldPath): Place | undefined {
    const contents = this.#yaml()[document];
    for (let depth = path.length; depth >= 0; depth--) {
      const node = contents?.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return this.#place(node.range[0]);
    }
    return undefined;
  }

  #yaml(): readonly Document.Parsed[] {
    this.#parsed ??= parseAllDocuments(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      // Maps as keys are what `{{ … }}` of templates reads as; in each other they take minutes.
      stringKeys: tooDeepAt(this.#text, KEY_DEPTH_MAX) !== undefined,
      // What the parser would warn of goes to stderr past everybody: templates are full of it.
      logLevel: 'error',
    }) as Document.Parsed[];
    const error = this.#parsed.flatMap((document) => document.errors)[0];
    if (error === undefined) return this.#parsed;
    throw new ManifestError(this.#place(error.pos[0]), `is not YAML (${error.message})`);
  }

  #checkDepth(): void {
    const offset = tooDeepAt(this.#text, DEPTH_MAX);
    if (offset === undefined) return;
    const before = this.#text.slice(0, offset).split('\n');
    const place = { file: this.file, line: before.length, column: before.at(-1)!.length + 1 };
    throw new ManifestError(place, `is nested deeper than ${DEPTH_MAX} levels`);
  }

  #valueOf(document: number): unknown {
    try {
      return this.#yaml()[document]?.toJS({ maxAliasCount: ALIASES_MAX });
    } catch (cause) {
      if (cause instanceof ManifestError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ManifestError(this.file, `cannot be expanded (${reason})`, { cause });
    }
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

/** The value of JSON text; undefined when it is none, so that YAML can say where it breaks. */
function parseJson(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
