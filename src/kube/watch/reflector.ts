/**
 * Mirrors one resource: lists it, watches it, and tells a sink what changed, until the signal
 * aborts. Whatever fails is tried again; what the sink was told stays true to the server's order.
 *
 * ```
 *     resourceVersion unknown                                  known
 *   ┌─▶ streaming list ──(end mark)──▶ the same stream goes on ──┐
 *   │   or, where the server has none, paged list ──▶ watch ◀────┤ ended or broken
 *   └──────────────────────── expired ◀──────────────────────────┘
 * ```
 * The resourceVersion is taken from a whole list, the end mark, bookmarks, and events behind them;
 * never from initial events, which come in any order.
 */

import { ApiError } from '../api/api-error.ts';
import { Connection } from '../api/connection.ts';
import type { ClusterAccess } from '../credentials/cluster-access.ts';
import type { Item, WatchEvent } from '../wire/item.ts';
import type { Clock } from './clock.ts';
import { type Codecs, codecsOf } from './codecs.ts';
import { explain } from './explain.ts';
import { InitialEvents } from './initial-events.ts';
import { listAll } from './list.ts';
import { Mirror, type Sink } from './mirror.ts';
import type { Resource } from './resource.ts';
import { RetryDelay } from './retry-delay.ts';
import { watchOnce } from './watch-stream.ts';

/** The server ends a watch after five to ten minutes: not all of them together. */
const WATCH_SECONDS_MIN = 300;
const WATCH_SECONDS_SPREAD = 300;
/** Short watches in a row without a bookmark, after which a long one is to bring one. */
const UNPROVEN_MAX = 3;
/** A watch that ends sooner, without an event, is no watch. */
const WATCH_MS_MIN = 1_000;
/** Refused watches in a row, after which the resourceVersion itself is in doubt. */
const REFUSALS_MAX = 5;

export interface ReflectorOptions<T> {
  readonly access: ClusterAccess;
  readonly resource: Resource<T>;
  readonly sink: Sink<T>;
  readonly clock: Clock;
  /** Jitter: numbers in [0, 1). */
  readonly random: () => number;
  /** Silence after which a connection counts as broken: longer than the server's bookmarks take. */
  readonly inactivityMs?: number;
  /**
   * How long a watch is asked for; unless said, five to ten minutes. The server sends a bookmark
   * shortly before its end, so that short watches prove more often that nothing was missed.
   */
  readonly watchSeconds?: number | undefined;
  /** Hears what is wrong in one line, each time that it changes; empty when all is well again. */
  readonly onError?: (line: string) => void;
}

export interface ReflectorStatus
  extends Readonly<
    Pick<Mirror<unknown>, 'isSynced' | 'currentUs' | 'lists' | 'events' | 'bookmarks' | 'malformed'>
  > {
  /** Since when the present watch is open; 0 when none is. */
  readonly openSinceUs: number;
  /** Watches that the server accepted. */
  readonly watches: number;
  /** Lists and watches that failed. */
  readonly failures: number;
  /** What is wrong, in one line; empty once the server has told something again. */
  readonly error: string;
}

export class Reflector<T> {
  readonly #options: ReflectorOptions<T>;
  readonly #connection: Connection;
  readonly #codecs: Codecs<T>;
  readonly #mirror: Mirror<T>;
  readonly #retry: RetryDelay;
  #hasStreamingLists = true;
  /** No resourceVersion to watch from, or one that the server does not know. */
  #isListDue = true;
  /** The server's memory was older than what we know: the next list must come from its store. */
  #needsNewest = false;
  #refusals = 0;
  /** Watches in a row that ended in good order without a bookmark. */
  #unproven = 0;
  #watches = 0;
  #openSinceUs = 0;
  #failures = 0;
  #error = '';

  constructor(options: ReflectorOptions<T>) {
    const { access, resource, sink, clock, random, inactivityMs } = options;
    this.#options = options;
    this.#connection = new Connection(access, inactivityMs);
    this.#codecs = codecsOf(resource);
    this.#mirror = new Mirror(sink, clock);
    this.#retry = new RetryDelay(random);
  }

