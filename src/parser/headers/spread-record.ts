/**
 * A record whose fields stand on lines of their own (`journalctl -o json-pretty` and `-o verbose`,
 * `dmesg -J`), collected until the next one begins. An array of byte values may be spread too, one
 * value per line.
 */
import { RECORD_BYTES_MAX } from '../../flow/limits.ts';
import { BLANK, decimal } from './digits.ts';
import { FIELDS_READ } from './record-fields.ts';

const TAB = 0x09;
const COMMA = 0x2c;
const RIGHT_BRACKET = 0x5d;

export class SpreadRecord {
  readonly fields = new Map<string, unknown>();
  /** Bytes of the array that is being read; undefined outside of one. */
  #array: number[] | undefined;

  set(name: string, value: unknown): void {
    if (FIELDS_READ.has(name)) this.fields.set(name, value);
  }

  /** The following lines are the values of `name`. */
  openArray(name: string): void {
    this.#array = [];
    this.set(name, this.#array);
  }

  /** Takes a line within an array; false outside of one, and where the array's lines end early. */
  takeElement(bytes: Uint8Array, start: number, end: number): boolean {
    const array = this.#array;
    if (array === undefined) return false;
    let at = start;
    while (at < end && (bytes[at] === TAB || bytes[at] === BLANK)) at++;
    const last = end > at && bytes[end - 1] === COMMA ? end - 1 : end;
    if (bytes[at] === RIGHT_BRACKET && last === at + 1) {
      this.#array = undefined;
      return true;
    }
    const value = last - at > 3 ? -1 : decimal(bytes, at, last);
    if (value < 0 || value > 255) {
      this.#array = undefined;
      return false;
    }
    if (array.length <= RECORD_BYTES_MAX) array.push(value);
    return true;
  }

  clear(): void {
    this.fields.clear();
    this.#array = undefined;
  }
}
