/**
 * Hours in which an edge was seen, as one value: runs of hours in sequence, each as how many hours
 * lie before it and how many it has. An edge that is always there takes a few bytes for ever.
 */
import { ByteReader } from '../../wire/byte-reader.ts';
import type { ByteWriter } from '../../wire/byte-writer.ts';
import { WireError } from '../../wire/wire-error.ts';

/** Two numbers of a run. */
const RUN_BYTES_MAX = 16;

/** Of a century: a file that tells of more is damaged, and must not take all memory. */
const HOURS_MAX = 876_600;

/** Into `out`, instead of what it held; `hours`: ascending, each once. */
export function encodeHours(out: ByteWriter, hours: readonly number[]): Uint8Array {
  out.at = 0;
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
  return out.written();
}

/** What `encodeHours` made. Throws WireError. */
export function decodeHours(bytes: Uint8Array): number[] {
  const reader = new ByteReader(bytes);
  const hours: number[] = [];
  let end = 0;
  while (reader.at < reader.end) {
    const first = end + reader.varint();
    const length = reader.varint();
    if (hours.length + length > HOURS_MAX) throw new WireError('more hours than a century has');
    end = first + length;
    for (let hour = first; hour < end; hour++) hours.push(hour);
  }
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
