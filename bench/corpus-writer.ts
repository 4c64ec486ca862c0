/** Writes the lines of a corpus in large pieces. The file appears whole or not at all. */
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 1 << 20;
/** More than a line has: the kernel cuts at 1,024 bytes, escapes may be four times as long. */
const LINE_BYTES_MAX = 8_192;

/** `lines` end in a newline and are Latin-1; `before` runs when all are written, unseen so far. */
export function writeLines(path: string, lines: Iterable<string>, before: () => void): void {
  const file = openSync(`${path}.partial`, 'w');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  let used = 0;
  for (const line of lines) {
    used += buffer.write(line, used, 'latin1');
    if (used > BUFFER_BYTES - LINE_BYTES_MAX) {
      writeSync(file, buffer, 0, used);
      used = 0;
    }
  }
  writeSync(file, buffer, 0, used);
  closeSync(file);
  before();
  renameSync(`${path}.partial`, path);
}
