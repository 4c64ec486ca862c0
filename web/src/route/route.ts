/**
 * Where the page is: which view, and the words of its question, kept in the address behind `#`, so
 * that every view can be linked to and works below any path. Words are those of docs/query.md.
 */
import { type ReadonlySignal, signal } from '@preact/signals';

export const VIEWS = ['overview', 'map', 'edges', 'edge', 'forecast', 'live'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  readonly view: View;
  readonly words: URLSearchParams;
}

/** These stay when the view changes. */
const SCOPE_WORDS = ['namespace', 'since', 'until'] as const;

export interface Router {
  readonly route: ReadonlySignal<Route>;
  /** Goes to another place; `replace` leaves no trace in the browser's history. */
  go(target: string, how?: 'push' | 'replace'): void;
}

/** What is no view is the overview. */
function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const view = VIEWS.find((name) => name === path) ?? 'overview';
  return { view, words: new URLSearchParams(query) };
}

export function routeText(view: View, words: URLSearchParams): string {
  const query = words.toString();
  return query === '' ? `#/${view}` : `#/${view}?${query}`;
}

/** The namespace and the time, as the words of a question. */
export function scopeWords({ words }: Route): URLSearchParams {
  const kept = new URLSearchParams();
  for (const word of SCOPE_WORDS) {
    const text = words.get(word);
    if (text) kept.set(word, text);
  }
  return kept;
}

/** Another view of the same namespace and time, with `more` words. */
export function scopedTo(
  route: Route,
  view: View,
  more: Readonly<Record<string, string>> = {},
): string {
  const kept = scopeWords(route);
  for (const [word, text] of Object.entries(more)) kept.set(word, text);
  return routeText(view, kept);
}

/** The words with some set to another text; empty text takes a word away. */
export function withWords(
  words: URLSearchParams,
  changes: Readonly<Record<string, string>>,
): URLSearchParams {
  const changed = new URLSearchParams(words);
  for (const [word, text] of Object.entries(changes)) {
    if (text === '') changed.delete(word);
    else changed.set(word, text);
  }
  return changed;
}

export function openRouter(at: Window): Router {
  const route = signal(parseRoute(at.location.hash));
  const read = () => {
    route.value = parseRoute(at.location.hash);
  };
  at.addEventListener('hashchange', read);
  return {
    route,
    go(target, how = 'push') {
      if (how === 'push') at.location.hash = target;
      else at.history.replaceState(null, '', target);
      read();
    },
  };
}
