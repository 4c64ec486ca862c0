/**
 * Objects written as a whole: tried first (a dry run of the server, which checks and admits what it
 * would store), then for real, in their order; where one fails, those before it are taken back.
 * Invariant: nothing is written that the server did not take whole in the trial. A field that it
 * leaves out (an older schema does so without a word) may have been what made the object harmless.
 */
import type { Fields } from '../../manifest/fields.ts';
import { ApiError } from './api-error.ts';
import type { JsonApi } from './json-api.ts';

/** An object of the whole cluster, as it is sent. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface Write {
  /** Of the collection, such as `/apis/projectcalico.org/v3/tiers`. */
  readonly path: string;
  readonly object: WrittenObject;
}

/** Who writes, to the server: owner of the fields. */
const MANAGER = 'dropcast';
const TRIAL = '&dryRun=All';

/** Rejects with ApiError; then everything is as it was, or the message says what is not. */
export async function writeObjects(api: JsonApi, writes: readonly Write[]): Promise<void> {
  for (const write of writes) checkWhole(await put(api, write, TRIAL), write.object);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const write of writes) {
      const before = await lookUp(api, write);
      // Before it is written: whether a write that failed was done is not known.
      undo.unshift(() => takeBack(api, write, before));
      checkWhole(await put(api, write, ''), write.object);
    }
  } catch (error) {
    throw await takenBack(error, undo);
  }
}

const pathOf = ({ path, object }: Write): string => `${path}/${object.metadata.name}`;

/** The object as it is; undefined when it is not there. */
export function lookUp(api: JsonApi, write: Write): Promise<Fields | undefined> {
  return unlessGone(api.get(pathOf(write)));
}

/** Undefined instead of `not_found`. */
export async function unlessGone(asked: Promise<Fields>): Promise<Fields | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'not_found') return undefined;
    throw error;
  });
}

/**
 * Applies. Calico's API server of 3.32.0 answers "not found" to an apply of a policy that is not
 * there yet (projectcalico/calico#12841): then it is created.
 */
async function put(api: JsonApi, write: Write, mode: string): Promise<Fields> {
  const query = `fieldManager=${MANAGER}${mode}`;
  try {
    const path = `${pathOf(write)}?${query}`;
    return await api.apply(path, write.object);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error;
    return await api.post(`${write.path}?${query}`, write.object);
  }
}

function checkWhole(answer: Fields, { kind, metadata, spec }: WrittenObject): void {
  const sent = { metadata, spec };
  const missing = firstMissing(sent, answer.value, '');
  if (missing === undefined) return;
  const what = `the API server would not keep ${missing} of ${kind} ${metadata.name}`;
  throw new ApiError('unsupported', `${what}: what is left of it could do harm`);
}

/** The first field of `sent` that `kept` has not, or has otherwise; it may have more. */
function firstMissing(sent: unknown, kept: unknown, path: string): string | undefined {
  if (typeof sent !== 'object' || sent === null) return sent === kept ? undefined : path;
  if (typeof kept !== 'object' || kept === null) return path;
  const isOtherList = Array.isArray(sent) && (kept as readonly unknown[]).length !== sent.length;
  if (isOtherList) return path;
  for (const [key, value] of Object.entries(sent)) {
    const found = firstMissing(value, (kept as Record<string, unknown>)[key], `${path}.${key}`);
    if (found !== undefined) return found.replace(/^\./, '');
  }
  return undefined;
}

/** As it was before: gone again, or with the fields that it had. */
async function takeBack(api: JsonApi, write: Write, before: Fields | undefined): Promise<void> {
  if (before === undefined) {
    await unlessGone(api.delete(pathOf(write), DELETE_OPTIONS));
    return;
  }
  const { labels, annotations } = write.object.metadata;
  const metadata = before.at('metadata');
  const restored: WrittenObject = {
    ...write.object,
    metadata: {
      ...write.object.metadata,
      labels: only(metadata.at('labels').texts(), labels),
      annotations: only(metadata.at('annotations').texts(), annotations),
    },
    spec: before.at('spec').value as WrittenObject['spec'],
  };
  await put(api, { ...write, object: restored }, '');
}

/** Those that are ours to write. */
function only(had: Record<string, string>, ours: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(had).filter(([key]) => key in ours));
}

async function takenBack(error: unknown, undo: readonly (() => Promise<unknown>)[]) {
  const failures: string[] = [];
  for (const back of undo) {
    await back().catch((reason: unknown) => failures.push((reason as Error).message));
  }
  const [failure] = failures;
  if (failure === undefined || !(error instanceof ApiError)) return error;
  const what = `${error.message}; and what was written before could not be taken back: ${failure}`;
  return new ApiError(error.code, what, { cause: error });
}

const DELETE_OPTIONS = { kind: 'DeleteOptions', apiVersion: 'v1' };

/** One object as it was seen; it is deleted only if it is still that, and did not change. */
export interface Seen {
  /** Its own. */
  readonly path: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/**
 * Deletes in the order given, after a trial of all. What is gone already is no failure. Rejects
 * with ApiError, `conflict` for what changed since it was seen.
 */
export async function deleteObjects(api: JsonApi, objects: readonly Seen[]): Promise<void> {
  for (const object of objects) await remove(api, object, { dryRun: ['All'] });
  for (const object of objects) await remove(api, object, {});
}

async function remove(api: JsonApi, { path, uid, resourceVersion }: Seen, more: object) {
  const preconditions = { uid, resourceVersion };
  await unlessGone(api.delete(path, { ...DELETE_OPTIONS, preconditions, ...more }));
}
