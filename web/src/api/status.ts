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
  readonly verdict: string;
  readonly opened?: string | null;
  readonly ends: string | null;
}

export interface Status {
  readonly version: string;
  readonly nodes: readonly NodeState[];
  readonly windows?: readonly LoggingWindow[];
  readonly nodes_expected?: number | null;
}

export interface Coverage {
  readonly namespace: string;
  readonly enforce: string;
  readonly status: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly observed: { readonly share: number; readonly hours: number };
  readonly edges: number;
  readonly new_last_day: number;
  readonly new_per_day: { readonly value: number; readonly low: number; readonly high: number };
  readonly chance_of_new: { readonly value: number; readonly low: number; readonly high: number };
  readonly waits_for: readonly { readonly code: string; readonly text: string }[];
  readonly remarks: readonly { readonly code: string; readonly text: string }[];
}
