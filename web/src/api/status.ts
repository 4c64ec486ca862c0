/** State of the collection, as far as the page reads it: `GET /api/v1/status` and `/coverage`. */

export interface Loss {
  readonly source: string;
  readonly cause: string;
  /** Null: nobody knows how many. */
  readonly count: number | null;
  readonly first: string | null;
  readonly last: string | null;
}

/** `state` is ok, warn, fail or unknown. */
export interface NodeCheck {
  readonly name: string;
  readonly state: string;
  readonly detail: string;
}

export interface NodeState {
  readonly cluster: string;
  readonly node: string;
  readonly source: string;
  readonly version: string;
  readonly observed_until: string | null;
  readonly lines: number;
  readonly connected: boolean;
  readonly losses: readonly Loss[];
  readonly checks: readonly NodeCheck[];
}

export interface LoggingWindow {
  readonly name: string;
  readonly namespaces: string;
  readonly opened: string | null;
  readonly until: string | null;
}

export interface Status {
  readonly version: string;
  readonly nodes: readonly NodeState[];
  /** Those that are open; null: nobody looks for windows. */
  readonly windows: readonly LoggingWindow[] | null;
  /** Those that the cluster has; null: nobody knows. */
  readonly cluster_nodes: {
    readonly count: number;
    /** Without an agent: some of them. */
    readonly missing: readonly string[];
    readonly missing_count: number;
  } | null;
}

export interface CoverageAnswer {
  readonly namespaces: readonly Coverage[];
  /** What was assumed. */
  readonly notes: readonly string[];
}

export interface Coverage {
  readonly namespace: string;
  readonly enforce: string;
  readonly status: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly observed: { readonly share: number; readonly hours: number };
  readonly edges: number;
  readonly new_last_day: number;
  /** Null where nothing can be said. */
  readonly chance_of_new: { readonly value: number; readonly high: number } | null;
  readonly waits_for: readonly { readonly code: string; readonly text: string }[];
  readonly remarks: readonly { readonly code: string; readonly text: string }[];
}
