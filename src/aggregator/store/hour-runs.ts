/**
 * Hours in which an edge was seen, as one value: runs of hours in sequence, each as how many hours
 * lie before it and how many it has. An edge that is always there takes a few bytes for ever.
 */
import assert from 'node:assert/strict';
import type { ByteReader } from '../../wire/byte-reader.ts';
import type { ByteWriter } from '../../wire/byte-writer.ts';
import { WireError } from '../../wire/wire-error.ts';

/** Two numbers of a run. */
const RUN_BYTES_MAX = 16;

/**
 * Of a century: a file that tells of more is damaged, and must not take all memory. Agents say
 * which hours they are: whoever claims more is refused before it is written.
 */
const HOURS_MAX = 876_600;

/** Appends them with their length before; makes its own room. `hours`: ascending, each once. */
export function writeHours(out: ByteWriter, hours: readonly number[]): void {
  assert(hours.length <= HOURS_MAX, 'an edge has more hours than a century');
  out.reserve(1);
  const start = out.at++;
  let end = 0;
  for (let i = 0; i < hours.length; ) {
    const first = hours[i]!;
    let length = 1;
    while (hours[i + length] === first + length) length++;
    out.reserve(RUN_BYTES_MAX);
    out.varint(first - end);
    out.varint(length);
    end = first + length;
    i += length;
  }
  out.prefixLength(start, 1);
}

/** What `writeHours` has appended. Throws WireError. */
export function readHours(reader: ByteReader): number[] {
  const outer = reader.enter();
  const hours: number[] = [];
  let end = 0;
  while (reader.at < reader.end) {
    const first = end + reader.varint();
    const length = reader.varint();
    if (hours.length + length > HOURS_MAX) throw new WireError('more hours than a century has');
    end = first + length;
    for (let hour = first; hour < end; hour++) hours.push(hour);
  }
  reader.leave(outer);
  return hours;
}

/** Puts `hour` in its place; false where it was there. Fast where it is the last. */
export function insertHour(hours: number[], hour: number): boolean {
  let at = hours.length;
  while (at > 0 && hours[at - 1]! > hour) at--;
  if (at > 0 && hours[at - 1] === hour) return false;
  hours.splice(at, 0, hour);
  return true;
}
