/** What a forecast looks like, as far as the page reads it: docs/forecast.md. */

export const FATES = ['dropped', 'unknown', 'allowed', 'not_policed'] as const;
export type Fate = (typeof FATES)[number];

export interface ForecastEnd {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly workload: { readonly kind: string; readonly name: string } | null;
  readonly confidence: string;
  readonly members: readonly string[];
  readonly members_total: number;
}

export interface Decider {
  readonly policy: string;
  readonly side: string | null;
  /** Counted from 1; null: none of its rules matched. */
  readonly rule: number | null;
  readonly place: string | null;
}

export interface ForecastSide {
  readonly forecast: Fate;
  readonly why: string;
  readonly decided_by: readonly Decider[];
}

export interface ForecastLine {
  readonly namespace: string;
  readonly forecast: Fate;
  readonly sentence: string;
  readonly source: ForecastEnd;
  readonly destination: ForecastEnd;
  readonly protocol: string | null;
  readonly port: number | null;
  readonly icmp_type: number | null;
  readonly outcome: string;
  readonly pre_existing: boolean;
  readonly edges: number;
  readonly connections: number;
  readonly first_seen: string | null;
  readonly last_seen: string | null;
  readonly egress: ForecastSide;
  readonly ingress: ForecastSide;
}

export interface BlindSpot {
  readonly id: string;
  /** breaks, may_break or note. */
  readonly severity: string;
  readonly title: string;
  readonly where: readonly { readonly namespace: string; readonly workloads: readonly string[] }[];
  readonly evidence: readonly { readonly from: string; readonly text: string }[];
  /** `policy`: YAML, empty where no policy mends it. */
  readonly fix: { readonly text: string; readonly policy: string };
}

export type FateSums = Readonly<
  Record<'seen' | Fate, { readonly edges: number; readonly connections: number }>
>;

export interface Forecast {
  readonly objection: boolean;
  readonly summary: FateSums;
  readonly blind_spots: readonly BlindSpot[];
  readonly edges: readonly ForecastLine[];
  /** What has to be known beside it, in sentences. */
  readonly notes: readonly string[];
}

/** A place in a policy that was not understood. */
export interface PolicyFault {
  readonly source?: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
  readonly message: string;
}
