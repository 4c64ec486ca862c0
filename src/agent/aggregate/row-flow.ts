/**
 * A row of the flow table as a Flow: the only place of the table where text and objects are made.
 */

import { formatAddressWords } from '../../flow/address.ts';
import { unnamedEndpoint } from '../../flow/endpoint.ts';
import {
  type Flow,
  type ObservationPoint,
  OVERFLOW_LEVELS,
  type Overflow,
} from '../../flow/flow.ts';
import { REGISTERS } from '../../flow/hyperloglog.ts';
import type { Origin } from '../../flow/origin.ts';
import { type FlowRows, registersAt } from './flow-rows.ts';
import {
  DST,
  HOUR,
  HOUR_US,
  IS_REPLY,
  LEVEL_SHIFT,
  PORT,
  PROTOCOL_HIDDEN,
  PROTOCOL_MASK,
  SHAPE,
  SRC,
  WITH_DESTINATION,
  WITH_PORT,
  WITH_SOURCE,
  WITH_TYPE_CODE,
} from './key-layout.ts';
import { ANSWERED, REFUSED, UNREACHABLE } from './points.ts';
import {
  ALL,
  BYTES,
  CONNECTIONS,
  DUPLICATES,
  EXACT,
  FIRST_US,
  LAST_US,
  LINES,
  ROW_COUNTS,
  ROW_OUTCOMES,
  ROW_WORDS,
  TCP_FLAGS,
} from './row-layout.ts';
import { registersOf, sampleOf } from './source-ports.ts';

/** What the flows of a table have in common, or many of them. */
export interface Seen {
  readonly origin: Origin;
  readonly point: ObservationPoint;
}

/** The row as a Flow; nothing of it is shared with the table. */
export function rowFlow(rows: FlowRows, row: number, { origin, point }: Seen): Flow {
  const { words, counts, outcomes } = rows;
  const key = row * ROW_WORDS;
  const count = row * ROW_COUNTS;
  const outcome = row * ROW_OUTCOMES;
  const shape = words[key + SHAPE]!;
  const level = shape >>> LEVEL_SHIFT;
  const isKnown = (shape & PROTOCOL_HIDDEN) === 0 && level !== ALL;
  return {
    origin,
    point,
    source: unnamedEndpoint(shape & WITH_SOURCE ? formatAddressWords(words, key + SRC) : ''),
    destination: unnamedEndpoint(
      shape & WITH_DESTINATION ? formatAddressWords(words, key + DST) : '',
    ),
    protocol: isKnown ? shape & PROTOCOL_MASK : undefined,
    port: shape & WITH_PORT ? words[key + PORT]! : undefined,
    icmpType: shape & WITH_TYPE_CODE ? words[key + PORT]! >>> 8 : undefined,
    icmpCode: shape & WITH_TYPE_CODE ? words[key + PORT]! & 0xff : undefined,
    isReply: (shape & IS_REPLY) !== 0,
    overflow: overflowOf(rows, row, level),
    hour: level === ALL ? Math.floor(counts[count + FIRST_US]! / HOUR_US) : words[key + HOUR]!,
    lines: counts[count + LINES]!,
    duplicates: counts[count + DUPLICATES]!,
    connections: counts[count + CONNECTIONS]!,
    bytes: counts[count + BYTES]!,
    tcpFlags: counts[count + TCP_FLAGS]!,
    firstSeenUs: counts[count + FIRST_US]!,
    lastSeenUs: counts[count + LAST_US]!,
    sourcePorts: sampleOf(rows.sourcePorts, row),
    sourcePortRegisters: registersOf(rows.sourcePorts, row),
    answered: outcomes[outcome + ANSWERED]!,
    refused: outcomes[outcome + REFUSED]!,
    unreachable: outcomes[outcome + UNREACHABLE]!,
  };
}

function overflowOf(rows: FlowRows, row: number, level: number): Overflow | undefined {
  if (level === EXACT) return undefined;
  const at = registersAt(rows, row);
  return {
    level: OVERFLOW_LEVELS[level - 1]!,
    addressRegisters: rows.addressRegisters.slice(at, at + REGISTERS),
  };
}
