/**
 * The log format of the Kubernetes container runtimes: `TIME stdout|stderr F|P TEXT`. P marks a piece of a line that the
 * following records of the same stream complete.
 */
import { readIsoTime } from './clock.ts';
import { ascii, BLANK, startsWith } from './digits.ts';
import { type Header, MISMATCH } from './header.ts';

const STDOUT = ascii(' stdout ');
const STDERR = ascii(' stderr ');
const PARTIAL = 0x50;
const FULL = 0x46;

/** What `readContainerLine` found out besides the text's offset. */
export interface ContainerLine {
  stream: 0 | 1;
  isPartial: boolean;
}

/** Offset of the text behind the header, or MISMATCH. */
export function readContainerLine(
  bytes: Uint8Array,
  range: { readonly start: number; readonly end: number },
  header: Header,
  line: ContainerLine,
): number {
  const { start, end } = range;
  if (!readIsoTime(bytes, start, end, header)) return MISMATCH;
  const isError = startsWith(bytes, header.at, end, STDERR);
  if (!isError && !startsWith(bytes, header.at, end, STDOUT)) return MISMATCH;
  const tag = header.at + STDOUT.length;
  if (tag + 1 >= end || bytes[tag + 1] !== BLANK) return MISMATCH;
  if (bytes[tag] !== PARTIAL && bytes[tag] !== FULL) return MISMATCH;
  line.stream = isError ? 1 : 0;
  line.isPartial = bytes[tag] === PARTIAL;
  return tag + 2;
}
