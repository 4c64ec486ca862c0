/** Reads single edges out of sheets; of edges that come in order each sheet is read once. */
import type { ByteReader } from '../../wire/byte-reader.ts';
import { Sheet, type SheetFile, sheetOf } from './sheet.ts';

export class SheetCursor<Value> {
  readonly #load: SheetFile<Value>['load'];
  readonly #read: (reader: ByteReader) => Value;
  #number: number | undefined;
  #sheet = new Sheet();

  constructor({ load, read }: Pick<SheetFile<Value>, 'load' | 'read'>) {
    this.#load = load;
    this.#read = read;
  }

  /** Undefined for an edge that is not there. */
  find(edge: number): Value | undefined {
    const number = sheetOf(edge);
    if (number !== this.#number) {
      this.#number = number;
      this.#sheet = new Sheet(this.#load(number));
    }
    const reader = this.#sheet.find(edge);
    return reader && this.#read(reader);
  }
}
