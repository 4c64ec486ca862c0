/**
 * Observation points out of their bytes: a batch's own, which its flows refer to by number, and
 * those that a flow spells out in the same three fields.
 */
import type { ObservationPoint } from '../flow/flow.ts';
import type { ByteReader } from './byte-reader.ts';

/** Of ObservationPoint and of Flow: field number << 3 | wire type. */
export const PREFIX = 0x0a;
export const IN_INTERFACE = 0x12;
export const OUT_INTERFACE = 0x1a;

export const NO_POINT: ObservationPoint = Object.freeze({
  prefix: '',
  inInterface: '',
  outInterface: '',
});

/** The point whose length is next. Throws WireError. */
export function decodePoint(reader: ByteReader): ObservationPoint {
  const outer = reader.enter();
  let prefix = '';
  let inInterface = '';
  let outInterface = '';
  while (reader.at < reader.end) {
    const tag = reader.tag();
    if (tag === PREFIX) prefix = reader.text();
    else if (tag === IN_INTERFACE) inInterface = reader.text();
    else if (tag === OUT_INTERFACE) outInterface = reader.text();
    else reader.skip(tag);
  }
  reader.leave(outer);
  return { prefix, inInterface, outInterface };
}

/** `point` with the text that is next, which is that of the field `tag`. */
export function withText(
  { prefix, inInterface, outInterface }: ObservationPoint,
  tag: number,
  reader: ByteReader,
): ObservationPoint {
  const text = reader.text();
  return {
    prefix: tag === PREFIX ? text : prefix,
    inInterface: tag === IN_INTERFACE ? text : inInterface,
    outInterface: tag === OUT_INTERFACE ? text : outInterface,
  };
}
