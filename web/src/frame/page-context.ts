/** What all views share: where the page is, whom it asks, and whether that one answers. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api } from '../api/api.ts';
import type { Health } from '../api/health.ts';
import type { Route, Router } from '../route/route.ts';

export interface PageState {
  readonly router: Router;
  readonly api: Api;
  readonly health: Health;
  /** Policies that the forecast was last asked about; for the map to show the same. */
  readonly chosen: ChosenPolicies;
}

export interface ChosenPolicies {
  text: string;
}

export const PageContext = createContext<PageState | undefined>(undefined);

export function usePage(): PageState {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('a view stands outside the page');
  return page;
}

/** Where the page is; whoever asks is drawn again when that changes. */
export function useRoute(): Route {
  return usePage().router.route.value;
}
