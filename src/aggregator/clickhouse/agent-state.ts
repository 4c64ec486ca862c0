/**
 * All that adds up over an agent's batches beside its flows, as one plain value: it stands in the
 * row that commits a batch, so that both agree whatever dies. Pure; bounded whatever agents say.
 */
import {
  type Account,
  emptyAccount,
  LOSS_CAUSES,
  type Loss,
  reasonAmong,
} from '../../flow/loss.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { TimeReading } from '../../flow/time-reading.ts';
import type { Batch } from '../../wire/ingest.ts';
import { NO_RULES, type RuleState, withBatch as rulesWithBatch } from './rule-balances.ts';

/** Past it the oldest losses of one cause become one: totals stay, the hour goes. */
const LOSSES_MAX = 256;

/** Newest readings of clocks; a clock that was ahead for long takes up some of them. */
const READINGS_MAX = 32;

const COUNTS = [
  ...(['read', 'parsed', 'partial', 'ignored', 'spoofed', 'rejected'] as const),
  'responsesUnmatched',
] as const;

export interface AgentState {
  readonly version: string;
  readonly bootId: string;
  readonly observedUs: number;
  readonly coarsened: number;
  /** Where the last instance that counted anything was left; epoch 0: none was there. */
  readonly previous: { readonly epoch: number; readonly sequence: number };
  readonly account: Account;
  readonly losses: readonly Loss[];
  readonly readings: readonly TimeReading[];
  readonly rules: RuleState;
}

export const NEW_AGENT: AgentState = {
  version: '',
  bootId: '',
  observedUs: 0,
  coarsened: 0,
  previous: { epoch: 0, sequence: 0 },
  account: emptyAccount(),
  losses: [],
  readings: [],
  rules: NO_RULES,
};

/** After a batch of which so many lines were counted with less detail. */
export function withBatch(
  state: AgentState,
  batch: Batch,
  { coarsened, nowUs }: { readonly coarsened: number; readonly nowUs: number },
): AgentState {
  return {
    ...state,
    coarsened: exact(state.coarsened + coarsened),
    account: withAccount(state.account, batch.account),
    losses: batch.losses.length === 0 ? state.losses : withLosses(state.losses, batch.losses),
    readings: withReadings(state.readings, batch.readings),
    rules: rulesWithBatch(state.rules, batch.flows, batch.ruleCounters, nowUs),
  };
}

function withAccount(known: Account, added: Account): Account {
  const sum = { ...known, rejectedByReason: { ...known.rejectedByReason } };
  for (const count of COUNTS) sum[count] = exact(known[count] + added[count]);
  for (const [told, count] of Object.entries(added.rejectedByReason)) {
    const reason = reasonAmong(sum.rejectedByReason, told);
    const before = Object.hasOwn(sum.rejectedByReason, reason) ? sum.rejectedByReason[reason]! : 0;
    Object.defineProperty(sum.rejectedByReason, reason, {
      value: exact(before + count),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return sum;
}

function withLosses(known: readonly Loss[], added: readonly Loss[]): readonly Loss[] {
  const byHour = new Map(known.map((loss) => [hourKey(loss), loss]));
  for (const loss of added) {
    const before = byHour.get(hourKey(loss));
    byHour.set(hourKey(loss), before ? merged(before, loss) : loss);
  }
  const losses = [...byHour.values()].sort((a, b) => order(a) - order(b) || compare(a, b));
  while (losses.length > LOSSES_MAX && mergeOldest(losses));
  return losses;
}

/** False: there are no two of one kind. */
function mergeOldest(losses: Loss[]): boolean {
  for (const [i, loss] of losses.entries()) {
    const next = losses.findIndex((other, at) => at > i && kindKey(other) === kindKey(loss));
    if (next < 0) continue;
    losses[i] = merged(loss, losses[next]!);
    losses.splice(next, 1);
    return true;
  }
  return false;
}

function merged(a: Loss, b: Loss): Loss {
  const count = a.count === undefined ? undefined : exact(a.count + (b.count ?? 0));
  const [firstUs, lastUs] = [Math.min(a.firstUs, b.firstUs), Math.max(a.lastUs, b.lastUs)];
  return { ...a, count, firstUs, lastUs };
}

function order({ firstUs }: Loss): number {
  return Math.floor(firstUs / HOUR_US);
}

function compare(a: Loss, b: Loss): number {
  return kindKey(a) < kindKey(b) ? -1 : 1;
}

function kindKey({ source, cause, count }: Loss): string {
  return `${cause} ${count === undefined ? 0 : 1} ${source}`;
}

function hourKey(loss: Loss): string {
  return `${order(loss)} ${kindKey(loss)}`;
}

/** As many as there are, by boot and hour, the newest last. */
function withReadings(known: readonly TimeReading[], added: readonly TimeReading[]) {
  if (added.length === 0) return known;
  const byHour = new Map(known.map((reading) => [readingKey(reading), reading]));
  for (const reading of added) {
    byHour.delete(readingKey(reading));
    byHour.set(readingKey(reading), reading);
  }
  return [...byHour.values()].slice(-READINGS_MAX);
}

function readingKey({ bootId, wallUs }: TimeReading): string {
  return `${Math.floor(wallUs / HOUR_US)} ${bootId}`;
}

export function encodeState(state: AgentState): string {
  return JSON.stringify(state);
}

/** What `encodeState` has written; absent counts of losses are those that cannot be known. */
export function decodeState(text: string): AgentState {
  const state = { ...NEW_AGENT, ...(JSON.parse(text) as AgentState) };
  return { ...state, losses: state.losses.map(lossOf) };
}

function lossOf({ source, cause, count, firstUs, lastUs }: Loss): Loss {
  const known = LOSS_CAUSES.find((each) => each === cause) ?? 'parse_rejected';
  return { source, cause: known, count, firstUs, lastUs };
}

/** Sums stop where a number is no longer exact. */
function exact(sum: number): number {
  return Math.min(sum, Number.MAX_SAFE_INTEGER);
}
