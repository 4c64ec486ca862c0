/** The state of one resource that a service watches. */
import type { ResourceCounts } from '../../src/flow/resource-state.ts';

export const RESOURCES: readonly ResourceCounts[] = [
  {
    resource: 'pods',
    isSynced: true,
    currentUs: 2_500_000,
    error: '',
    lists: 1,
    watches: 2,
    failures: 3,
    events: 4,
    malformed: 5,
  },
];
