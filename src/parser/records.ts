/**
 * Where the records of a block lie: filled by whoever frames (a header reader, the kmsg worker),
 * read by the parser. Plain typed arrays, so that a block costs no allocation per record and can be
 * moved between threads.
 */

export interface RecordIndex {
  /** Records in use; the arrays may be longer. */
  count: number;
  /** Byte offsets of each record's text, header stripped, line end left out. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /**
   * Wall-clock time of each record in microseconds since the epoch; 0 when its header does not
   * tell.
   */
  readonly timesUs: Float64Array;
}

/** An empty index with room for `capacity` records. */
export function createRecordIndex(capacity: number): RecordIndex {
  return {
    count: 0,
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    timesUs: new Float64Array(capacity),
  };
}
