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
  'clock_ahead',
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

/**
 * Adds to a list of losses and keeps it short: those of one source and cause become one entry,
 * known and unknown sizes apart.
 */
export function addLoss(losses: Loss[], loss: Loss): void {
  const at = losses.findIndex((known) => isSameKind(known, loss));
  const known = losses[at];
  if (known === undefined) losses.push(loss);
  else losses[at] = merged(known, loss);
}

function isSameKind(a: Loss, b: Loss): boolean {
  const isSameSize = (a.count === undefined) === (b.count === undefined);
  return a.source === b.source && a.cause === b.cause && isSameSize;
}

function merged(known: Loss, more: Loss): Loss {
  return {
    ...known,
    count: known.count === undefined ? undefined : exact(known.count + (more.count ?? 0)),
    firstUs: Math.min(known.firstUs, more.firstUs),
    lastUs: Math.max(known.lastUs, more.lastUs),
  };
}

/** Sums stop where a number is no longer exact. */
function exact(sum: number): number {
  return Math.min(sum, Number.MAX_SAFE_INTEGER);
}

/** Reasons of one agent that are counted apart: some more than the parser has. */
export const REASONS_MAX = 64;

/** `reason`, or what stands for all that come when there are as many as are counted apart. */
export function reasonAmong(known: Readonly<Record<string, unknown>>, reason: string): string {
  const isKept = Object.hasOwn(known, reason) || Object.keys(known).length < REASONS_MAX;
  return isKept ? reason : 'other';
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
