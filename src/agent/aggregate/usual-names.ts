/**
 * Which names of interfaces the core (hot-core.ts) may learn: those that scan.ts would take, so
 * that a line with them is a FLOW if its rest is. Not hot: asked for lines that the core leaves.
 */
import { findIn } from '../../parser/find-keys.ts';
import * as slots from '../../parser/packet.ts';

/** From `IN=` to the end of OUT's name; more than two names can have. */
export const NAMES_BYTES_MAX = 48;
/** IFNAMSIZ without its NUL. */
const NAME_BYTES_MAX = 15;
const IN_KEY_BYTES = 3;
const OUT_KEY_BYTES = 4;

/** Whether the names of interfaces are such as scan.ts takes. */
export function areUsualNames(bytes: Uint8Array, packet: Int32Array): boolean {
  const body = packet[slots.BODY_START]!;
  const outEnd = packet[slots.OUT_END]!;
  if (packet[slots.OUTCOME] !== slots.FLOW || outEnd - body > NAMES_BYTES_MAX) return false;
  if ((packet[slots.LINE_HAS]! & slots.HAS_OUT) === 0) return false;
  if (packet[slots.OUT_START] !== packet[slots.IN_END]! + 1 + OUT_KEY_BYTES) return false;
  if (
    Math.max(outEnd - packet[slots.OUT_START]!, packet[slots.IN_END]! - body - IN_KEY_BYTES) >
    NAME_BYTES_MAX
  )
    return false;
  // Where any prefix counts, the first `IN=` may not be the body's.
  if (findIn(bytes, packet[slots.IN_START]!, outEnd - 1) >= 0) return false;
  for (let at = body; at < outEnd; at++) if (!isUsualByte(bytes[at]!)) return false;
  return true;
}

/** A blank stands between them. */
function isUsualByte(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f && byte !== 0x2f && byte !== 0x3a && byte !== 0x5c;
}
