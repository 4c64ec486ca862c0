/**
 * Hands a reflector's news on to a history, with the time at which each was heard.
 *
 * What proves that nothing was missed until now? A list and a bookmark do: the server sends them
 * behind everything else. An event does once its watch has been open for longer than the lag: a
 * watch that was opened again first tells what was missed. That a connection is merely open proves
 * nothing: it may be half-open, and then a holder of an address has come and gone unseen. So
 * nothing is taken as heard by a timer; what happened after the last proof is named later.
 */
import { DEFAULT_MARGINS } from '../history/knowledge.ts';
import type { ObjectSink } from '../history/object-sink.ts';
import type { Item } from '../wire/item.ts';
import type { Sink } from './mirror.ts';

export interface HistorySinkOptions<T> {
  readonly history: ObjectSink<T>;
  readonly nowUs: () => number;
  /** Since when the present watch is open; 0 when none is. */
  readonly openSinceUs: () => number;
}

export function historySink<T>(options: HistorySinkOptions<T>): Required<Sink<T>> {
  const { history, nowUs, openSinceUs } = options;
  const hearEvent = (atUs: number): void => {
    const sinceUs = openSinceUs();
    if (sinceUs > 0 && atUs - sinceUs > DEFAULT_MARGINS.lagUs) history.heard(atUs);
  };
  return {
    replaced: (items) => history.replaced(items.map(objectOf), nowUs()),
    applied(item) {
      const atUs = nowUs();
      history.applied(item.object, atUs);
      hearEvent(atUs);
    },
    deleted(item) {
      const atUs = nowUs();
      history.deleted(item.object, atUs);
      hearEvent(atUs);
    },
    bookmarked: () => history.heard(nowUs()),
  };
}

function objectOf<T>({ object }: Item<T>): T {
  return object;
}
