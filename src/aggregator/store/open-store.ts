/** The embedded home of flows: a file has threads of its own, a store in memory needs none. */
import type { Home } from '../history.ts';
import { DEFAULTS, IN_MEMORY, openSqliteStore, type StoreOptions } from './sqlite.ts';
import { openThreadedStore } from './threads/threaded-store.ts';

/** Opens or creates the file at `path`, or `:memory:`; rejects with StoreError. */
export async function openStore(path: string, options: Partial<StoreOptions> = {}): Promise<Home> {
  if (path === IN_MEMORY) return openSqliteStore(path, options);
  return openThreadedStore(path, { ...DEFAULTS, ...options });
}
