/**
 * A parsed LOG line into the flow table. Each line is counted in exactly one place: a flow's lines,
 * a connection's outcome, or a counter of responses.
 * Here the line becomes words among those pending; count-pending.ts counts 64 of them at once.
 * Hot: both allocate nothing, new flows and connections included. Together about 0.2 µs a line over
 * thousands of flows with most lines new connections, budget 0.12 µs. Guarded by bench/parse.ts.
 */
import * as slots from '../../parser/packet.ts';
import type { PrefixMatcher } from '../../parser/prefix.ts';
import { reason } from '../../parser/reader.ts';
import type { RecordIndex } from '../../parser/records.ts';
import { countPending, UNMATCHED } from './count-pending.ts';
import * as keys from './flow-key.ts';
import type { FlowTable } from './flow-table.ts';
import * as keyLayout from './key-layout.ts';
import * as pendings from './pending-layout.ts';
import { findPoint } from './point-runs.ts';
import * as points from './points.ts';
import { isReplyPacket } from './reply.ts';
import { fillAnsweredTuple } from './response.ts';
import * as tallies from './tally-layout.ts';

// Copies: see flow-key.ts.
const { FLOW, IGNORED, PARTIAL, REJECTED } = slots;
const { HAS_FLAGS, HAS_ICMPID, HAS_ID, HAS_LEN, HAS_PORTS, OUTER } = slots;
const { HOUR, HOUR_US, IS_REPLY, POINT, PORT, PORTS, SHAPE } = keyLayout;
const { PENDING_MAX, PENDING_WORDS, IP_ID, KEY_HASH, KIND, SOURCE, TUPLE_HASH } = pendings;
const { LOGGED } = points;
const { PARTIALS, PASSED, REFUSALS, REFUSED } = tallies;
const LEN = pendings.LEN;
const FLAGS = pendings.FLAGS;
const HAS = OUTER + slots.HAS;
const FAMILY = OUTER + slots.FAMILY;
const ID_SLOT = OUTER + slots.ID;
const LEN_SLOT = OUTER + slots.LEN;
const SPT_SLOT = OUTER + slots.SPT;
const FLAGS_SLOT = OUTER + slots.FLAGS;
const ICMPID_SLOT = OUTER + slots.ICMPID;

/**
 * Where the lines of one batch lie; a block of a source fits. Times are whole microseconds since
 * the epoch, 0: unknown.
 */
export interface ObservedBlock {
  readonly bytes: Uint8Array;
  readonly index: { readonly timesUs: Float64Array };
}

/** The parser's reasons for what the core refuses. */
const REASONS_OF = new Uint8Array(REFUSALS);
REASONS_OF[tallies.ARP] = reason('arp');
REASONS_OF[tallies.NOT_IP] = reason('not_ip');
REASONS_OF[tallies.TRUNCATED] = reason('truncated');

/** By outcome, and rejected ones by reason, as packet.ts numbers them. */
export interface Outcomes {
  readonly outcomes: Uint32Array;
  readonly reasons: Uint32Array;
}

/** A whole block of records for the core. */
export interface LoadedBlock {
  readonly bytes: Uint8Array;
  readonly index: RecordIndex;
}

/**
 * Adds record `i` of `block`, parsed into `packet` with outcome FLOW or PARTIAL, to its flow. A
 * `calico-response-*` line instead settles the connection that it answers. All arguments are
 * borrowed.
 */
