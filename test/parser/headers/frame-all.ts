/** Frames whole inputs as a caller does, and lists what comes out. */
import { createLineFramer, type LineFramer } from '../../../src/parser/headers/framer.ts';
import type { FramedSegment } from '../../../src/parser/headers/segment.ts';
import { createRecordIndex, type RecordIndex } from '../../../src/parser/records.ts';

/** 2026-11-21T12:00:00Z. */
export const NOW_US = 1_795_262_400_000_000;

export interface Framed {
  readonly texts: string[];
  readonly timesUs: number[];
  readonly formats: string[];
  read: number;
  ignored: number;
  spoofed: number;
  rejected: number;
}

export interface FrameOptions {
  readonly capacity?: number;
  /** Lines per block. */
  readonly linesPerBlock?: number;
}

export function frameAll(input: string | Uint8Array, options: FrameOptions = {}): Framed {
  const framed: Framed = {
    texts: [],
    timesUs: [],
    formats: [],
    read: 0,
    ignored: 0,
    spoofed: 0,
    rejected: 0,
  };
  const framer = createLineFramer({ nowUs: NOW_US });
  const index = createRecordIndex(options.capacity ?? 64);
  for (const block of blocks(Buffer.from(input), options.linesPerBlock ?? Infinity)) {
    for (let at = 0; at < block.length; ) {
      const segment = framer.frame(block, at, block.length, index);
      collect(framed, framer, segment, index);
      at = segment.next;
    }
  }
  for (let read = -1; read !== 0; ) {
    const segment = framer.finish(index);
    collect(framed, framer, segment, index);
    read = segment.read;
  }
  return framed;
}

function* blocks(input: Buffer, lines: number): Generator<Buffer> {
  let start = 0;
  for (let at = 0, seen = 0; at < input.length; at++) {
    if (input[at] !== 0x0a || ++seen < lines) continue;
    yield Buffer.from(input.subarray(start, at + 1));
    start = at + 1;
    seen = 0;
  }
  if (start < input.length) yield Buffer.from(input.subarray(start));
}

function collect(
  framed: Framed,
  framer: LineFramer,
  segment: FramedSegment,
  index: RecordIndex,
): void {
  framed.read += segment.read;
  framed.ignored += segment.ignored;
  framed.spoofed += segment.spoofed;
  for (const count of Object.values(segment.rejectedByReason)) framed.rejected += count;
  for (let i = 0; i < index.count; i++) {
    const bytes = segment.bytes.subarray(index.starts[i], index.ends[i]);
    framed.texts.push(Buffer.from(bytes).toString('utf8'));
    framed.timesUs.push(index.timesUs[i]!);
  }
  if (segment.read > 0) framed.formats.push(framer.format);
}
