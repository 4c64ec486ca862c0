/**
 * Records of one block into the flow table, and the account of what became of each: the loop that
 * agent and replay share.
 * Invariant: read = parsed + ignored + rejected after every block.
 *
 * Hot: observeRecords. Budget per record: its own work under 10 ns, nothing allocated; parser and
 * table have their own budgets (bench/parse.ts guards the sum).
 */
import type { Account } from '../flow/loss.ts';
import { LineParser } from '../parser/line-parser.ts';
import { FLOW, IGNORED, OUTCOMES, PARTIAL, REASON, REASONS, REJECTED } from '../parser/packet.ts';
import { createPrefixMatcher, type PrefixMatcher } from '../parser/prefix.ts';
import type { RecordIndex } from '../parser/records.ts';
import type { RecordBlock, Trust } from './sources/source.ts';
import type { ObservingTable } from './table.ts';

/** The parser of one line (src/parser/line-parser.ts): returns an outcome and fills `packet`. */
export interface LineParse {
  readonly packet: Int32Array;
  /** Which prefixes are ours, for the table's core; undefined: any. */
  readonly prefixes?: PrefixMatcher | undefined;
  parse(bytes: Uint8Array, start: number, end: number): number;
}

/** One parser for each framing: what the kernel framed is held to the kernel's grammar. */
export type Parsers = Readonly<Record<Trust, LineParse>>;

/** Parsers for lines behind these log prefixes; without any, for lines behind all. */
export function createParsers(prefixes: readonly string[]): Parsers {
  const matcher = prefixes.length > 0 ? createPrefixMatcher(prefixes) : undefined;
  return {
    kernel: new LineParser({ prefixes: matcher, trusted: true }),
    text: new LineParser({ prefixes: matcher, trusted: false }),
  };
}

/** What became of the records of one block: reused for every block. */
export interface Tally {
  /** By outcome, as packet.ts numbers them. */
  readonly outcomes: Uint32Array;
  /** Rejected records by index into REASONS. */
  readonly reasons: Uint32Array;
  /** Time given to records whose header tells none: that of the record before. */
  lastUs: number;
}

export function createTally(): Tally {
  return {
    outcomes: new Uint32Array(OUTCOMES.length),
    reasons: new Uint32Array(REASONS.length),
    lastUs: 0,
  };
}

/**
 * The hot loop: parses every record of `block` and observes those that parsed. Adds to `tally`.
 * Writes the time of the record before into the index where a header tells none.
 */
export function observeRecords(
  block: RecordBlock,
  parser: LineParse,
  table: ObservingTable,
  tally: Tally,
): void {
  const { bytes } = block;
  const { count, starts, ends } = block.index;
  const { packet } = parser;
  const { outcomes, reasons } = tally;
  settleTimes(block.index, tally);
  const { core } = table;
  const isLoaded = core?.load(block, parser.prefixes) === true;
  for (let i = 0; i < count; i++) {
    if (isLoaded) {
      i = core!.observeUsual(i, count, tally);
      if (i === count) break;
    }
    const outcome = parser.parse(bytes, starts[i]!, ends[i]!);
    outcomes[outcome]!++;
    if (outcome === FLOW || outcome === PARTIAL) table.observe(block, packet, i);
    else if (outcome === REJECTED) reasons[packet[REASON]!]!++;
  }
}

/** A record whose header tells no time has that of the record before. */
function settleTimes({ count, timesUs }: RecordIndex, tally: Tally): void {
  let { lastUs } = tally;
  for (let i = 0; i < count; i++) {
    if (timesUs[i] !== 0) lastUs = timesUs[i]!;
    else timesUs[i] = lastUs;
  }
  tally.lastUs = lastUs;
}

/**
 * Adds a block that went through observeRecords to `account`, and empties `tally` for the next one.
 */
export function accountBlock(block: RecordBlock, tally: Tally, account: Account): void {
  const { outcomes, reasons } = tally;
  account.read += block.read;
  account.parsed += outcomes[FLOW]! + outcomes[PARTIAL]!;
  account.partial += outcomes[PARTIAL]!;
  account.ignored += block.ignored + outcomes[IGNORED]!;
  account.spoofed += block.spoofed;
  account.rejected += outcomes[REJECTED]!;
  for (const [reason, count] of Object.entries(block.rejectedByReason)) {
    account.rejected += count;
    addReason(account, reason, count);
  }
  for (let i = 0; i < reasons.length; i++)
    if (reasons[i]) addReason(account, REASONS[i]!, reasons[i]!);
  outcomes.fill(0);
  reasons.fill(0);
}

function addReason(account: Account, reason: string, count: number): void {
  account.rejectedByReason[reason] = (account.rejectedByReason[reason] ?? 0) + count;
}

/** Adds `more` to `sum`. */
export function addAccount(sum: Account, more: Account): void {
  sum.read += more.read;
  sum.parsed += more.parsed;
  sum.partial += more.partial;
  sum.ignored += more.ignored;
  sum.spoofed += more.spoofed;
  sum.rejected += more.rejected;
  sum.responsesUnmatched += more.responsesUnmatched;
  for (const [reason, count] of Object.entries(more.rejectedByReason))
    addReason(sum, reason, count);
}
