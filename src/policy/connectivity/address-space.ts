/**
 * All addresses of a family, partitioned by groups of blocks: addresses of one class are in blocks
 * of the same groups, so that whatever looks for a group finds all of a class or none.
 */
import { formatAddress, parseAddress } from '../../flow/address.ts';
import type { Cidr } from '../../flow/cidr.ts';
import { mergeRanges, type Range } from './ranges.ts';

export type AddressRange = Range<bigint>;
export type AddressBits = 32 | 128;

/** Blocks of which it does not matter which of them holds an address. */
export type BlockGroup = readonly Cidr[];

interface GroupedRange extends AddressRange {
  readonly group: number;
}

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
  constructor(bits: AddressBits, groups: readonly BlockGroup[]) {
    this.bits = bits;
    const ranges = groups.flatMap((blocks, group) =>
      blocks
        .filter(({ address }) => address.length * 8 === bits)
        .map((block): GroupedRange => ({ ...rangeOfBlock(block), group })),
    );
    const whole = { from: 0n, to: (1n << BigInt(bits)) - 1n, group: groups.length };
    this.#pieces = cutNested([whole, ...ranges]);
    const byClass = Map.groupBy(this.#pieces, (piece) => piece.class);
    this.#classes = [...byClass.values()].map((pieces) =>
      mergeRanges(pieces.map(({ from, to }) => ({ from, to }))),
    );
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

/**
 * Ranges that are nested or apart, cut into pieces; those in ranges of the same groups have one
 * class, numbered as they come. The first range holds all others.
 */
function cutNested(ranges: readonly GroupedRange[]): Piece[] {
  const sorted = ranges.toSorted((a, b) =>
    a.from === b.from ? (a.to > b.to ? -1 : 1) : a.from < b.from ? -1 : 1,
  );
  const classes = new Map<string, number>();
  const pieces: Piece[] = [];
  const open: GroupedRange[] = [];
  let at = 0n;
  const cutTo = (to: bigint): void => {
    if (at <= to) pieces.push({ from: at, to, class: numberIn(classes, groupsKey(open)) });
    at = to + 1n;
  };
  const closeBefore = (from: bigint): void => {
    for (let inner = open.at(-1); inner !== undefined && inner.to < from; inner = open.at(-1)) {
      cutTo(inner.to);
      open.pop();
    }
  };
  for (const range of sorted) {
    closeBefore(range.from);
    cutTo(range.from - 1n);
    open.push(range);
  }
  closeBefore(ranges[0]!.to + 1n);
  return pieces;
}

function groupsKey(ranges: readonly GroupedRange[]): string {
  return [...new Set(ranges.map(({ group }) => group))].sort((a, b) => a - b).join();
}

/** Numbers keys as they come, from 0. */
function numberIn(numbers: Map<string, number>, key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

/** Bytes of addresses in any valid text; what is none is left out. */
export function addressBytes(texts: readonly string[]): Uint8Array[] {
  return texts.map(parseAddress).filter((bytes) => bytes !== undefined);
}
