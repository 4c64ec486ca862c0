/**
 * A row of the flow table in words and doubles, and the levels of rows (flow-rows.ts).
 *
 *   words   0 … 11   12        13 … 15      counts   0 … 6      7
 *           its key  ROW_HASH  free                  see below  free
 */
import { KEY_WORDS } from './key-layout.ts';

/** Levels: what a row stands for. Above EXACT, 1 + the index into OVERFLOW_LEVELS. */
export const EXACT = 0;
export const ADDRESS = 1;
export const PORT_LEVEL = 2;
export const ALL = 3;
export const LEVELS = [EXACT, ADDRESS, PORT_LEVEL, ALL];

// Words of a row: its key, the key's hash.
export const ROW_HASH = KEY_WORDS;
export const ROW_WORDS = 16;

// Counts of a row: doubles, since a table that is not taken for a day passes 2³². Eight, though
// seven are used: those of a row are one cache line, and all of the row that most lines change.
export const LINES = 0;
export const DUPLICATES = 1;
export const CONNECTIONS = 2;
export const BYTES = 3;
export const FIRST_US = 4;
export const LAST_US = 5;
/** The union of them. */
export const TCP_FLAGS = 6;
export const ROW_COUNTS = 8;

/** Outcomes of a row, by response kind (points.ts), apart: most lines are no responses. */
export const ROW_OUTCOMES = 4;
