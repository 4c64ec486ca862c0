/**
 * Names of observation points in the arena of points.ts: where each lies, what it begins with, and
 * its text. `lengths` is always prefix | in << 8 | out << 16, and the names lie in that order.
 */
import type { ObservationPoint } from '../../flow/flow.ts';

/** The `name`th (prefix, in, out) of the names that begin at `at`. */
export function nameBytes(
  arena: Uint8Array,
  at: number,
  lengths: number,
  name: number,
): Uint8Array {
  let start = at;
  for (let i = 0; i < name; i++) start += (lengths >>> (8 * i)) & 0xff;
  return arena.subarray(start, start + ((lengths >>> (8 * name)) & 0xff));
}

export function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, i) => bytes[i] === byte);
}

/** The point as text: UTF-8, what is not valid replaced, control characters left out. */
export function pointText(arena: Uint8Array, at: number, lengths: number): ObservationPoint {
  const [prefix, inInterface, outInterface] = [0, 1, 2].map((name) =>
    Buffer.from(nameBytes(arena, at, lengths, name))
      .toString('utf8')
      .replace(/\p{Cc}/gu, ''),
  );
  return { prefix: prefix!, inInterface: inInterface!, outInterface: outInterface! };
}
