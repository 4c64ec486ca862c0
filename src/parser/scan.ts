/** The hot path: lines of the usual shape. */
export function scanBody(
  _bytes: Uint8Array,
  _body: number,
  _end: number,
  _packet: Int32Array,
): boolean {
  return false;
}
