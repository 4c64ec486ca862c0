/** What writes rows (core/encode.ts), as row-writer.ts sees it. */

export const ROWS_AT_ONCE = 128;

export interface RowCore {
  /** Three for each row to write: numbers of its point, its source and its destination. */
  readonly numbers: Int32Array;
  /**
   * `count` rows from `first` on as fields of a batch; `origin` is that of the wire. What it
   * returns is overwritten by the next call.
   */
  encodeRows(first: number, count: number, origin: number): Uint8Array;
}
