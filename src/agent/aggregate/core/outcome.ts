/**
 * What the parser says of a line beside what is counted: PARTIAL, or REJECTED and why. Seldom, so
 * the usual line pays for one number that it clears (`wrong`); those said so are remembered until
 * their lines are placed, and then counted in the tally.
 */
import { PARTIALS, REFUSED, TALLY_WORDS } from '../tally-layout.ts';
import { quoted, tally } from './memory.ts';
import { noteWrong, setWrong, wrong } from './numbers.ts';

const BLANK: u8 = 0x20;
const CLOSE: u8 = 0x5d;
/** Longer ones may have been cut (line-parser.ts). */
export const TEXT_BYTES_MAX: i32 = 975;

/** Bits of `wrong`, of which the lowest is a number's. */
const WRONG: i32 = 1;
const PARTIAL: i32 = 2;
const OPEN: i32 = 4;

/** Pending lines that are partial: as many as one scan takes. */
const PARTIAL_LINES: usize = memory.data(256, 16);
const REFUSED_MAX: i32 = 64;
/** Records that are refused, and why. */
const REFUSED_RECORDS: usize = memory.data(512, 16);

let partials: i32 = 0;
let refused: i32 = 0;

/** Where the line at hand ends. */
export let lineEnd: usize = 0;

export function beginLine(start: usize, end: usize): void {
  lineEnd = end;
  setWrong(<i32>(end - start) > TEXT_BYTES_MAX ? PARTIAL : 0);
}

/** Of a quoted packet nothing is counted, so that it takes nothing from the line. */
export function notePartial(line: usize): void {
  if (line != quoted) noteWrong((<u64>PARTIAL) << 32);
}

/**
 * Where a word that may be the last one ends, if it ends there: at a blank, at the text's end or in
 * front of a quoted packet's bracket; else 0.
 */
export function wordEnd(at: usize, line: usize): usize {
  if (at < lineEnd && load<u8>(at) == BLANK) return at;
  if (line == quoted) return load<u8>(at) == CLOSE ? at : 0;
  if (at != lineEnd) return 0;
  noteWrong((<u64>OPEN) << 32);
  return at;
}

/** Whether a line may end at `at`, if the last blank is missing. */
export function endsOpen(at: usize): bool {
  return at == lineEnd && (wrong & (OPEN | WRONG)) == OPEN;
}

/** Whether pending line `i`, of which something is wrong, counts all the same; remembered then. */
export function isPartial(i: i32): bool {
  if ((wrong & WRONG) != 0) return false;
  if ((wrong & PARTIAL) != 0) {
    store<i32>(PARTIAL_LINES + ((<usize>partials) << 2), i);
    partials++;
  }
  return true;
}

/** Remembers why a record is none of a flow; false if there is no room for it. */
export function noteRefused(record: i32, reason: i32): bool {
  if (refused == REFUSED_MAX) return false;
  const at = REFUSED_RECORDS + ((<usize>refused) << 3);
  store<i32>(at, record);
  store<i32>(at, reason, 4);
  refused++;
  return true;
}

export function clearTally(): void {
  memory.fill(tally, 0, TALLY_WORDS << 2);
}

/** Counts what was noted of pending lines below `count` and records below `next`, forgets all. */
export function countOutcomes(count: i32, next: i32): void {
  for (let i = 0; i < partials; i++) {
    if (load<i32>(PARTIAL_LINES + ((<usize>i) << 2)) < count) addTo(PARTIALS);
  }
  for (let i = 0; i < refused; i++) {
    const at = REFUSED_RECORDS + ((<usize>i) << 3);
    if (load<i32>(at) < next) addTo(REFUSED + load<i32>(at, 4));
  }
  partials = 0;
  refused = 0;
}

function addTo(place: i32): void {
  const at = tally + ((<usize>place) << 2);
  store<i32>(at, load<i32>(at) + 1);
}
