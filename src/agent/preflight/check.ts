/**
 * What a look at the node found: one check, its state, and what a person should know and do. The
 * names are labels of a metric: a fixed list, of which every run gives each once.
 */

import type { Check, CheckState } from '../../flow/check.ts';

export const CHECK_NAMES = [
  'source_readable',
  'console_loglevel',
  'dmesg_restrict',
  'nf_log_all_netns',
  'ring_span',
  'journal_persistence',
  'journal_retention',
  'journal_max_level',
  'journal_reads_kmsg',
  'log_disk',
  'log_prefix_length',
  'ebpf_dataplane',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** A check of this list. */
export interface PreflightCheck extends Check {
  readonly name: CheckName;
}

export type Finding = Omit<Check, 'name'>;

export function found(state: CheckState, detail: string, value?: number): Finding {
  return value === undefined ? { state, detail } : { state, detail, value };
}
