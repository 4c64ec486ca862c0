/**
 * The traffic of a run: packets between few hosts, some talking more than others, as LOG lines; and
 * what was written, key by key, which is the truth that the aggregator is held to.
 */
import type { Random } from '../../bench/random.ts';

export const PREFIXES = ['calico-packet', 'chaos-reject'] as const;

/** Distinct flows of one source. */
const KEYS = 400;

const PORTS: readonly number[] = [22, 53, 80, 443, 853, 5_432, 6_379, 8_080, 9_090];

interface Key {
  readonly name: string;
  /** As `name`, but for the prefix: what one edge of an answer is. */
  readonly edge: string;
  readonly head: string;
  readonly tail: string;
}

/** What makes two lines one flow here, as text: its parts in the order of the line. */
export function keyName(parts: {
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly port: number | null;
  readonly prefix: string;
}): string {
  const { source, destination, protocol, port, prefix } = parts;
  return `${source} > ${destination} ${protocol}/${port ?? '-'} ${prefix}`;
}

export class Packets {
  /** Lines given so far, by key. */
  readonly written = new Map<string, number>();
  /** Lines given so far. */
  lines = 0;
  readonly #random: Random;
  readonly #keys: readonly Key[];

  /** `net` is the second byte of the sources' addresses: what tells nodes apart. */
  constructor(net: number, random: Random) {
    this.#random = random;
    const keys = Array.from({ length: KEYS }, (_, i) => keyOf(net, i, random));
    // What is drawn twice, with two prefixes, would be one edge of both.
    this.#keys = [...new Map(keys.map((key) => [key.edge, key])).values()];
  }

  /** One more line's text, without header and line feed; it counts as written. */
  next(): string {
    const random = this.#random;
    // The square of a fraction: the first keys come often, the last ones hardly.
    const key = this.#keys[Math.floor(random.fraction() ** 2 * this.#keys.length)]!;
    this.written.set(key.name, (this.written.get(key.name) ?? 0) + 1);
    this.lines++;
    const sourcePort = 32_768 + random.below(28_000);
    return `${key.head} ID=${this.lines & 0xffff} ${key.tail.replace('%', String(sourcePort))}`;
  }
}

function keyOf(net: number, index: number, random: Random): Key {
  const prefix = random.pick(PREFIXES);
  const source = `10.${net}.${index & 3}.${2 + random.below(40)}`;
  const destination = `198.51.${100 + (index & 1)}.${1 + random.below(200)}`;
  const isTcp = random.chance(0.7);
  const port = random.pick(PORTS);
  const protocol = isTcp ? 'TCP' : 'UDP';
  const veth = `cali${(net * 1_000_000 + index).toString(16).padStart(11, '0')}`;
  const edge = { source, destination, protocol, port, prefix: '' };
  return {
    name: keyName({ ...edge, prefix }),
    edge: keyName(edge),
    head:
      `${prefix}: IN=${veth} OUT=eth0 MAC=ee:ee:ee:ee:ee:ee:02:65:00:00:00:02:08:00 ` +
      `SRC=${source} DST=${destination} LEN=60 TOS=0x00 PREC=0x00 TTL=63`,
    tail: isTcp
      ? `DF PROTO=TCP SPT=% DPT=${port} WINDOW=64240 RES=0x00 SYN URGP=0 `
      : `PROTO=UDP SPT=% DPT=${port} LEN=40 `,
  };
}
