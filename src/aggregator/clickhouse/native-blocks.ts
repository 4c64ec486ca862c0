/**
 * Answers in ClickHouse's format Native: blocks of columns, a tenth of the price of JSON. Hot: some
 * 26 values of each edge in an answer. A block is taken apart as its bytes come, so that nothing is
 * read twice; where the engine breaks off, its own words are the error.
 * Format: https://clickhouse.com/docs/interfaces/formats/Native
 */
import { ClickHouseError, parseError } from '@clickhouse/client';

/** What the engine says last is in here: it cuts its own messages. */
const TAIL_BYTES = 16_384;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

interface Lists {
  /** Where the list of each row ends among the values. */
  readonly ends: BigUint64Array;
  readonly values: Numbers;
}

type Column = Numbers | BigUint64Array | readonly string[] | Lists;

const NUMBERS = {
  UInt8: Uint8Array,
  UInt16: Uint16Array,
  UInt32: Uint32Array,
  Int32: Int32Array,
  Float64: Float64Array,
} as const;

/** Types of places in a dictionary, by their number in the format. */
const PLACES = ['UInt8', 'UInt16', 'UInt32'];

/** Rows of an answer; columns are told by their place in the question. */
export class Block {
  readonly rows: number;
  readonly #columns: readonly Column[];

  constructor(rows: number, columns: readonly Column[]) {
    this.rows = rows;
    this.#columns = columns;
  }

  numbers(column: number): Numbers {
    return this.#columns[column] as Numbers;
  }

  ids(column: number): BigUint64Array {
    return this.#columns[column] as BigUint64Array;
  }

  texts(column: number): readonly string[] {
    return this.#columns[column] as readonly string[];
  }

  list(column: number, row: number): Numbers {
    const { ends, values } = this.#columns[column] as Lists;
    return values.slice(row === 0 ? 0 : Number(ends[row - 1]), Number(ends[row]));
  }
}

/** Blocks as they come. Rejects with ClickHouseError where the engine says that it gives up. */
export async function* readBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  const reader = new BlockReader();
  let tail = Buffer.alloc(0);
  let broken: unknown;
  try {
    for await (const chunk of chunks) {
      tail = tailOf(tail, chunk);
      // The rest is read all the same: it says why.
      if (broken !== undefined) continue;
      reader.add(chunk);
      try {
        for (let block = reader.next(); block; block = reader.next()) yield block;
      } catch (cause) {
        broken = cause;
      }
    }
  } catch (cause) {
    // Behind its last words the engine closes the connection.
    broken ??= cause;
  }
  if (broken !== undefined || !reader.isBetweenBlocks) throw failureOf(tail, broken);
}

function tailOf(tail: Buffer, chunk: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
}

function failureOf(tail: Buffer, cause: unknown): Error {
  const text = tail.toString();
  const at = text.lastIndexOf('Code: ');
  const told = at < 0 ? undefined : parseError(text.slice(at));
  // Whatever else stands there may be anybody's text.
  return told instanceof ClickHouseError ? told : new Error('the answer breaks off', { cause });
}

class BlockReader {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #parsing = this.#block();
  isBetweenBlocks = true;

  add(chunk: Buffer): void {
    const left = this.#bytes.subarray(this.#at);
    this.#bytes = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
    this.#at = 0;
  }

  /** Undefined: more bytes are needed first. Throws on what is no block. */
  next(): Block | undefined {
    const { done, value } = this.#parsing.next();
    if (!done) return undefined;
    this.#parsing = this.#block();
    return value;
  }

  /** Yields wherever it needs more bytes. */
  *#block(): Generator<undefined, Block> {
    this.isBetweenBlocks = true;
    yield* this.#need(1);
    this.isBetweenBlocks = false;
    const count = yield* this.#varint();
    const rows = yield* this.#varint();
    const columns: Column[] = [];
    for (let i = 0; i < count; i++) {
      yield* this.#texts(1);
      const [type] = yield* this.#texts(1);
      columns.push(yield* this.#column(type!, rows));
    }
    this.isBetweenBlocks = true;
    return new Block(rows, columns);
  }

  *#column(type: string, rows: number): Generator<undefined, Column> {
    if (type === 'String') return yield* this.#texts(rows);
    if (type === 'UInt64') return new BigUint64Array(yield* this.#copy(rows * 8));
    if (type === 'LowCardinality(String)') return yield* this.#dictionary(rows);
    const inner = /^Array\((\w+)\)$/.exec(type)?.[1];
    if (inner === undefined) return yield* this.#numbers(type, rows);
    const ends = new BigUint64Array(yield* this.#copy(rows * 8));
    return { ends, values: yield* this.#numbers(inner, Number(ends.at(-1) ?? 0)) };
  }

  *#numbers(type: string, rows: number): Generator<undefined, Numbers> {
    const numbers = Object.hasOwn(NUMBERS, type)
      ? NUMBERS[type as keyof typeof NUMBERS]
      : undefined;
    if (numbers === undefined) throw new Error(`a column of ${type} is unknown here`);
    return new numbers(yield* this.#copy(rows * numbers.BYTES_PER_ELEMENT));
  }

  *#texts(rows: number): Generator<undefined, readonly string[]> {
    const texts: string[] = [];
    for (let row = 0; row < rows; row++) {
      const length = yield* this.#varint();
      yield* this.#need(length);
      texts.push(this.#bytes.toString('utf8', this.#at, this.#at + length));
      this.#at += length;
    }
    return texts;
  }

  /** Distinct texts, and which of them each row has: rows of one text share it. */
  *#dictionary(rows: number): Generator<undefined, readonly string[]> {
    if (rows === 0) return [];
    const [, kind] = new BigUint64Array(yield* this.#copy(16));
    const [keys] = new BigUint64Array(yield* this.#copy(8));
    const texts = yield* this.#texts(Number(keys));
    yield* this.#copy(8);
    const places = yield* this.#numbers(PLACES[Number(kind! & 0xffn)] ?? '', rows);
    return Array.from(places, (place) => texts[place]!);
  }

  *#varint(): Generator<undefined, number> {
    for (let value = 0, scale = 1; ; scale *= 0x80) {
      if (this.#at === this.#bytes.length) yield* this.#need(1);
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (scale > Number.MAX_SAFE_INTEGER) throw new RangeError('a length that is none');
    }
  }

  /** Typed arrays want memory that is theirs and aligned. */
  *#copy(length: number): Generator<undefined, ArrayBuffer> {
    yield* this.#need(length);
    const from = this.#bytes.byteOffset + this.#at;
    this.#at += length;
    return this.#bytes.buffer.slice(from, from + length) as ArrayBuffer;
  }

  *#need(length: number): Generator<undefined, void> {
    while (this.#bytes.length - this.#at < length) yield;
  }
}
