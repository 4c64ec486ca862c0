/**
 * Objects by resource, one counter of resource versions over all of them, and per resource the
 * watch cache: the last changes, bounded, from which a watch resumes. What fell out of it, or was
 * there before a restart, is 410 for a watch.
 */
import { randomUUID } from 'node:crypto';
import {
  apiVersionOf,
  keyOf,
  type NewObject,
  type Resource,
  type StoredObject,
} from './kube-object.ts';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface Change {
  readonly type: ChangeType;
  readonly version: number;
  /** Of a deletion the last state, with the deletion's own version. */
  readonly object: StoredObject;
  readonly previous: StoredObject | undefined;
}

/** What `subscribe` calls for each change, in order. */
export type Watcher = (change: Change) => void;

interface Shelf {
  readonly objects: Map<string, StoredObject>;
  readonly changes: Change[];
  readonly watchers: Set<Watcher>;
  /** A watch may begin at this version or behind it. */
  oldestVersion: number;
}

const FIRST_VERSION = 1000;

export class ObjectStore {
  readonly #shelves = new Map<Resource, Shelf>();
  readonly #changesMax: number;
  #version = FIRST_VERSION;

  constructor(changesMax: number) {
    this.#changesMax = changesMax;
  }

  get version(): number {
    return this.#version;
  }

  /** Creates or replaces. Without a uid of its own, a replacement keeps the one that is there. */
  put(resource: Resource, object: NewObject): StoredObject {
    const { objects } = this.#shelf(resource);
    const previous = objects.get(keyOf(object));
    const stored = this.#withVersion(this.#complete(resource, object, previous));
    objects.set(keyOf(stored), stored);
    this.#publish(resource, { type: previous ? 'MODIFIED' : 'ADDED', object: stored, previous });
    return stored;
  }

  /** What `put` would store, with the version that there is. */
  preview(resource: Resource, object: NewObject): StoredObject {
    const previous = this.#shelf(resource).objects.get(keyOf(object));
    const { metadata, ...rest } = this.#complete(resource, object, previous);
    return { ...rest, metadata: { ...metadata, resourceVersion: String(this.#version) } };
  }

  /** Returns the deleted object with the deletion's version; undefined when there was none. */
  delete(resource: Resource, key: string): StoredObject | undefined {
    const { objects } = this.#shelf(resource);
    const previous = objects.get(key);
    if (previous === undefined) return undefined;
    objects.delete(key);
    const object = this.#withVersion(previous);
    this.#publish(resource, { type: 'DELETED', object, previous });
    return object;
  }

  get(resource: Resource, key: string): StoredObject | undefined {
    return this.#shelf(resource).objects.get(key);
  }

  /** A snapshot in the order of keys. */
  list(resource: Resource): StoredObject[] {
    const byKey = [...this.#shelf(resource).objects];
    return byKey.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  oldestVersion(resource: Resource): number {
    return this.#shelf(resource).oldestVersion;
  }

  changesAfter(resource: Resource, version: number): Change[] {
    return this.#shelf(resource).changes.filter((change) => change.version > version);
  }

  subscribe(resource: Resource, watcher: Watcher): () => void {
    const { watchers } = this.#shelf(resource);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }

  /** As after a restart: a watch may begin at the newest version, no earlier. */
  emptyWatchCache(): void {
    for (const shelf of this.#shelves.values()) {
      shelf.changes.length = 0;
      shelf.oldestVersion = this.#version;
    }
  }

  #complete(resource: Resource, object: NewObject, previous?: StoredObject) {
    const { uid, creationTimestamp } = previous?.metadata ?? {
      uid: randomUUID(),
      creationTimestamp: timeNow(),
    };
    const metadata = { uid, creationTimestamp, ...object.metadata };
    const head = { kind: resource.kind, apiVersion: apiVersionOf(resource) };
    return { ...head, ...object, metadata };
  }

  #withVersion(object: NewObject & { metadata: { uid: string } }): StoredObject {
    const resourceVersion = String(++this.#version);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  #publish(resource: Resource, change: Omit<Change, 'version'>): void {
    const shelf = this.#shelf(resource);
    const versioned = { ...change, version: this.#version };
    shelf.changes.push(versioned);
    if (shelf.changes.length > this.#changesMax) {
      shelf.oldestVersion = shelf.changes.shift()!.version;
    }
    for (const watcher of [...shelf.watchers]) watcher(versioned);
  }

  #shelf(resource: Resource): Shelf {
    const shelf = this.#shelves.get(resource) ?? {
      objects: new Map(),
      changes: [],
      watchers: new Set(),
      oldestVersion: FIRST_VERSION,
    };
    this.#shelves.set(resource, shelf);
    return shelf;
  }
}

/** Whole seconds, as Kubernetes writes times. */
const timeNow = (): string => new Date().toISOString().replace(/\.\d+/, '');
