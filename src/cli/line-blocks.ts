/**
 * Streams cut into blocks of whole lines, for commands that read files or stdin: memory stays
 * bounded by the block size.
 */
import type { Readable } from 'node:stream';

const LINE_FEED = 0x0a;
/** A longer line is handed out in pieces of this size: no LOG line comes near it. */
const LINE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Blocks that end with a line end, except the last; each is borrowed until the next one is asked
 * for.
 */
export async function* lineBlocks(input: Readable): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const lineEnd = chunk.lastIndexOf(LINE_FEED) + 1;
    if (lineEnd === 0) {
      rest = Buffer.concat([rest, chunk]);
      if (rest.length < LINE_BYTES_MAX) continue;
      yield rest;
      rest = Buffer.alloc(0);
      continue;
    }
    const whole = chunk.subarray(0, lineEnd);
    yield rest.length === 0 ? whole : Buffer.concat([rest, whole]);
    rest = Buffer.from(chunk.subarray(lineEnd));
  }
  if (rest.length > 0) yield rest;
}
