/**
 * Where the table's arrays lie: on JavaScript's heap, or in the memory of the core (hot-core.ts),
 * which then works on the same bytes. All are zero at first and never move.
 */

export interface TableMemory {
  uint8(length: number): Uint8Array;
  uint16(length: number): Uint16Array;
  int32(length: number): Int32Array;
  float64(length: number): Float64Array;
}

export const HEAP: TableMemory = {
  uint8: (length) => new Uint8Array(length),
  uint16: (length) => new Uint16Array(length),
  int32: (length) => new Int32Array(length),
  float64: (length) => new Float64Array(length),
};
