/**
 * Flows out of bytes that nobody vouches for, in one pass: ranges are checked, and texts and ends
 * that a batch repeats are decoded once and shared. What the generated code refuses is refused
 * (test/wire/flow-decoder.test.ts), and what no agent sends besides: a field of one message given
 * twice, groups.
 * Hot: `decodeFlow` runs once per flow, budget 900 ns; allocates the flow, its point, its ports and
 * what is new in it. Guarded by bench/stream.ts.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../flow/flow.ts';
import { SOURCE_PORTS_MAX } from '../flow/limits.ts';
import { type ByteReader, VARINT } from './byte-reader.ts';
import { EndpointDecoder, UNKNOWN_END } from './endpoint-decoder.ts';
import {
  BYTE_MAX,
  PORT_MAX,
  readAtMost,
  readCount,
  readName,
  readOrigin,
  readRegisters,
  TCP_FLAGS_MAX,
} from './fields.ts';
import type { MessageBudget } from './message-budget.ts';
import { SeenBytes } from './seen-bytes.ts';
import { WireError } from './wire-error.ts';

// Tags of fields that are no plain numbers: field number << 3 | wire type.
const PREFIX = 0x0a;
const IN_INTERFACE = 0x12;
const OUT_INTERFACE = 0x1a;
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
const FIELDS = 26;

const LEVEL = 0x08;
const ADDRESS_REGISTERS = 0x12;

const HOUR_MAX = 0xffff_ffff;
const NO_REGISTERS = new Uint8Array(0);

export class FlowDecoder {
  readonly #reader: ByteReader;
  readonly #budget: MessageBudget;
  readonly #ends: EndpointDecoder;
  readonly #texts: SeenBytes<string>;
  /** Plain numbers of the flow, by field; which of them it has, in bits. */
  readonly #numbers = new Float64Array(FIELDS);
  #has = 0;
  #prefix = '';
  #inInterface = '';
  #outInterface = '';
  #source: Endpoint | undefined;
  #destination: Endpoint | undefined;
  #overflow: Overflow | undefined;
  #sourcePorts: number[] = [];
  #sourcePortRegisters: Uint8Array = NO_REGISTERS;

  /** Of the flows that `reader` comes to. */
  constructor(reader: ByteReader, budget: MessageBudget) {
    this.#reader = reader;
    this.#budget = budget;
    this.#ends = new EndpointDecoder(reader, budget);
    this.#texts = new SeenBytes(reader.bytes);
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
    this.#numbers.fill(0);
    this.#has = 0;
    this.#prefix = '';
    this.#inInterface = '';
    this.#outInterface = '';
    this.#source = undefined;
    this.#destination = undefined;
    this.#overflow = undefined;
    this.#sourcePorts = [];
    this.#sourcePortRegisters = NO_REGISTERS;
  }

  #decodeField(tag: number): void {
    if ((tag & 7) === VARINT && tag !== SOURCE_PORT) {
      const field = tag >>> 3;
      const value = this.#reader.varint();
      if (field >= FIELDS) return;
      this.#numbers[field] = value;
      this.#has |= 1 << field;
      return;
    }
    switch (tag) {
      case PREFIX:
        this.#prefix = this.#text();
        break;
      case IN_INTERFACE:
        this.#inInterface = this.#text();
        break;
      case OUT_INTERFACE:
        this.#outInterface = this.#text();
        break;
      case SOURCE:
        this.#source = this.#end(this.#source, 'source');
        break;
      case DESTINATION:
        this.#destination = this.#end(this.#destination, 'destination');
        break;
      default:
        this.#decodeRareField(tag);
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
        this.#sourcePortRegisters = readRegisters(this.#reader.field(), 'source_port_registers');
        break;
      case OVERFLOW:
        once(this.#overflow, 'overflow');
        this.#overflow = this.#decodeOverflow();
        break;
      default:
        this.#reader.skip(tag);
    }
  }

  #text(): string {
    const reader = this.#reader;
    const start = reader.at;
    const end = reader.length() + reader.at;
    const seen = this.#texts.find(start, end);
    if (seen !== undefined) {
      reader.at = end;
      return seen;
    }
    reader.at = start;
    const text = reader.text();
    this.#texts.keep(start, end, text);
    return text;
  }

  #end(already: Endpoint | undefined, field: string): Endpoint {
    once(already, field);
    return this.#ends.decode(field);
  }

  /** Packed. */
  #decodeSourcePorts(): void {
    const reader = this.#reader;
    const outer = reader.enter();
    while (reader.at < reader.end) this.#addSourcePort();
    reader.leave(outer);
  }

  #addSourcePort(): void {
    const ports = this.#sourcePorts;
    if (ports.length === SOURCE_PORTS_MAX) {
      throw new WireError(`source_ports has more than ${SOURCE_PORTS_MAX}`);
    }
    ports.push(readAtMost(this.#reader.varint(), PORT_MAX, 'source_ports'));
  }

  #decodeOverflow(): Overflow {
    const reader = this.#reader;
    this.#budget.spend();
    const outer = reader.enter();
    let level = 0;
    let registers: Uint8Array = NO_REGISTERS;
    while (reader.at < reader.end) {
      const tag = reader.tag();
      if (tag === LEVEL) level = reader.varint();
      else if (tag === ADDRESS_REGISTERS) {
        registers = readRegisters(reader.field(), 'overflow.address_registers');
      } else reader.skip(tag);
    }
    reader.leave(outer);
    return {
      level: readName(OVERFLOW_LEVELS, level, { first: 1, field: 'overflow.level' }),
      addressRegisters: registers,
    };
  }

  #flow(): Flow {
    const numbers = this.#numbers;
    return {
      origin: readOrigin(numbers[ORIGIN]!),
      point: {
        prefix: this.#prefix,
        inInterface: this.#inInterface,
        outInterface: this.#outInterface,
      },
      source: this.#source ?? UNKNOWN_END,
      destination: this.#destination ?? UNKNOWN_END,
      protocol: this.#optional(PROTOCOL, BYTE_MAX, 'protocol'),
      port: this.#optional(PORT, PORT_MAX, 'port'),
      icmpType: this.#optional(ICMP_TYPE, BYTE_MAX, 'icmp_type'),
      icmpCode: this.#optional(ICMP_CODE, BYTE_MAX, 'icmp_code'),
      isReply: numbers[IS_REPLY] !== 0,
      overflow: this.#overflow,
      hour: readAtMost(numbers[HOUR]!, HOUR_MAX, 'hour'),
      lines: readCount(numbers[LINES]!, 'lines'),
      duplicates: readCount(numbers[DUPLICATES]!, 'duplicates'),
      connections: readCount(numbers[CONNECTIONS]!, 'connections'),
      bytes: readCount(numbers[BYTES]!, 'bytes'),
      tcpFlags: readAtMost(numbers[TCP_FLAGS]!, TCP_FLAGS_MAX, 'tcp_flags'),
      firstSeenUs: readCount(numbers[FIRST_SEEN_US]!, 'first_seen_us'),
      lastSeenUs: readCount(numbers[LAST_SEEN_US]!, 'last_seen_us'),
      sourcePorts: this.#sourcePorts,
      sourcePortRegisters: this.#sourcePortRegisters,
      answered: readCount(numbers[ANSWERED]!, 'answered'),
      refused: readCount(numbers[REFUSED]!, 'refused'),
      unreachable: readCount(numbers[UNREACHABLE]!, 'unreachable'),
    };
  }

  #optional(field: number, max: number, name: string): number | undefined {
    if ((this.#has & (1 << field)) === 0) return undefined;
    return readAtMost(this.#numbers[field]!, max, name);
  }
}

function once(already: object | undefined, field: string): void {
  if (already !== undefined) throw new WireError(`${field} is given twice`);
}
