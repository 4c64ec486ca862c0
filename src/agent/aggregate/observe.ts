/**
 * A parsed LOG line into the flow table. Each line is counted in exactly one place: a flow's lines,
 * a connection's outcome, or a counter of responses.
 * Hot: `observe`, at most 70 ns a line, 0 bytes allocated, new flows included; guarded by
 * bench/parse.ts.
 */
import * as slots from '../../parser/packet.ts';
import * as memory from './connections.ts';
import * as keys from './flow-key.ts';
import * as flowRows from './flow-rows.ts';
import { type FlowTable, REPEATED, UNMATCHED } from './flow-table.ts';
import { landRow } from './overflow.ts';
import { internPoint, LOGGED as LOGGED_KIND } from './points.ts';
import { isReplyPacket } from './reply.ts';
import { fillAnsweredTuple } from './response.ts';
import { addSourcePort } from './source-ports.ts';

// Copies: see flow-key.ts.
const { HAS_FLAGS, HAS_ICMPID, HAS_ID, HAS_LEN, HAS_PORTS, OUTER } = slots;
const { DUPLICATE, NEW } = memory;
const { HOUR, HOUR_US, IS_REPLY, POINT, PORT, PORTS, SHAPE } = keys;
const { BYTES, CONNECTIONS, DUPLICATES, FIRST_US, LAST_US, LINES } = flowRows;
const { OUTCOMES, ROW_COUNTS, ROW_WORDS, TCP_FLAGS } = flowRows;
const LOGGED = LOGGED_KIND;
const HAS = OUTER + slots.HAS;
const FAMILY = OUTER + slots.FAMILY;
const ID = OUTER + slots.ID;
const LEN = OUTER + slots.LEN;
const SPT = OUTER + slots.SPT;
const FLAGS = OUTER + slots.FLAGS;
const ICMPID = OUTER + slots.ICMPID;

/**
 * Where the lines of one batch lie; a block of a source fits. Times are microseconds since the
 * epoch, 0: unknown.
 */
export interface ObservedBlock {
  readonly bytes: Uint8Array;
  readonly index: { readonly timesUs: Float64Array };
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
  const point = internPoint(table.points, block.bytes, packet);
  const kind = table.points.kinds[point]!;
  table.nowUs[0] = block.index.timesUs[i]!;
  if (kind === LOGGED) observeLogged(table, packet, point);
  else observeResponse(table, packet, kind);
}

function observeLogged(table: FlowTable, packet: Int32Array, point: number): void {
  const { key, nowUs, rows } = table;
  fillKey(key, packet, point);
  const novelty = memory.recall(table.connections, key, ipIdOf(packet), nowUs);
  const row = landAt(table);
  const counts = row * ROW_COUNTS;
  rows.counts[counts + LINES]!++;
  if (novelty === DUPLICATE) rows.counts[counts + DUPLICATES]!++;
  else if ((packet[HAS]! & HAS_LEN) !== 0) rows.counts[counts + BYTES]! += packet[LEN]! >>> 0;
  if (novelty === NEW) rows.counts[counts + CONNECTIONS]!++;
  extendTime(rows, row, nowUs);
  countSource(rows, row, packet);
}

/** All of the key but HOUR. */
function fillKey(key: Int32Array, packet: Int32Array, point: number): void {
  keys.fillTuple(key, packet, OUTER);
  const isReply = isReplyPacket(packet);
  const ports = key[PORTS]!;
  if (isReply) key[SHAPE]! |= IS_REPLY;
  key[PORT] = isReply ? ports >>> 16 : ports & 0xffff;
  key[POINT] = point;
}

/** -1 where there is none: IPv6 has an ID only in fragments. */
function ipIdOf(packet: Int32Array): number {
  return packet[FAMILY] === 4 && (packet[HAS]! & HAS_ID) !== 0 ? packet[ID]! : -1;
}

/** The row of the table's key in the hour of its time. */
function landAt(table: FlowTable): number {
  const { key, points } = table;
  key[HOUR] = Math.floor(table.nowUs[0]! / HOUR_US);
  return landRow(table.rows, key, points.isSourceOutside[key[POINT]!] === 1);
}

function extendTime(rows: flowRows.FlowRows, row: number, nowUs: Float64Array): void {
  const { counts } = rows;
  const at = row * ROW_COUNTS;
  const now = nowUs[0]!;
  if (now < counts[at + FIRST_US]!) counts[at + FIRST_US] = now;
  if (now > counts[at + LAST_US]!) counts[at + LAST_US] = now;
}

function countSource(rows: flowRows.FlowRows, row: number, packet: Int32Array): void {
  const has = packet[HAS]!;
  if ((has & HAS_FLAGS) !== 0) rows.words[row * ROW_WORDS + TCP_FLAGS]! |= packet[FLAGS]!;
  if ((has & HAS_PORTS) !== 0) addSourcePort(rows.sourcePorts, row, packet[SPT]!);
  else if ((has & HAS_ICMPID) !== 0) addSourcePort(rows.sourcePorts, row, packet[ICMPID]!);
}

/**
 * The outcome belongs to the flow and hour of the connection's first line, even if that was taken
 * already.
 */
function observeResponse(table: FlowTable, packet: Int32Array, kind: number): void {
  const { key, connections, nowUs, rows } = table;
  const isTold = fillAnsweredTuple(key, packet, kind);
  const entry = isTold ? memory.findConnection(connections, key) : -1;
  if (entry < 0) {
    table.responses[UNMATCHED]!++;
  } else if (!memory.settle(connections, entry, kind)) {
    table.responses[REPEATED]!++;
  } else {
    memory.restoreKey(connections, entry, key, nowUs);
    const row = landAt(table);
    rows.counts[row * ROW_COUNTS + OUTCOMES + kind]!++;
    extendTime(rows, row, nowUs);
  }
}
