/**
 * Names of observation points in the arena of points.ts: where each lies, what it begins with, and
 * its text. `lengths` is always prefix | in << 8 | out << 16, and the names lie in that order.
 */
import type { ObservationPoint } from '../../flow/flow.ts';

/** Where the `name`th (prefix, in, out) of the names that begin at `at` begins. */
export function nameStart(at: number, lengths: number, name: number): number {
  let start = at;
  for (let i = 0; i < name; i++) start += nameLength(lengths, i);
  return start;
}

/** Its bytes. */
export function nameLength(lengths: number, name: number): number {
  return (lengths >>> (8 * name)) & 0xff;
}

/** Whether the bytes from `start` to `end` begin so. No view is made: a start meets many names. */
export function beginsWith(
  bytes: Uint8Array,
  start: number,
  end: number,
  text: Uint8Array,
): boolean {
  if (end - start < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}

/** The point as text: UTF-8, what is not valid replaced, control characters left out. */
export function pointText(arena: Uint8Array, at: number, lengths: number): ObservationPoint {
  const [prefix, inInterface, outInterface] = [0, 1, 2].map((name) => {
    const start = nameStart(at, lengths, name);
    const bytes = arena.subarray(start, start + nameLength(lengths, name));
    return Buffer.from(bytes)
      .toString('utf8')
      .replace(/\p{Cc}/gu, '');
  });
  return { prefix: prefix!, inInterface: inInterface!, outInterface: outInterface! };
}
