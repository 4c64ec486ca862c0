/**
 * What a sink has been told of one resource, and up to which resourceVersion. The version moves
 * only when the sink has heard everything up to it, so that a watch from it misses nothing.
 */
import { statusError } from '../api/api-error.ts';
import type { Item, WatchEvent } from '../wire/item.ts';
import type { Clock } from './clock.ts';

/** Hears what the server has, in the server's order. What it throws ends the reflector. */
export interface Sink<T> {
  /** These are all there are now; whatever else was known is gone. */
  replaced(items: readonly Item<T>[]): void;
  applied(item: Item<T>): void;
  /** With the last state that the object had. */
  deleted(item: Item<T>): void;
  /** A bookmark: nothing more has happened up to now. */
  bookmarked?(): void;
}

export class Mirror<T> {
  readonly #sink: Sink<T>;
  readonly #clock: Clock;
  /** Up to which the sink was told; empty before the first list. */
  resourceVersion = '';
  isSynced = false;
  /** When the server last told something, be it that nothing has changed; 0 before. */
  currentUs = 0;
  /** Whole lists, streaming or paged. */
  lists = 0;
  events = 0;
  bookmarks = 0;
  /** Objects that could not be read and are left out. */
  malformed = 0;

  constructor(sink: Sink<T>, clock: Clock) {
    this.#sink = sink;
    this.#clock = clock;
  }

  /** `resourceVersion`: that of the list, at which `items` are complete. */
  replace(items: readonly Item<T>[], resourceVersion: string): void {
    this.#sink.replaced(items);
    this.isSynced = true;
    this.lists++;
    this.#moveTo(resourceVersion);
  }

  /** Applies an event that follows `resourceVersion`. Throws ApiError for one that is an error. */
  apply(event: WatchEvent<T>): void {
    if (event.kind === 'failed') throw statusError(event.status);
    if (event.kind === 'malformed') {
      this.malformed++;
    } else if (event.kind === 'bookmark') {
      this.#sink.bookmarked?.();
      this.bookmarks++;
      this.#moveTo(event.resourceVersion);
    } else {
      if (event.kind === 'applied') this.#sink.applied(event.item);
      else this.#sink.deleted(event.item);
      this.events++;
      this.#moveTo(event.item.resourceVersion);
    }
  }

  #moveTo(resourceVersion: string): void {
    if (resourceVersion !== '') this.resourceVersion = resourceVersion;
    this.currentUs = this.#clock.nowMs() * 1_000;
  }
}
