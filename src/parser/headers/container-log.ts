/**
 * The log format of the Kubernetes container runtimes: `TIME stdout|stderr F|P TEXT`. P marks a
 * piece of a line that the following records of the same stream complete; pieces are kept, bounded,
 * until then.
 */
import { RECORD_BYTES_MAX } from '../../flow/limits.ts';
import { readIsoTime } from './clock.ts';
import { ascii, BLANK, startsWith } from './digits.ts';
import type { Header } from './header.ts';

const STDOUT = ascii(' stdout ');
const STDERR = ascii(' stderr ');
const PARTIAL = 0x50;
const FULL = 0x46;

/**
 * Whether the line has the format's header; its time is then in `header`, which ends at
 * `header.at`.
 */
export function beginsContainerLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: Header,
): boolean {
  if (start + 30 > end || bytes[start + 4] !== 0x2d) return false;
  if (!readIsoTime(bytes, start, end, header)) return false;
  const isStream =
    startsWith(bytes, header.at, end, STDOUT) || startsWith(bytes, header.at, end, STDERR);
  const tag = header.at + STDOUT.length;
  const isTag = tag < end && (bytes[tag] === PARTIAL || bytes[tag] === FULL);
  return isStream && isTag && (tag + 1 === end || bytes[tag + 1] === BLANK);
}

/** Puts pieces together, per stream. */
export class ContainerReader {
  /** Where the text of the last whole line begins. */
  textStart = 0;
  readonly #pieces: [Uint8Array[], Uint8Array[]] = [[], []];
  readonly #sizes: [number, number] = [0, 0];

  /**
   * Takes a line for which `beginsContainerLine` holds. `whole`: its text stands in it; bytes: the
   * line that it completes (longer than RECORD_BYTES_MAX when too long); undefined: a piece.
   */
  take(bytes: Uint8Array, end: number, header: Header): 'whole' | Uint8Array | undefined {
    const stream = startsWith(bytes, header.at, end, STDERR) ? 1 : 0;
    const tag = header.at + STDOUT.length;
    const text = Math.min(tag + 2, end);
    if (bytes[tag] === FULL && this.#sizes[stream] === 0) {
      this.textStart = text;
      return 'whole';
    }
    this.#keep(stream, bytes.slice(text, Math.min(end, text + RECORD_BYTES_MAX + 1)));
    return bytes[tag] === FULL ? this.#join(stream) : undefined;
  }

  /** A line that was never completed, if there is one. */
  takeUnfinished(): Uint8Array | undefined {
    if (this.#sizes[0] > 0) return this.#join(0);
    return this.#sizes[1] > 0 ? this.#join(1) : undefined;
  }

  /** What is past the bound only makes the line too long. */
  #keep(stream: 0 | 1, piece: Uint8Array): void {
    if (this.#sizes[stream] > RECORD_BYTES_MAX) return;
    this.#pieces[stream].push(piece);
    this.#sizes[stream] += piece.length;
  }

  #join(stream: 0 | 1): Uint8Array {
    const whole = Buffer.concat(this.#pieces[stream]);
    this.#pieces[stream].length = 0;
    this.#sizes[stream] = 0;
    return whole;
  }
}
