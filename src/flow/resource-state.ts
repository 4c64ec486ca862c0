/** How well the objects of one Kubernetes resource are known to the service that watches them. */
export interface ResourceState {
  /** As a role names it: `pods`, `replicasets.apps`. */
  readonly resource: string;
  /** All that the server had was told at least once. */
  readonly isSynced: boolean;
  /** When the server last told something, be it that nothing has changed; 0 before. */
  readonly currentUs: number;
  /** What is wrong, in one line; empty while all is well. */
  readonly error: string;
}

/** The same with what was counted on the way. */
export interface ResourceCounts extends ResourceState {
  readonly lists: number;
  readonly watches: number;
  readonly failures: number;
  readonly events: number;
  readonly malformed: number;
}
