/**
 * Lists: whole or in pages. Pages after the first come from the snapshot that the first was taken
 * from, named by the continue token, until the snapshot is given up.
 */
import { type KubeObject, keyOf, type Resource, type StoredObject } from './kube-object.ts';
import type { ObjectStore } from './object-store.ts';
import type { Selection } from './selection.ts';
import { badRequest, expiredContinue, Refused, tooLarge } from './status.ts';

export interface ListPage {
  readonly metadata: KubeObject['metadata'];
  readonly items: readonly StoredObject[];
}

const SNAPSHOTS_MAX = 16;
/** In a continue token: go on from the key, with what there is now. */
const INCONSISTENT = -1;

export class Lists {
  readonly #store: ObjectStore;
  readonly #snapshots = new Map<string, readonly StoredObject[]>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Throws Refused: 410 for a continue token whose snapshot is gone. */
  page(resource: Resource, selection: Selection, query: URLSearchParams): ListPage {
    const asked = Number(query.get('resourceVersion') ?? 0);
    const version = this.#store.version;
    if (asked > version) throw new Refused(tooLarge(asked, version));
    const token = query.get('continue');
    if (token) return this.#nextPage(resource, selection, { token, limit: limitOf(query) });
    const objects = this.#store.list(resource);
    // resourceVersion=0 is answered from the watch cache, which does not page.
    const limit = query.get('resourceVersion') === '0' ? 0 : limitOf(query);
    if (limit > 0) this.#keep(resource, version, objects);
    return pageOf(objects.filter(selection), { version, limit, isFiltered: isFiltered(query) });
  }

  /** As when etcd compacts: every continue token is too old from now on. */
  expireContinueTokens(): void {
    this.#snapshots.clear();
  }

  #nextPage(
    resource: Resource,
    selection: Selection,
    { token, limit }: { token: string; limit: number },
  ): ListPage {
    const from = readToken(token);
    if (from === undefined) throw new Refused(badRequest('continue key is not valid'));
    const isConsistent = from.rv !== INCONSISTENT;
    const objects = isConsistent
      ? this.#snapshots.get(snapshotKey(resource, from.rv))
      : this.#store.list(resource);
    if (objects === undefined) {
      throw new Refused(expiredContinue(writeToken(INCONSISTENT, from.start)));
    }
    const version = isConsistent ? from.rv : this.#store.version;
    if (!isConsistent) this.#keep(resource, version, objects);
    const rest = objects.filter((object) => keyOf(object) > from.start && selection(object));
    return pageOf(rest, { version, limit, isFiltered: false });
  }

  #keep(resource: Resource, version: number, objects: readonly StoredObject[]): void {
    this.#snapshots.set(snapshotKey(resource, version), objects);
    if (this.#snapshots.size <= SNAPSHOTS_MAX) return;
    this.#snapshots.delete(this.#snapshots.keys().next().value!);
  }
}

const limitOf = (query: URLSearchParams): number => Number(query.get('limit') ?? 0);
const isFiltered = (query: URLSearchParams): boolean => Boolean(query.get('fieldSelector'));
const snapshotKey = ({ plural }: Resource, version: number): string => `${plural} ${version}`;

function pageOf(
  objects: readonly StoredObject[],
  options: { version: number; limit: number; isFiltered: boolean },
): ListPage {
  const { version, limit } = options;
  const resourceVersion = String(version);
  if (limit === 0 || objects.length <= limit)
    return { metadata: { resourceVersion }, items: objects };
  const items = objects.slice(0, limit);
  const remaining = options.isFiltered ? {} : { remainingItemCount: objects.length - limit };
  const token = writeToken(version, keyOf(items.at(-1)!));
  return { metadata: { resourceVersion, continue: token, ...remaining }, items };
}

interface Token {
  readonly rv: number;
  readonly start: string;
}

const writeToken = (rv: number, start: string): string =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv, start })).toString('base64url');

function readToken(token: string): Token | undefined {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Token;
  } catch {
    return undefined;
  }
}
