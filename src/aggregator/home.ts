/** Where flows are kept, and asked for. */
import type { History } from './history.ts';
import type { Store } from './store.ts';

export type Home = Store & History;
