/**
 * Where a flow goes when the table is full: level by level less detail, never a line less. First
 * the outside address of the workload's flow goes (a scan, a CDN, a peer-to-peer swarm), then the
 * port, at last everything but the counts. How many addresses were collapsed into a row stays known
 * as an estimate.
 */
import { addHash, hashAddress } from '../../flow/hyperloglog.ts';
import {
  DST,
  HOUR,
  hashAddresses,
  IS_REPLY,
  LEVEL_SHIFT,
  POINT,
  PORT,
  PROTOCOL_MASK,
  SHAPE,
  SRC,
  WITH_DESTINATION,
  WITH_SOURCE,
} from './flow-key.ts';
import { ADDRESS, ALL, type FlowRows, PORT_LEVEL, placeRow, registersAt } from './flow-rows.ts';

/** The row of `key`, or of the least coarse flow that has room; `key` is coarsened with it. */
export function landRow(rows: FlowRows, key: Int32Array, isSourceOutside: boolean): number {
  const row = placeRow(rows, key);
  return row >= 0 ? row : landCoarser(rows, key, isSourceOutside);
}

function landCoarser(rows: FlowRows, key: Int32Array, isSourceOutside: boolean): number {
  const hasAddresses = (key[SHAPE]! & WITH_SOURCE) !== 0;
  const outside = hashAddress(key, isSourceOutside ? SRC : DST);
  const workload = hashAddress(key, isSourceOutside ? DST : SRC);
  leaveOutAddress(key, isSourceOutside);
  let row = placeRow(rows, key);
  if (row < 0) {
    leaveOutPort(key);
    row = placeRow(rows, key);
  }
  if (row < 0) {
    leaveOutAll(key);
    row = placeRow(rows, key);
    if (hasAddresses) addHash(rows.addressRegisters, registersAt(rows, row), workload);
  }
  if (hasAddresses) addHash(rows.addressRegisters, registersAt(rows, row), outside);
  return row;
}

function leaveOutAddress(key: Int32Array, isSource: boolean): void {
  const side = isSource ? SRC : DST;
  key.fill(0, side, side + 4);
  key[SHAPE]! &= isSource ? ~WITH_SOURCE : ~WITH_DESTINATION;
  key[SHAPE]! |= ADDRESS << LEVEL_SHIFT;
  hashAddresses(key);
}

/** Also the ICMP type and code. */
function leaveOutPort(key: Int32Array): void {
  const kept = PROTOCOL_MASK | IS_REPLY | WITH_SOURCE | WITH_DESTINATION;
  key[SHAPE] = (key[SHAPE]! & kept) | (PORT_LEVEL << LEVEL_SHIFT);
  key[PORT] = 0;
}

function leaveOutAll(key: Int32Array): void {
  key.fill(0, SRC, DST + 4);
  key[SHAPE] = ALL << LEVEL_SHIFT;
  key[POINT] = 0;
  key[HOUR] = 0;
  hashAddresses(key);
}
