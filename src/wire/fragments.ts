/**
 * Encodings of objects that many flows share, each made once: known by the object itself, so only
 * for what nobody changes. Lives as long as one batch is encoded, which bounds it.
 */
import { ByteWriter } from './byte-writer.ts';

const BYTES_FIRST = 4_096;

export class Fragments<Item extends object> {
  readonly #write: (out: ByteWriter, item: Item) => void;
  readonly #bytes = new ByteWriter(BYTES_FIRST);
  /** Where each item's encoding begins; its end is in `#ends`, by the same start. */
  readonly #spans = new Map<Item, Span>();

  constructor(write: (out: ByteWriter, item: Item) => void) {
    this.#write = write;
  }

  /** Appends the item's encoding to `out`. */
  copyTo(out: ByteWriter, item: Item): void {
    const { start, end } = this.#spans.get(item) ?? this.#encode(item);
    out.copy(this.#bytes.bytes, start, end);
  }

  #encode(item: Item): Span {
    const start = this.#bytes.at;
    this.#write(this.#bytes, item);
    const span = { start, end: this.#bytes.at };
    this.#spans.set(item, span);
    return span;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}
