/** The loss ledger's entry and the account of what was read: loss is data, never silence. */

export const LOSS_CAUSES = [
  'kmsg_overrun',
  'journal_missed',
  'rotation',
  'parse_rejected',
  'spool_full',
  'rate_limited',
  'restart_gap',
  'boot_gap',
] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];

export interface Loss {
  /** Source kind, for example `kmsg`. */
  readonly source: string;
  readonly cause: LossCause;
  /** Records lost; undefined when it cannot be known. */
  readonly count: number | undefined;
  readonly firstUs: number;
  readonly lastUs: number;
}

/** Counts of records; `read = parsed + ignored + rejected` always holds. */
export interface Account {
  read: number;
  /** LOG lines used, partial ones included. */
  parsed: number;
  partial: number;
  /** No LOG lines of ours; `spoofed` is part of it. */
  ignored: number;
  /** Kernel records written by user space. */
  spoofed: number;
  rejected: number;
  rejectedByReason: Record<string, number>;
  /** `calico-response-*` lines whose first line is not known any more. */
  responsesUnmatched: number;
}

export function emptyAccount(): Account {
  return {
    read: 0,
    parsed: 0,
    partial: 0,
    ignored: 0,
    spoofed: 0,
    rejected: 0,
    rejectedByReason: {},
    responsesUnmatched: 0,
  };
}
