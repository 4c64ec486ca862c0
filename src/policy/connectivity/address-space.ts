/**
 * All addresses of a family, partitioned by blocks: an address belongs to the smallest block that
 * holds it. Blocks are nested or apart, so every block says the same of all addresses of a class.
 */
import { formatAddress, parseAddress } from '../../flow/address.ts';
import type { Cidr } from '../../flow/cidr.ts';
import { mergeRanges, type Range } from './ranges.ts';

export type AddressRange = Range<bigint>;
export type AddressBits = 32 | 128;

interface Piece extends AddressRange {
  /** Index of the class. */
  readonly class: number;
}

export class AddressSpace {
  readonly bits: AddressBits;
  /** In ascending order, without gaps. */
  readonly #pieces: readonly Piece[];
  readonly #classes: readonly (readonly AddressRange[])[];

  /** Blocks of the other family are left out. */
  constructor(bits: AddressBits, blocks: readonly Cidr[]) {
    this.bits = bits;
    const own = blocks.filter(({ address }) => address.length * 8 === bits).map(rangeOfBlock);
    const whole = { from: 0n, to: (1n << BigInt(bits)) - 1n };
    this.#pieces = cutNested([whole, ...own]);
    const byClass = Map.groupBy(this.#pieces, (piece) => piece.class);
    this.#classes = [...byClass.values()].map((pieces) =>
      mergeRanges(pieces.map(({ from, to }) => ({ from, to }))),
    );
    const numbers = new Map([...byClass.keys()].map((key, i) => [key, i]));
    this.#pieces = this.#pieces.map((piece) => ({ ...piece, class: numbers.get(piece.class)! }));
  }

  /** The ranges of each class. */
  get classes(): readonly (readonly AddressRange[])[] {
    return this.#classes;
  }

  classOf(address: Uint8Array): number {
    const at = numberOf(address);
    let [low, high] = [0, this.#pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#pieces[middle]!.from <= at) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low]!.class;
  }

  format(address: bigint): string {
    const hex = address.toString(16).padStart(this.bits / 4, '0');
    return formatAddress(Uint8Array.from(Buffer.from(hex, 'hex')));
  }

  /** `10.0.0.0/8` where it is a block, else `10.0.0.1-10.0.0.9`. */
  formatRange({ from, to }: AddressRange): string {
    const size = to - from + 1n;
    const isBlock = (size & (size - 1n)) === 0n && from % size === 0n;
    if (!isBlock) return `${this.format(from)}-${this.format(to)}`;
    return `${this.format(from)}/${this.bits - (size.toString(2).length - 1)}`;
  }

  /** An address of the ranges that is not taken; undefined: all of them are. */
  freeAddress(ranges: readonly AddressRange[], taken: ReadonlySet<string>): string | undefined {
    for (const { from, to } of ranges) {
      for (let address = from; address <= to; address++) {
        const text = this.format(address);
        if (!taken.has(text)) return text;
      }
    }
    return undefined;
  }
}

function numberOf(address: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(address).toString('hex')}`);
}

function rangeOfBlock({ address, bits }: Cidr): AddressRange {
  const free = BigInt(address.length * 8 - bits);
  const from = (numberOf(address) >> free) << free;
  return { from, to: from + (1n << free) - 1n };
}

/** Nested ranges cut into pieces, each with the number of the smallest range around it. */
function cutNested(ranges: readonly AddressRange[]): Piece[] {
  const sorted = ranges.toSorted((a, b) =>
    a.from === b.from ? (a.to > b.to ? -1 : 1) : a.from < b.from ? -1 : 1,
  );
  const pieces: Piece[] = [];
  const open: Piece[] = [];
  let at = 0n;
  const cutTo = (to: bigint): void => {
    if (at <= to) pieces.push({ from: at, to, class: open.at(-1)!.class });
    at = to + 1n;
  };
  const close = (before: bigint): void => {
    while (open.length > 0 && open.at(-1)!.to < before) {
      cutTo(open.at(-1)!.to);
      open.pop();
    }
  };
  sorted.forEach((range, i) => {
    const inner = open.at(-1);
    if (inner !== undefined && inner.from === range.from && inner.to === range.to) return;
    close(range.from);
    if (open.length > 0) cutTo(range.from - 1n);
    open.push({ ...range, class: i });
  });
  close((open[0]?.to ?? 0n) + 1n);
  return pieces;
}

/** Bytes of addresses in any valid text; what is none is left out. */
export function addressBytes(texts: readonly string[]): Uint8Array[] {
  return texts.map(parseAddress).filter((bytes) => bytes !== undefined);
}