export function observe(
  table: FlowTable,
  block: ObservedBlock,
  packet: Int32Array,
  i: number,
): void {
  const { pending } = table;
  const { words } = pending;
  const at = pending.count * PENDING_WORDS;
  const point = findPoint(table.pointRuns, table.points, block.bytes, packet);
  const kind = table.points.kinds[point]!;
  words[at + KIND] = kind;
  words[at + POINT] = point;
  if (kind === LOGGED) {
    fillLogged(words, at, packet);
  } else if (!fillAnsweredTuple(words, at, packet, kind)) {
    table.responses[UNMATCHED]!++;
    return;
  }
  table.core?.learn(block.bytes, packet, pending.count, kind === LOGGED ? point : -1);
  const timeUs = block.index.timesUs[i]!;
  pending.timesUs[pending.count] = timeUs;
  pending.rows[pending.count] = -1;
  words[at + HOUR] = Math.floor(timeUs / HOUR_US);
  const { seed } = pending;
  const addresses = keys.hashAddresses(words, at, seed);
  words[at + TUPLE_HASH] = keys.hashTuple(words, at, seed, addresses);
  words[at + KEY_HASH] = keys.hashKey(words, at, seed, addresses);
  pending.count++;
  if (pending.count === PENDING_MAX) countPending(table);
}

/**
 * Loads the records of `block` into the table's core, if it has one and they are for it; `prefix`
 * is what usual lines begin with.
 */
export function load(table: FlowTable, block: LoadedBlock, prefixes?: PrefixMatcher): boolean {
  return table.core?.load(block.bytes, block.index, prefixes) === true;
}

/**
 * Observes the loaded records from `from` on for as long as the core knows their kind; returns the
 * first other. Adds what became of them to `told`.
 */
export function observeUsual(
  table: FlowTable,
  from: number,
  count: number,
  told: Outcomes,
): number {
  const { pending } = table;
  const core = table.core!;
  for (let i = from; ; ) {
    const next = core.takeLines(i, count, pending.count);
    addTally(core.tally, next - i, told);
    i = next;
    pending.count = core.tally[tallies.PENDING]!;
    if (pending.count === PENDING_MAX) countPending(table);
    else if (!teachNames(table)) return i;
  }
}

/** Names that are new to the core cost the parser nothing; false: the next line is the parser's. */
function teachNames({ core, points: known, pending }: FlowTable): boolean {
  const { asked, bytes } = core!;
  if (asked === undefined) return false;
  const point = points.internPoint(known, bytes, asked);
  return known.kinds[point] === LOGGED && core!.learn(bytes, asked, pending.count, point);
}

/** Of `lines` that the core has gone through. */
function addTally(tally: Int32Array, lines: number, { outcomes, reasons }: Outcomes): void {
  const passed = tally[PASSED]!;
  const partial = tally[PARTIALS]!;
  let refused = 0;
  for (let i = 0; i < REFUSALS; i++) {
    refused += tally[REFUSED + i]!;
    reasons[REASONS_OF[i]!]! += tally[REFUSED + i]!;
  }
  outcomes[FLOW]! += lines - passed - partial;
  outcomes[PARTIAL]! += partial;
  outcomes[REJECTED]! += refused;
  outcomes[IGNORED]! += passed - refused;
}

/** All but POINT, HOUR and hashes. */
function fillLogged(words: Int32Array, at: number, packet: Int32Array): void {
  keys.fillTuple(words, at, packet, OUTER);
  const has = packet[HAS]!;
  if (isReplyPacket(packet)) words[at + SHAPE]! |= IS_REPLY;
  words[at + PORT] = keys.portOf(words[at + SHAPE]!, words[at + PORTS]!);
  words[at + IP_ID] = packet[FAMILY] === 4 && (has & HAS_ID) !== 0 ? packet[ID_SLOT]! : -1;
  words[at + LEN] = (has & HAS_LEN) === 0 ? 0 : packet[LEN_SLOT]!;
  words[at + FLAGS] = (has & HAS_FLAGS) === 0 ? 0 : packet[FLAGS_SLOT]!;
  words[at + SOURCE] = sourceOf(packet);
}

function sourceOf(packet: Int32Array): number {
  const has = packet[HAS]!;
  if ((has & HAS_PORTS) !== 0) return packet[SPT_SLOT]!;
  return (has & HAS_ICMPID) === 0 ? -1 : packet[ICMPID_SLOT]!;
}
