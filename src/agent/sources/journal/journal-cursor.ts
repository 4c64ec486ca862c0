/**
 * The journal's cursor: how far each stream was read, and the last kernel entry of all.
 *
 *   1;BOOT_ID,entries,monotonic,source,realtime,floor;SEQNUM_ID:read_to;SEQNUM_ID:read_to…
 *
 * The stream read last stands first. Numbers are decimal, times in µs; a floor that is not known is
 * left out.
 */

/** Streams in a cursor: a machine has two, /run and /var; each host of a collector has its own. */
export const CURSOR_STREAMS_MAX = 64;

export interface JournalCursor {
  /** 32 hex digits; empty when no kernel entry has been seen. */
  readonly bootId: string;
  /** Kernel entries of that boot so far. */
  readonly entries: number;
  readonly monotonicUs: number;
  readonly sourceUs: number;
  readonly realtimeUs: number;
  readonly floorUs: number | undefined;
  readonly streams: readonly CursorStream[];
}

export interface CursorStream {
  /** 32 hex digits. */
  readonly seqnumId: string;
  /** Everything up to this number is behind us. */
  readonly readTo: number;
}

const LAST = /([0-9a-f]{32})?,(\d{1,16}),(\d{1,16}),(\d{1,16}),(\d{1,16}),(-?\d{1,16})?/.source;
const STREAMS = /(?:;[0-9a-f]{32}:\d{1,16})*/.source;
const CURSOR = new RegExp(`^1;${LAST}(${STREAMS})$`);

export function formatJournalCursor(cursor: JournalCursor): string {
  const { bootId, entries, monotonicUs, sourceUs, realtimeUs, floorUs } = cursor;
  const floor = floorUs === undefined ? '' : Math.round(floorUs);
  const streams = cursor.streams
    .slice(0, CURSOR_STREAMS_MAX)
    .map(({ seqnumId, readTo }) => `;${seqnumId}:${readTo}`);
  const last = [bootId, entries, monotonicUs, sourceUs, realtimeUs, floor];
  return `1;${last.join(',')}${streams.join('')}`;
}

/** Reads a cursor; undefined when it is none of ours. */
export function parseJournalCursor(text: string): JournalCursor | undefined {
  const found = CURSOR.exec(text);
  if (found === null) return undefined;
  const [, bootId = '', entries, monotonicUs, sourceUs, realtimeUs, floorUs, streams = ''] = found;
  return {
    bootId,
    entries: Number(entries),
    monotonicUs: Number(monotonicUs),
    sourceUs: Number(sourceUs),
    realtimeUs: Number(realtimeUs),
    floorUs: floorUs === undefined ? undefined : Number(floorUs),
    streams: streams
      .split(';')
      .slice(1, 1 + CURSOR_STREAMS_MAX)
      .map((stream) => stream.split(':'))
      .map(([seqnumId, readTo]) => ({ seqnumId: seqnumId!, readTo: Number(readTo) })),
  };
}
