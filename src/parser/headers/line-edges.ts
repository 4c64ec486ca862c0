/**
 * What stands around a line's text in a file without belonging to it: line ends, a byte order mark,
 * holes.
 */

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Where the text ends: in front of one LF and one CR. */
export function lineTextEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  if (at > start && bytes[at - 1] === LINE_FEED) at--;
  if (at > start && bytes[at - 1] === CARRIAGE_RETURN) at--;
  return at;
}

/**
 * Where it begins: behind the NUL bytes that a truncated file leaves, and behind a file's byte
 * order mark.
 */
export function textStart(bytes: Uint8Array, at: number, end: number, isFirst: boolean): number {
  let start = at;
  while (start < end && bytes[start] === 0) start++;
  if (!isFirst || start + BYTE_ORDER_MARK.length > end) return start;
  const isMarked = BYTE_ORDER_MARK.every((byte, i) => bytes[start + i] === byte);
  return isMarked ? start + BYTE_ORDER_MARK.length : start;
}
