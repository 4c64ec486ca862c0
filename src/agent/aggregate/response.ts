/**
 * `calico-response-*` lines: Felix logs the first packet that answers a logged connection
 * (logConnectionTransitions). Their body is the answering packet, so that the five-tuple of the
 * first line is its mirror; an ICMP error quotes it.
 */
import { HAS_INNER, HAS_MORE, INNER, OUTER } from '../../parser/packet.ts';
import { fillTuple } from './flow-key.ts';
import { DST, PORTS, SHAPE, SRC, WITH_PORT, WITH_TYPE_CODE } from './key-layout.ts';
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
 * Fills the five-tuple of the line that is answered into the key that begins at `at`; false when
 * the line does not tell it.
 */
export function fillAnsweredTuple(
  words: Int32Array,
  at: number,
  packet: Int32Array,
  kind: number,
): boolean {
  if (kind !== UNREACHABLE) {
    fillTuple(words, at, packet, OUTER);
    mirrorTuple(words, at);
    return true;
  }
  if ((packet[OUTER + HAS_MORE]! & HAS_INNER) === 0) return false;
  fillTuple(words, at, packet, INNER);
  return true;
}

function mirrorTuple(words: Int32Array, at: number): void {
  for (let i = at; i < at + 4; i++) {
    const source = words[i + SRC]!;
    words[i + SRC] = words[i + DST]!;
    words[i + DST] = source;
  }
  const ports = words[at + PORTS]!;
  if ((words[at + SHAPE]! & WITH_PORT) !== 0) {
    words[at + PORTS] = (ports << 16) | (ports >>> 16);
  } else if ((words[at + SHAPE]! & WITH_TYPE_CODE) !== 0) {
    words[at + PORTS] = (ports & 0xffff00ff) | (REQUEST_TYPES[(ports >>> 8) & 0xff]! << 8);
  }
}
