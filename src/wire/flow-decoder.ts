/**
 * Flows out of bytes that nobody vouches for, in one pass: ranges are checked, and points and ends
 * that a batch gives or repeats are decoded once and shared. What the generated code refuses is
 * refused (test/wire/batch-codec.test.ts), and what no agent sends besides: a part of a flow given
 * twice, groups, references to what comes later.
 * Hot: `decodeFlow` runs once per flow, budget 900 ns; allocates the flow, its ports and what is
 * new in it. Guarded by bench/stream.ts.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import type { Flow, ObservationPoint, Overflow } from '../flow/flow.ts';
import { SOURCE_PORTS_MAX } from '../flow/limits.ts';
import { type ByteReader, VARINT } from './byte-reader.ts';
import { EndpointDecoder, type EndTexts, textsOf, UNKNOWN_END } from './endpoint-decoder.ts';
import { BYTE_MAX, PORT_MAX, readAtMost, readCount, readOrigin, TCP_FLAGS_MAX } from './fields.ts';
import type { MessageBudget } from './message-budget.ts';
import { decodeOverflow, decodeRegisters, NO_REGISTERS } from './overflow-decoder.ts';
import {
  decodePoint,
  IN_INTERFACE,
  NO_POINT,
  OUT_INTERFACE,
  PREFIX,
  withText,
} from './point-decoder.ts';
import type { SharedParts } from './shared-parts.ts';
import { WireError } from './wire-error.ts';

// Tags of fields that are no plain numbers, but for the texts of the point: field number << 3 |
// wire type.
const SOURCE = 0x22;
const DESTINATION = 0x2a;
const OVERFLOW = 0x5a;
const SOURCE_PORT = 0xa0;
const SOURCE_PORTS = 0xa2;
const SOURCE_PORT_REGISTERS = 0xaa;

// Fields that are plain numbers, which are read alike and kept by their field's number.
const PROTOCOL = 6;
const PORT = 7;
const ICMP_TYPE = 8;
const ICMP_CODE = 9;
const IS_REPLY = 10;
const HOUR = 12;
const LINES = 13;
const DUPLICATES = 14;
const CONNECTIONS = 15;
const BYTES = 16;
const TCP_FLAGS = 17;
const FIRST_SEEN_US = 18;
const LAST_SEEN_US = 19;
const ANSWERED = 22;
const REFUSED = 23;
const UNREACHABLE = 24;
const ORIGIN = 25;
const SOURCE_END = 26;
const DESTINATION_END = 27;
const POINT = 28;
const FIELDS = 29;

const END_TEXTS = textsOf('end');
const SOURCE_TEXTS = textsOf('source');
const DESTINATION_TEXTS = textsOf('destination');

const HOUR_MAX = 0xffff_ffff;
const INT32_MAX = 0x7fff_ffff;

export class FlowDecoder {
  readonly #reader: ByteReader;
  readonly #budget: MessageBudget;
  readonly #ends: EndpointDecoder;
  /** What flows refer to by number, from 1. */
  readonly #givenEnds: Endpoint[] = [];
  readonly #givenPoints: ObservationPoint[] = [];
  /**
   * Plain numbers by field, most of them small: out of an Int32Array they need no object of their
   * own in the flow. Which are this flow's, and which of those are large, in bits.
   */
  readonly #small = new Int32Array(FIELDS);
  readonly #large = new Float64Array(FIELDS);
  #has = 0;
  #isLarge = 0;
  #point = NO_POINT;
  #source: Endpoint | undefined;
  #destination: Endpoint | undefined;
  #overflow: Overflow | undefined;
  /** In place of an array that grows for each flow; how many of it are this flow's. */
  readonly #ports = new Array<number>(SOURCE_PORTS_MAX).fill(0);
  #portCount = 0;
  #sourcePortRegisters = NO_REGISTERS;

  readonly #shared: SharedParts | undefined;

  /** Of the flows that `reader` comes to; `shared` with those of other batches. */
  constructor(reader: ByteReader, budget: MessageBudget, shared?: SharedParts) {
    this.#reader = reader;
    this.#budget = budget;
    this.#shared = shared;
    this.#ends = new EndpointDecoder(reader, budget, shared);
  }

  /** The end whose length is next; flows that come behind it may refer to it. */
  giveEnd(): void {
    this.#givenEnds.push(this.#ends.decode(END_TEXTS));
  }

  /** The same for an observation point. */
  givePoint(): void {
    const reader = this.#reader;
    this.#budget.spend();
    const { at } = reader;
    const end = reader.length() + reader.at;
    reader.at = at;
    const decode = () => decodePoint(reader);
    const point = this.#shared?.points.part(reader.bytes, at, end, decode) ?? decode();
    reader.at = end;
    this.#givenPoints.push(point);
  }

  /** The flow whose length is next. Throws WireError. */
  decodeFlow(): Flow {
    const reader = this.#reader;
    this.#budget.spend();
    this.#clear();
    const outer = reader.enter();
    while (reader.at < reader.end) this.#decodeField(reader.tag());
    reader.leave(outer);
    return this.#flow();
  }

  #clear(): void {
    this.#has = 0;
    this.#isLarge = 0;
    this.#point = NO_POINT;
    this.#source = undefined;
    this.#destination = undefined;
    this.#overflow = undefined;
    this.#portCount = 0;
    this.#sourcePortRegisters = NO_REGISTERS;
  }

  #decodeField(tag: number): void {
    if ((tag & 7) === VARINT && tag !== SOURCE_PORT) {
      const field = tag >>> 3;
      const value = this.#reader.varint();
      if (field >= FIELDS) return;
      this.#keep(field, value);
      return;
    }
    switch (tag) {
      case SOURCE:
        this.#source = this.#end(this.#source, SOURCE_TEXTS);
        break;
      case DESTINATION:
        this.#destination = this.#end(this.#destination, DESTINATION_TEXTS);
        break;
      default:
        this.#decodeRareField(tag);
    }
  }

  #keep(field: number, value: number): void {
    const bit = 1 << field;
    this.#has |= bit;
    if (value <= INT32_MAX) {
      this.#small[field] = value;
      this.#isLarge &= ~bit;
    } else {
      this.#large[field] = value;
      this.#isLarge |= bit;
    }
  }

  #decodeRareField(tag: number): void {
    switch (tag) {
      case SOURCE_PORTS:
        this.#decodeSourcePorts();
        break;
      case SOURCE_PORT:
        this.#addSourcePort();
        break;
      case SOURCE_PORT_REGISTERS:
        this.#sourcePortRegisters = decodeRegisters(this.#reader, 'source_port_registers');
        break;
      case PREFIX:
      case IN_INTERFACE:
      case OUT_INTERFACE:
        this.#point = withText(this.#point, tag, this.#reader);
        break;
      case OVERFLOW:
        once(this.#overflow, 'overflow');
        this.#budget.spend();
        this.#overflow = decodeOverflow(this.#reader);
        break;
      default:
        this.#reader.skip(tag);
    }
  }

  #end(already: Endpoint | undefined, texts: EndTexts): Endpoint {
    once(already, texts.end);
    return this.#ends.decode(texts);
  }

  /** Packed. */
  #decodeSourcePorts(): void {
    const reader = this.#reader;
    const outer = reader.enter();
    while (reader.at < reader.end) this.#addSourcePort();
    reader.leave(outer);
  }

  #addSourcePort(): void {
    if (this.#portCount === SOURCE_PORTS_MAX) {
      throw new WireError(`source_ports has more than ${SOURCE_PORTS_MAX}`);
    }
    const port = readAtMost(this.#reader.varint(), PORT_MAX, 'source_ports');
    this.#ports[this.#portCount++] = port;
  }

  #flow(): Flow {
    return {
      origin: readOrigin(this.#number(ORIGIN)),
      point: this.#pointOf(this.#number(POINT)),
      source: this.#endOf(this.#number(SOURCE_END), this.#source, 'source'),
      destination: this.#endOf(this.#number(DESTINATION_END), this.#destination, 'destination'),
      protocol: this.#optional(PROTOCOL, BYTE_MAX, 'protocol'),
      port: this.#optional(PORT, PORT_MAX, 'port'),
      icmpType: this.#optional(ICMP_TYPE, BYTE_MAX, 'icmp_type'),
      icmpCode: this.#optional(ICMP_CODE, BYTE_MAX, 'icmp_code'),
      isReply: this.#number(IS_REPLY) !== 0,
      overflow: this.#overflow,
      hour: readAtMost(this.#number(HOUR), HOUR_MAX, 'hour'),
      lines: readCount(this.#number(LINES), 'lines'),
      duplicates: readCount(this.#number(DUPLICATES), 'duplicates'),
      connections: readCount(this.#number(CONNECTIONS), 'connections'),
      bytes: readCount(this.#number(BYTES), 'bytes'),
      tcpFlags: readAtMost(this.#number(TCP_FLAGS), TCP_FLAGS_MAX, 'tcp_flags'),
      firstSeenUs: readCount(this.#number(FIRST_SEEN_US), 'first_seen_us'),
      lastSeenUs: readCount(this.#number(LAST_SEEN_US), 'last_seen_us'),
      sourcePorts: this.#ports.slice(0, this.#portCount),
      sourcePortRegisters: this.#sourcePortRegisters,
      answered: readCount(this.#number(ANSWERED), 'answered'),
      refused: readCount(this.#number(REFUSED), 'refused'),
      unreachable: readCount(this.#number(UNREACHABLE), 'unreachable'),
    };
  }

  #pointOf(number: number): ObservationPoint {
    if (number === 0) return this.#point;
    if (this.#point !== NO_POINT) throw new WireError('point is given twice');
    return given(this.#givenPoints, number, 'point');
  }

  #endOf(number: number, spelled: Endpoint | undefined, field: string): Endpoint {
    if (number === 0) return spelled ?? UNKNOWN_END;
    once(spelled, field);
    return given(this.#givenEnds, number, field);
  }

  #number(field: number): number {
    const bit = 1 << field;
    if ((this.#has & bit) === 0) return 0;
    return (this.#isLarge & bit) === 0 ? this.#small[field]! : this.#large[field]!;
  }

  #optional(field: number, max: number, name: string): number | undefined {
    if ((this.#has & (1 << field)) === 0) return undefined;
    return readAtMost(this.#number(field), max, name);
  }
}

function given<Value>(values: readonly Value[], number: number, field: string): Value {
  const value = values[number - 1];
  if (value === undefined) throw new WireError(`${field} refers to ${number}, which is not given`);
  return value;
}

function once(already: object | undefined, field: string): void {
  if (already !== undefined) throw new WireError(`${field} is given twice`);
}
