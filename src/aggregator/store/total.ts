/** What an edge adds up to in all hours, and which those are. */
import type { ByteReader } from '../../wire/byte-reader.ts';
import type { ByteWriter } from '../../wire/byte-writer.ts';
import { readHours, writeHours } from './hour-runs.ts';
import { NO_HOUR, readTally, type Tally, writeTally } from './tally.ts';

export interface Total {
  /** Since the epoch, ascending, each once. */
  readonly hours: number[];
  readonly tally: Tally;
}

export function readTotal(reader: ByteReader): Total {
  return { hours: readHours(reader), tally: readTally(reader, NO_HOUR) };
}

/** Appends it; makes its own room. */
export function writeTotal(out: ByteWriter, { hours, tally }: Total): void {
  writeHours(out, hours);
  writeTally(out, tally, NO_HOUR);
}
