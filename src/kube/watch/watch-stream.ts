/**
 * One watch, from its request to its end: bytes to frames to events, in the server's order and
 * without a queue.
 */
import type { Connection } from '../api/connection.ts';
import type { AnswerReader } from '../api/exchange.ts';
import type { WatchEvent } from '../wire/item.ts';
import { acceptHeader } from './accept.ts';
import type { Codecs } from './codecs.ts';
import { Frames } from './frames.ts';
import type { Resource } from './resource.ts';

export interface WatchTarget<T> {
  readonly connection: Connection;
  readonly resource: Resource<T>;
  readonly codecs: Codecs<T>;
  /** What comes after this; undefined: a streaming list, that is all there is and what follows. */
  readonly resourceVersion: string | undefined;
  /** After which the server ends the watch in good order. */
  readonly timeoutSeconds: number;
}

export interface WatchListener<T> {
  /** The server has accepted the watch. */
  opened(): void;
  event(event: WatchEvent<T>): void;
}

/**
 * Resolves when the server ends the watch; rejects with ApiError, the signal's reason, or what the
 * listener throws.
 */
export function watchOnce<T>(
  target: WatchTarget<T>,
  listener: WatchListener<T>,
  signal: AbortSignal,
): Promise<void> {
  const { connection, resource } = target;
  const path = `${resource.path}?${watchQuery(target)}`;
  const reader = new EventReader(target.codecs, listener);
  return connection.get({ path, accept: acceptHeader(resource, 'watch') }, reader, signal);
}

function watchQuery(target: WatchTarget<unknown>): URLSearchParams {
  const { resource, resourceVersion, timeoutSeconds } = target;
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(timeoutSeconds),
    resourceVersion: resourceVersion ?? '',
  });
  if (resource.fieldSelector) query.set('fieldSelector', resource.fieldSelector);
  if (resourceVersion === undefined) {
    query.set('sendInitialEvents', 'true');
    query.set('resourceVersionMatch', 'NotOlderThan');
  }
  return query;
}

class EventReader<T> implements AnswerReader {
  readonly #codecs: Codecs<T>;
  readonly #listener: WatchListener<T>;
  #frames: Frames | undefined;

  constructor(codecs: Codecs<T>, listener: WatchListener<T>) {
    this.#codecs = codecs;
    this.#listener = listener;
  }

  begin(isProtobuf: boolean): void {
    const codec = this.#codecs(isProtobuf);
    this.#frames = new Frames(isProtobuf, (bytes, from, to) =>
      this.#listener.event(codec.readEvent(bytes, from, to)),
    );
    this.#listener.opened();
  }

  read(chunk: Buffer): void {
    this.#frames?.push(chunk);
  }
}
