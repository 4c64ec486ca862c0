/**
 * Four words at once: an address, or a third of a flow key. Written out, since a loop that short
 * costs more than its body in compiled code. Hot, both.
 */

/** Copies the four words of `from` that begin at `start` to `at` in `to`. */
export function copyQuad(to: Int32Array, at: number, from: Int32Array, start: number): void {
  to[at] = from[start]!;
  to[at + 1] = from[start + 1]!;
  to[at + 2] = from[start + 2]!;
  to[at + 3] = from[start + 3]!;
}

/** Whether the four words are the same. The last one is compared first: there addresses differ. */
export function isSameQuad(a: Int32Array, at: number, b: Int32Array, start: number): boolean {
  return (
    a[at + 3] === b[start + 3] &&
    a[at] === b[start] &&
    a[at + 1] === b[start + 1] &&
    a[at + 2] === b[start + 2]
  );
}
