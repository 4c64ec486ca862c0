/**
 * What a default deny breaks and people find out too late. A blind spot is told only where the
 * policies leave it uncovered, or where nobody can tell; never where they cover it.
 */

/** In the order in which they are told: what breaks first, and most, comes first. */
export const SPOT_IDS = [
  'dns',
  'dns_tcp',
  'node_local_dns',
  'ingress',
  'http01_solver',
  'webhook_deadlock',
  'admission_webhook',
  'crd_conversion',
  'api_service',
  'host_network',
  'monitoring',
  'kubelet_probes',
  'api_server',
  'metadata_service',
  'time_sync',
  'service_mesh',
  'failsafe_ports',
  'silent_cron_jobs',
  'silent_ports',
  'undeclared_ports',
] as const;
export type SpotId = (typeof SPOT_IDS)[number];

/** `may_break`: it depends on what is not known; `note`: nothing breaks by it today. */
export const SEVERITIES = ['breaks', 'may_break', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whose policies it is about. */
export interface SpotPlace {
  /** Empty: the nodes themselves, by their names in `workloads`. */
  readonly namespace: string;
  /** `Deployment/web`, sorted. */
  readonly workloads: readonly string[];
}

export interface SpotEvidence {
  /** What the policies do, what flows have shown, what objects declare. */
  readonly from: 'policies' | 'flows' | 'objects';
  readonly text: string;
}

export interface SpotFix {
  /** What to do, and in which order. */
  readonly text: string;
  /** NetworkPolicies as YAML documents; empty where none mends it. */
  readonly policy: string;
}

export interface BlindSpot {
  readonly id: SpotId;
  readonly severity: Severity;
  readonly title: string;
  readonly where: readonly SpotPlace[];
  readonly evidence: readonly SpotEvidence[];
  readonly fix: SpotFix;
}