  get status(): ReflectorStatus {
    const { isSynced, currentUs, lists, events, bookmarks, malformed } = this.#mirror;
    const attempts = { lists, watches: this.#watches, failures: this.#failures };
    const counts = { ...attempts, events, bookmarks, malformed };
    const openSinceUs = this.#openSinceUs;
    return { isSynced, currentUs, openSinceUs, ...counts, error: this.#error };
  }

  /** Rejects only with what the sink throws. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.#attempt(signal);
    } finally {
      this.#connection.close();
    }
  }

  async #attempt(signal: AbortSignal): Promise<void> {
    const isStreaming = this.#isListDue && this.#hasStreamingLists;
    try {
      if (isStreaming) await this.#streamList(signal);
      else if (this.#isListDue) await this.#list(signal);
      else await this.#watch(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      const isRefused = isStreaming && this.#isListDue && error.code === 'unsupported';
      if (isRefused) this.#hasStreamingLists = false;
      else await this.#recover(error, signal);
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const place = this.#place();
    const list = await listAll({ ...place, notOlderThan: this.#notOlderThan() }, signal);
    this.#mirror.malformed += list.malformed;
    this.#replace(list.items, list.resourceVersion);
  }

  /** All nodes list their own part when a DaemonSet starts: that must not reach the store. */
  #notOlderThan(): string {
    const isPart = this.#options.resource.fieldSelector !== undefined;
    return isPart && !this.#needsNewest ? this.#mirror.resourceVersion || '0' : '';
  }

  async #streamList(signal: AbortSignal): Promise<void> {
    const initial = new InitialEvents<T>(this.#options.clock);
    const stream = new AbortController();
    void initial.watchOver(stream, signal);
    const take = (event: WatchEvent<T>): void => {
      if (initial.isComplete || !initial.take(event)) this.#apply(event);
      else if (event.kind === 'bookmark') this.#replaceOnceComplete(initial);
      // The list may take its time; what follows is to be a watch of the length asked for.
      if (initial.isComplete && this.#options.watchSeconds !== undefined) stream.abort();
    };
    try {
      await this.#open(undefined, take, AbortSignal.any([signal, stream.signal]));
    } catch (error) {
      if (!initial.isComplete || !stream.signal.aborted) throw error;
    } finally {
      initial.close();
    }
    if (!initial.isComplete)
      throw new ApiError('unreachable', 'the list ended before its end mark');
  }

  #replaceOnceComplete(initial: InitialEvents<T>): void {
    if (initial.isComplete) this.#replace(initial.items, initial.resourceVersion);
  }

  #replace(items: readonly Item<T>[], resourceVersion: string): void {
    this.#mirror.replace(items, resourceVersion);
    this.#isListDue = false;
    this.#needsNewest = false;
    this.#succeed();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const { events, bookmarks } = this.#mirror;
    const beganMs = clock.nowMs();
    await this.#open(this.#mirror.resourceVersion, (event) => this.#apply(event), signal);
    this.#unproven = this.#mirror.bookmarks > bookmarks ? 0 : this.#unproven + 1;
    const wasEmpty = this.#mirror.events === events && this.#mirror.bookmarks === bookmarks;
    if (wasEmpty && clock.nowMs() - beganMs < WATCH_MS_MIN) {
      throw new ApiError('failed', 'the server ends watches as soon as they begin');
    }
  }

  #open(
    resourceVersion: string | undefined,
    event: (event: WatchEvent<T>) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const spread = Math.floor(this.#options.random() * WATCH_SECONDS_SPREAD);
    const isLong = resourceVersion === undefined || this.#unproven >= UNPROVEN_MAX;
    const { watchSeconds } = this.#options;
    const timeoutSeconds = (isLong ? undefined : watchSeconds) ?? WATCH_SECONDS_MIN + spread;
    const opened = (): void => {
      this.#watches++;
      this.#openSinceUs = this.#options.clock.nowMs() * 1_000;
    };
    const target = { ...this.#place(), resourceVersion, timeoutSeconds };
    return watchOnce(target, { opened, event }, signal).finally(() => {
      this.#openSinceUs = 0;
    });
  }

  #place() {
    const { resource } = this.#options;
    return { connection: this.#connection, resource, codecs: this.#codecs };
  }

  #apply(event: WatchEvent<T>): void {
    this.#mirror.apply(event);
    if (event.kind !== 'malformed') this.#succeed();
  }

  #succeed(): void {
    this.#retry.reset();
    this.#refusals = 0;
    this.#tell('');
  }

  async #recover(error: ApiError, signal: AbortSignal): Promise<void> {
    const { clock, resource } = this.#options;
    this.#failures++;
    const isRefusal = error.code !== 'unreachable' && error.code !== 'throttled';
    if (isRefusal) this.#refusals++;
    this.#tell(explain(resource.name, this.#isListDue ? 'list' : 'watch', error));
    if (error.code === 'expired') this.#needsNewest = this.#isListDue;
    if (error.code === 'expired' || this.#refusals >= REFUSALS_MAX) this.#isListDue = true;
    await clock.delay(this.#retry.next(error), signal);
  }

  #tell(error: string): void {
    if (error === this.#error) return;
    this.#error = error;
    this.#options.onError?.(error);
  }
}
