/**
 * Edges on their way to another thread: numbers in one typed array that changes hands, everything
 * else once per value, so that edges share their ends there (about 1 kB each; with structured clone
 * 2 kB). Fields of an edge that are added belong in here: a test finds those that are missing.
 */
import type { Edge } from '../../flow/edge.ts';

export interface EdgeBlock {
  /** COLUMNS numbers per edge; NaN where there is none. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Hours of all edges, one after the other. */
  readonly hours: Float64Array<ArrayBuffer>;
  /** Values that come for the first time, as JSON; each is known by its number ever after. */
  readonly values: readonly string[];
}

const COLUMNS = 28;

/** Encodes block after block; what was sent once is referred to. */
export class EdgeEncoder {
  readonly #byValue = new Map<unknown, number>();
  readonly #byText = new Map<string, number>();
  #values: string[] = [];

  encode(edges: readonly Edge[]): EdgeBlock {
    const numbers = new Float64Array(edges.length * COLUMNS);
    const hours: number[] = [];
    edges.forEach((edge, i) => {
      numbers.set(this.#numbersOf(edge), i * COLUMNS);
      for (const hour of edge.hours) hours.push(hour);
    });
    const values = this.#values;
    this.#values = [];
    return { numbers, hours: Float64Array.from(hours), values };
  }

  #numbersOf(edge: Edge): number[] {
    const { NaN: none } = Number;
    return [
      this.#numberOf(edge.cluster),
      this.#numberOf(edge.origin),
      this.#numberOf(edge.source),
      this.#numberOf(edge.destination),
      edge.protocol ?? none,
      edge.port ?? none,
      edge.icmpType ?? none,
      edge.icmpCode ?? none,
      Number(edge.isReply),
      edge.overflow === undefined ? none : this.#numberOf(edge.overflow),
      this.#numberOf(edge.direction),
      this.#numberOf(edge.verdict),
      edge.lines,
      edge.connections,
      edge.bytes,
      edge.tcpFlags,
      edge.firstSeenUs,
      edge.lastSeenUs,
      this.#numberOf(edge.prefixes),
      this.#numberOf(edge.seenBy),
      edge.answered,
      edge.refused,
      edge.unreachable,
      Number(edge.isUnanswered ?? false),
      this.#numberOf(edge.nodes),
      edge.sourcePortsDistinct,
      this.#numberOf(edge.services),
      edge.hours.length,
    ];
  }

  /** The same object, and whatever reads the same, has the same number. */
  #numberOf(value: unknown): number {
    const known = this.#byValue.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    const number = this.#byText.get(text) ?? this.#add(text);
    this.#byValue.set(value, number);
    return number;
  }

  #add(text: string): number {
    const number = this.#byText.size;
    this.#byText.set(text, number);
    this.#values.push(text);
    return number;
  }
}

/** Decodes the blocks of one encoder in their order; edges share their ends and lists. */
export class EdgeDecoder {
  readonly #values: unknown[] = [];

  decode({ numbers, hours, values }: EdgeBlock): Edge[] {
    for (const text of values) this.#values.push(JSON.parse(text));
    const edges: Edge[] = [];
    let hour = 0;
    for (let at = 0; at < numbers.length; at += COLUMNS) {
      const row = numbers.subarray(at, at + COLUMNS);
      const end = hour + row[COLUMNS - 1]!;
      edges.push(this.#edgeOf(row, Array.from(hours.subarray(hour, end))));
      hour = end;
    }
    return edges;
  }

  #edgeOf(row: Float64Array, hours: readonly number[]): Edge {
    let column = 0;
    const number = () => row[column++]!;
    const numberOrNone = () => {
      const value = number();
      return Number.isNaN(value) ? undefined : value;
    };
    const value = <Value>() => this.#values[number()] as Value;
    return {
      cluster: value(),
      origin: value(),
      source: value(),
      destination: value(),
      protocol: numberOrNone(),
      port: numberOrNone(),
      icmpType: numberOrNone(),
      icmpCode: numberOrNone(),
      isReply: number() === 1,
      overflow: this.#values[number()] as Edge['overflow'],
      direction: value(),
      verdict: value(),
      lines: number(),
      connections: number(),
      bytes: number(),
      tcpFlags: number(),
      firstSeenUs: number(),
      lastSeenUs: number(),
      prefixes: value(),
      seenBy: value(),
      answered: number(),
      refused: number(),
      unreachable: number(),
      ...(number() === 1 && { isUnanswered: true }),
      nodes: value(),
      sourcePortsDistinct: number(),
      services: value(),
      hours,
    };
  }
}
