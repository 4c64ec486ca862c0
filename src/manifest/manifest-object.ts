/**
 * The Kubernetes objects of a manifest one by one, each with its kind and its place: the items of
 * lists count like documents of their own.
 */
import { FieldError, type FieldPath, Fields, formatPath } from './fields.ts';
import { ManifestError, type ManifestText, type Place } from './manifest-text.ts';

/** Lists in lists that are looked into; kubectl prints none. */
const LIST_DEPTH_MAX = 4;

/** Where an object was written: what is said about it can be said with its place. */
export interface ManifestSource {
  readonly file: string;
  /** Where a field of the object stands; the path is from the top of its document. */
  placeOf(path: FieldPath): Place;
}

export interface ManifestObject {
  readonly kind: string;
  /** The group of `apiVersion`; empty for the core. */
  readonly group: string;
  readonly version: string;
  readonly fields: Fields;
  readonly source: ManifestSource;
}

/**
 * All objects of the text, and an error for each document or item that is none.
 * A text that is no YAML has no objects, and one error.
 */
export function manifestObjects(text: ManifestText): {
  readonly objects: readonly ManifestObject[];
  readonly errors: readonly ManifestError[];
} {
  const objects: ManifestObject[] = [];
  const errors: ManifestError[] = [];
  const documents = attempt(errors, () => text.documents()) ?? [];
  documents.forEach((value, i) => {
    if (value === null || value === undefined) return;
    const source = sourceOf(text, i);
    const add = (fields: Fields, ofAll: KindOfAll, lists: readonly unknown[]): void => {
      try {
        const { kind, apiVersion } = readKind(fields, ofAll);
        if (!kind.endsWith('List')) {
          objects.push({ kind, ...splitApiVersion(apiVersion), fields, source });
          return;
        }
        const ofItems = { kind: kind.slice(0, -'List'.length), apiVersion };
        const inside = [...lists, fields.at('items').value];
        for (const item of listItems(fields, lists)) add(item, ofItems, inside);
      } catch (error) {
        errors.push(placedError(error, source));
      }
    };
    add(new Fields(value), { kind: '', apiVersion: '' }, []);
  });
  return { objects, errors };
}

/** A mistake in a field, told with its place; any other error is thrown on. */
export function placedError(error: unknown, source: ManifestSource): ManifestError {
  if (!(error instanceof FieldError)) throw error;
  const field = formatPath(error.path);
  return new ManifestError(source.placeOf(error.path), error.message, { field });
}

function attempt<T>(errors: ManifestError[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    errors.push(error);
    return undefined;
  }
}

function sourceOf(text: ManifestText, document: number): ManifestSource {
  const { file } = text;
  const top = { file, line: 1, column: 1 };
  return { file, placeOf: (path) => text.placeOf(document, path) ?? top };
}

/** What a list says of its items, which then need not say it: a PodList that they are Pods. */
interface KindOfAll {
  /** Empty: a plain List, whose items say of which kind they are. */
  readonly kind: string;
  readonly apiVersion: string;
}

function readKind(fields: Fields, ofAll: KindOfAll): KindOfAll {
  const kind = fields.at('kind');
  if (kind.isAbsent && ofAll.kind !== '') return ofAll;
  return { kind: kind.requiredText(), apiVersion: fields.at('apiVersion').text() };
}

/** `apps/v1` in its parts; without a slash it is of the core. */
export function splitApiVersion(text: string): { group: string; version: string } {
  const slash = text.lastIndexOf('/');
  return { group: text.slice(0, Math.max(slash, 0)), version: text.slice(slash + 1) };
}

/** `lists`: the items of those that it is in; by an alias of YAML its own can be among them. */
function listItems(list: Fields, lists: readonly unknown[]): Fields[] {
  const items = list.at('items');
  if (items.isAbsent) throw new FieldError(items.path, 'is missing');
  if (lists.includes(items.value)) throw new FieldError(items.path, 'holds itself');
  if (lists.length < LIST_DEPTH_MAX) return items.items();
  throw new FieldError(items.path, `is a list in more than ${LIST_DEPTH_MAX - 1} others`);
}
