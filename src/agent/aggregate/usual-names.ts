/**
 * Which names of interfaces the core (hot-core.ts) may learn: those of a FLOW with nothing else
 * between them, so that another line with them is one, too, if its rest is. Not hot: asked for
 * lines that the core leaves.
 */
import { findIn } from '../../parser/find-keys.ts';
import * as slots from '../../parser/packet.ts';
import { ASKED_BODY, ASKED_IN_END, ASKED_OUT_END } from './tally-layout.ts';

/** From `IN=` to the end of OUT's name; longer ones, which are escaped, are the parser's. */
export const NAMES_BYTES_MAX = 48;
export const BODY_KEY_BYTES = 3;
const OUT_KEY_BYTES = 4;

/** Whether the core may take the names of this line for those of others. */
export function areUsualNames(bytes: Uint8Array, packet: Int32Array): boolean {
  const body = packet[slots.BODY_START]!;
  const outEnd = packet[slots.OUT_END]!;
  if (packet[slots.OUTCOME] !== slots.FLOW || outEnd - body > NAMES_BYTES_MAX) return false;
  if ((packet[slots.LINE_HAS]! & slots.HAS_OUT) === 0) return false;
  if (packet[slots.OUT_START] !== packet[slots.IN_END]! + 1 + OUT_KEY_BYTES) return false;
  // Where any prefix counts, the first `IN=` may not be the body's.
  return findIn(bytes, packet[slots.IN_START]!, outEnd - 1) < 0;
}

/** What the core asks for: a usual line of which nothing but its names is told. */
export class AskedNames {
  readonly #packet = slots.createPacket();

  constructor() {
    this.#packet[slots.OUTCOME] = slots.FLOW;
    this.#packet[slots.LINE_HAS] = slots.HAS_OUT;
  }

  /** Those that `tally` tells of, behind a prefix of so many bytes; undefined: of none. */
  read(tally: Int32Array, prefixBytes: number): Int32Array | undefined {
    const body = tally[ASKED_BODY]!;
    if (body === 0) return undefined;
    const packet = this.#packet;
    const inStart = body + BODY_KEY_BYTES;
    const inEnd = tally[ASKED_IN_END]!;
    packet[slots.TEXT_START] = inStart - prefixBytes;
    packet[slots.BODY_START] = body;
    packet[slots.IN_START] = inStart;
    packet[slots.IN_END] = inEnd;
    packet[slots.OUT_START] = inEnd + 1 + OUT_KEY_BYTES;
    packet[slots.OUT_END] = tally[ASKED_OUT_END]!;
    return packet;
  }
}
