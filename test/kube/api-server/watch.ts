/**
 * Watches: the initial state where it is asked for, then every change behind a resource version, a
 * bookmark now and then, until the client leaves or its time is up. A change that moves an object
 * into or out of a selection is an ADDED or a DELETED there.
 */

import { apiVersionOf, type KubeObject, type Resource } from './kube-object.ts';
import { type Media, renderFrame } from './media.ts';
import type { Change, ObjectStore } from './object-store.ts';
import type { Output } from './output.ts';
import type { Selection } from './selection.ts';
import { forbiddenOption, Refused, type Status, tooLarge, tooOld } from './status.ts';

/**
 * What the server makes of `sendInitialEvents`: `on`; `gated`: refuses it (Kubernetes 1.27 to 1.31,
 * aggregated servers); `unknown`: refuses the resourceVersionMatch that comes with it (before
 * 1.27); `ignored`: watches as if it were not there, so that the end mark never comes.
 */
export type StreamingList = 'on' | 'gated' | 'unknown' | 'ignored';

export interface WatchRequest {
  readonly resource: Resource;
  readonly selection: Selection;
  readonly query: URLSearchParams;
  readonly media: Media;
}

/** A watch that is open now. */
export interface OpenWatch {
  readonly resource: Resource;
  /** Does nothing for a client that did not allow bookmarks. */
  bookmark(): void;
  /** An ERROR event, then the end. */
  fail(status: Status): void;
  end(): void;
}

const INITIAL_EVENTS_END = { annotations: { 'k8s.io/initial-events-end': 'true' } };

/** Throws Refused when the options of a watch do not go together. */
export function checkOptions(
  query: URLSearchParams,
  currentVersion: number,
  streamingList: StreamingList,
): void {
  const match = query.get('resourceVersionMatch') ?? '';
  const asked = Number(query.get('resourceVersion') || 0);
  if (streamingList === 'unknown') {
    if (match !== '') throw matchForbidden('resourceVersionMatch is forbidden for watch');
  } else if (query.has('sendInitialEvents')) {
    if (match !== 'NotOlderThan') throw matchForbidden(WITHOUT_MATCH);
    if (streamingList === 'gated') throw optionForbidden('sendInitialEvents', GATED);
    if (asked > currentVersion) throw new Refused(tooLarge(asked, currentVersion));
  } else if (match !== '') {
    throw matchForbidden(`resourceVersionMatch is ${WITHOUT_INITIAL_EVENTS}`);
  }
}

const WITHOUT_MATCH = 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
const WITHOUT_INITIAL_EVENTS = 'forbidden for watch unless sendInitialEvents is provided';
const GATED =
  'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled';

const optionForbidden = (field: string, why: string): Refused =>
  new Refused(forbiddenOption(field, why));
const matchForbidden = (why: string): Refused => optionForbidden('resourceVersionMatch', why);

export class Watch implements OpenWatch {
  readonly resource: Resource;
  readonly #request: WatchRequest;
  readonly #store: ObjectStore;
  readonly #output: Output;
  readonly #cleanups: (() => void)[] = [];

  constructor(request: WatchRequest, store: ObjectStore, output: Output) {
    this.resource = request.resource;
    this.#request = request;
    this.#store = store;
    this.#output = output;
  }

  /** Sends what there is to send at once; the rest as it happens. */
  open(options: { streamingList: StreamingList; bookmarkIntervalMs: number }): void {
    const { query } = this.#request;
    const timeoutMs = Number(query.get('timeoutSeconds') || 0) * 1000;
    this.#every(options.bookmarkIntervalMs, () => this.bookmark());
    if (timeoutMs > 0) this.#every(timeoutMs, () => this.#timeOut());
    this.#cleanups.push(this.#store.subscribe(this.resource, (change) => this.#send(change)));
    const isStreamingList =
      options.streamingList === 'on' && isTrue(query.get('sendInitialEvents'));
    const from = Number(query.get('resourceVersion') || 0);
    if (from > 0 && !isStreamingList) this.#resume(from);
    else this.#sendState();
    if (isStreamingList) this.bookmark(INITIAL_EVENTS_END);
  }

  bookmark(more: object = {}): void {
    if (!isTrue(this.#request.query.get('allowWatchBookmarks'))) return;
    this.#write('BOOKMARK', bookmarkOf(this.resource, this.#store.version, more));
  }

  fail(status: Status): void {
    this.#write('ERROR', status);
    this.end();
  }

  end(): void {
    this.close();
    this.#output.end();
  }

  /** The client has left. */
  close(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }

  #resume(from: number): void {
    const oldest = this.#store.oldestVersion(this.resource);
    if (from < oldest) this.fail(tooOld(from, oldest));
    else for (const change of this.#store.changesAfter(this.resource, from)) this.#send(change);
  }

  #sendState(): void {
    const objects = this.#store.list(this.resource).filter(this.#request.selection);
    for (const object of objects) this.#write('ADDED', object);
  }

  #send(change: Change): void {
    const seen = seenBy(change, this.#request.selection);
    if (seen !== undefined) this.#write(seen.type, seen.object);
  }

  /** The real server sends a last bookmark, too. */
  #timeOut(): void {
    this.bookmark();
    this.end();
  }

  #write(type: string, object: KubeObject): void {
    this.#output.write(renderFrame(this.#request.media, type, object));
  }

  #every(ms: number, call: () => void): void {
    const timer = setInterval(call, ms).unref();
    this.#cleanups.push(() => clearInterval(timer));
  }
}

const isTrue = (text: string | null): boolean => text === 'true' || text === '1';

/** What a change is to a watch that sees only a selection; undefined: nothing. */
function seenBy(
  { type, object, previous }: Change,
  selection: Selection,
): Pick<Change, 'type' | 'object'> | undefined {
  const was = previous !== undefined && selection(previous);
  const is = type !== 'DELETED' && selection(object);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  if (!was) return undefined;
  const { resourceVersion } = object.metadata;
  return {
    type: 'DELETED',
    object: { ...previous, metadata: { ...previous.metadata, resourceVersion } },
  };
}

/** An object of the watched kind, empty but for its version. */
function bookmarkOf(resource: Resource, version: number, more: object): KubeObject {
  const metadata = { resourceVersion: String(version), creationTimestamp: null, ...more };
  return { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata };
}
