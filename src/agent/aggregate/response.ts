/**
 * `calico-response-*` lines: Felix logs the first packet that answers a logged connection
 * (logConnectionTransitions). Their body is the answering packet, so that the five-tuple of the
 * first line is its mirror; an ICMP error quotes it.
 */
import { HAS_INNER, HAS_MORE, INNER, OUTER } from '../../parser/packet.ts';
import {
  DST,
  fillTuple,
  hashAddresses,
  PORTS,
  SHAPE,
  SRC,
  WITH_PORT,
  WITH_TYPE_CODE,
} from './flow-key.ts';
import { UNREACHABLE } from './points.ts';

/**
 * Request types by type of the reply (RFC 792, 950, 4443): echo, timestamp, information, address
 * mask.
 */
const REQUEST_TYPES = requestTypes([
  [0, 8],
  [14, 13],
  [16, 15],
  [18, 17],
  [129, 128],
]);

function requestTypes(pairs: readonly (readonly [number, number])[]): Uint8Array {
  const types = Uint8Array.from({ length: 256 }, (_, type) => type);
  for (const [reply, request] of pairs) types[reply] = request;
  return types;
}

/**
 * Fills `key` with the five-tuple of the line that is answered; false when the line does not tell
 * it.
 */
export function fillAnsweredTuple(key: Int32Array, packet: Int32Array, kind: number): boolean {
  if (kind !== UNREACHABLE) {
    fillTuple(key, packet, OUTER);
    mirrorTuple(key);
    return true;
  }
  if ((packet[OUTER + HAS_MORE]! & HAS_INNER) === 0) return false;
  fillTuple(key, packet, INNER);
  return true;
}

function mirrorTuple(key: Int32Array): void {
  for (let i = 0; i < 4; i++) {
    const source = key[SRC + i]!;
    key[SRC + i] = key[DST + i]!;
    key[DST + i] = source;
  }
  const ports = key[PORTS]!;
  if ((key[SHAPE]! & WITH_PORT) !== 0) {
    key[PORTS] = (ports << 16) | (ports >>> 16);
  } else if ((key[SHAPE]! & WITH_TYPE_CODE) !== 0) {
    key[PORTS] = (ports & 0xffff00ff) | (REQUEST_TYPES[(ports >>> 8) & 0xff]! << 8);
  }
  hashAddresses(key);
}
