/**
 * Where a flow goes when the table is full: level by level less detail, never a line less. First
 * the outside address of the workload's flow goes (a scan, a CDN, a peer-to-peer swarm), then the
 * port, at last everything but the counts. How many addresses were collapsed into a row stays known
 * as an estimate.
 */
import { addHash, hashAddress } from '../../flow/hyperloglog.ts';
import { hashAddresses, hashKey } from './flow-key.ts';
import { type FlowRows, placeRow, registersAt } from './flow-rows.ts';
import {
  DST,
  HOUR,
  IS_REPLY,
  LEVEL_SHIFT,
  POINT,
  PORT,
  PROTOCOL_MASK,
  SHAPE,
  SRC,
  WITH_DESTINATION,
  WITH_SOURCE,
} from './key-layout.ts';
import type { Pending } from './pending.ts';
import { ADDRESS, ALL, PORT_LEVEL } from './row-layout.ts';

/**
 * The row of the least coarse flow above EXACT that has room for the pending line whose key begins
 * at `at`; the key is coarsened with it.
 */
export function landCoarser(
  rows: FlowRows,
  pending: Pending,
  at: number,
  isSourceOutside: boolean,
): number {
  const { words } = pending;
  const hasAddresses = (words[at + SHAPE]! & WITH_SOURCE) !== 0;
  const outside = hashAddress(words, at + (isSourceOutside ? SRC : DST));
  const workload = hashAddress(words, at + (isSourceOutside ? DST : SRC));
  leaveOutAddress(words, at, isSourceOutside);
  let row = place(rows, pending, at);
  if (row < 0) {
    leaveOutPort(words, at);
    row = place(rows, pending, at);
  }
  if (row < 0) {
    leaveOutAll(words, at);
    row = place(rows, pending, at);
    if (hasAddresses) addHash(rows.addressRegisters, registersAt(rows, row), workload);
  }
  if (hasAddresses) addHash(rows.addressRegisters, registersAt(rows, row), outside);
  return row;
}

function place(rows: FlowRows, { words, seed }: Pending, at: number): number {
  return placeRow(rows, words, at, hashKey(words, at, seed, hashAddresses(words, at, seed)));
}

function leaveOutAddress(words: Int32Array, at: number, isSource: boolean): void {
  const side = at + (isSource ? SRC : DST);
  words.fill(0, side, side + 4);
  words[at + SHAPE]! &= isSource ? ~WITH_SOURCE : ~WITH_DESTINATION;
  words[at + SHAPE]! |= ADDRESS << LEVEL_SHIFT;
}

/** Also the ICMP type and code. */
function leaveOutPort(words: Int32Array, at: number): void {
  const kept = PROTOCOL_MASK | IS_REPLY | WITH_SOURCE | WITH_DESTINATION;
  words[at + SHAPE] = (words[at + SHAPE]! & kept) | (PORT_LEVEL << LEVEL_SHIFT);
  words[at + PORT] = 0;
}

function leaveOutAll(words: Int32Array, at: number): void {
  words.fill(0, at + SRC, at + DST + 4);
  words[at + SHAPE] = ALL << LEVEL_SHIFT;
  words[at + PORT] = 0;
  words[at + POINT] = 0;
  words[at + HOUR] = 0;
}
