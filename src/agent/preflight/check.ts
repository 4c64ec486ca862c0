/**
 * What a look at the node found: one check, its state, and what a person should know and do. The
 * names are labels of a metric: a fixed list, of which every run gives each once.
 */

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

/**
 * `warn`: lines may be lost, or packets be slowed down. `fail`: lines are lost, or none are read.
 * `unknown`: it cannot be looked at from here.
 */
export const CHECK_STATES = ['ok', 'warn', 'fail', 'unknown'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  /** One line: what is so, why it matters, what to do. Empty only when `ok` says enough. */
  readonly detail: string;
  /** The figure behind it, where there is one: a level, bytes, seconds, a setting. */
  readonly value?: number;
}

export type Finding = Omit<Check, 'name'>;

export function found(state: CheckState, detail: string, value?: number): Finding {
  return value === undefined ? { state, detail } : { state, detail, value };
}
