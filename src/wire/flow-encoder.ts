/**
 * Flows into bytes, field by field (flow.proto, ingest.proto). Points and named ends, which the
 * table and the namer share between flows, are written once a batch and referred to by number from
 * then on: known by the object itself, so nobody may change one while it is encoded.
 * Hot: `encodeFlow` runs once per flow, budget 500 ns; allocates nothing per flow. Guarded by
 * bench/stream.ts.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import { type Flow, type ObservationPoint, OVERFLOW_LEVELS } from '../flow/flow.ts';
import { ORIGINS } from '../flow/origin.ts';
import { writeAddressField } from './address-writer.ts';
import { ByteWriter } from './byte-writer.ts';
import { encodeEndpoint } from './endpoint-encoder.ts';

// Of a batch: field number << 3 | wire type, as are all tags here.
const FLOW = 0x22;
const END = 0x4a;
const POINT = 0x52;

// Of a flow, and the texts of a point.
const PREFIX = 0x0a;
const IN_INTERFACE = 0x12;
const OUT_INTERFACE = 0x1a;
const SOURCE = 0x22;
const DESTINATION = 0x2a;
const PROTOCOL = 0x30;
const PORT = 0x38;
const ICMP_TYPE = 0x40;
const ICMP_CODE = 0x48;
const IS_REPLY = 0x50;
const OVERFLOW = 0x5a;
const HOUR = 0x60;
const LINES = 0x68;
const DUPLICATES = 0x70;
const CONNECTIONS = 0x78;
const BYTES = 0x80;
const TCP_FLAGS = 0x88;
const FIRST_SEEN_US = 0x90;
const LAST_SEEN_US = 0x98;
const SOURCE_PORTS = 0xa2;
const SOURCE_PORT_REGISTERS = 0xaa;
const ANSWERED = 0xb0;
const REFUSED = 0xb8;
const UNREACHABLE = 0xc0;
const ORIGIN = 0xc8;
const SOURCE_END = 0xd0;
const DESTINATION_END = 0xd8;
const POINT_NUMBER = 0xe0;
const OVERFLOW_LEVEL = 0x08;
const ADDRESS_REGISTERS = 0x12;

/** All of a flow's numbers with their tags: 22 of them, each of at most 10 bytes. */
const NUMBERS_BYTES_MAX = 256;
/** What a flow's length takes, as a rule. */
const LENGTH_BYTES = 2;
const VARINT_BYTES_MAX = 8;

/** Named ends as they were encoded before, for who encodes the same objects again and again. */
export type EncodedEnds = WeakMap<Endpoint, Uint8Array>;

export class FlowEncoder {
  readonly #out: ByteWriter;
  readonly #encoded: EncodedEnds | undefined;
  /** Numbers of what this batch has so far, from 1. */
  readonly #points = new Map<ObservationPoint, number>();
  readonly #ends = new Map<Endpoint, number>();

  /** Appends the fields of one batch to `out`. */
  constructor(out: ByteWriter, encoded?: EncodedEnds) {
    this.#out = out;
    this.#encoded = encoded;
  }

  /** Throws WireError for an end whose `ip` is no address. */
  encodeFlow(flow: Flow): void {
    const out = this.#out;
    const point = this.pointNumber(flow.point);
    const source = this.endNumber(flow.source);
    const destination = this.endNumber(flow.destination);
    out.reserve(NUMBERS_BYTES_MAX);
    out.bytes[out.at++] = FLOW;
    const start = out.at;
    out.at += LENGTH_BYTES;
    if (source === 0) writeBareEnd(out, SOURCE, flow.source.ip);
    if (destination === 0) writeBareEnd(out, DESTINATION, flow.destination.ip);
    writeKey(out, flow);
    writeCounts(out, flow);
    writeSourcePorts(out, flow);
    writeOutcomes(out, flow);
    out.count(SOURCE_END, source);
    out.count(DESTINATION_END, destination);
    out.count(POINT_NUMBER, point);
    out.prefixLength(start, LENGTH_BYTES);
  }

  /** Flows that are bytes already, by numbers of this encoder. */
  append(flows: Uint8Array): void {
    this.#out.append(flows);
  }

  /** What refers to the point from here on; writes it unless this batch has it. */
  pointNumber(point: ObservationPoint): number {
    return this.#points.get(point) ?? this.#addPoint(point);
  }

  /** The same of a point that this batch has not, given as encodePoint makes it. */
  givePoint(point: ObservationPoint, encoded: Uint8Array): number {
    this.#out.append(encoded);
    this.#points.set(point, this.#points.size + 1);
    return this.#points.size;
  }

  /**
   * What refers to the end from here on; writes it unless this batch has it. 0: nobody has named
   * it. Such ends are many and short, and written where they belong.
   */
  endNumber(end: Endpoint): number {
    return isBare(end) ? 0 : (this.#ends.get(end) ?? this.#addEnd(end));
  }

  #addEnd(end: Endpoint): number {
    const encoded = this.#encoded?.get(end);
    if (encoded) this.#out.field(END, encoded);
    else this.#add(END, (out) => this.#encodeEnd(out, end));
    this.#ends.set(end, this.#ends.size + 1);
    return this.#ends.size;
  }

  #encodeEnd(out: ByteWriter, end: Endpoint): void {
    const start = out.at;
    encodeEndpoint(out, end);
    this.#encoded?.set(end, Uint8Array.from(out.bytes.subarray(start, out.at)));
  }

  #addPoint(point: ObservationPoint): number {
    this.#add(POINT, (out) => writePoint(out, point));
    this.#points.set(point, this.#points.size + 1);
    return this.#points.size;
  }

  #add(tag: number, write: (out: ByteWriter) => void): void {
    const out = this.#out;
    out.reserve(NUMBERS_BYTES_MAX);
    out.bytes[out.at++] = tag;
    const start = out.at;
    out.at += LENGTH_BYTES;
    write(out);
    out.prefixLength(start, LENGTH_BYTES);
  }
}

/** A point as a field of any batch. */
export function encodePoint(point: ObservationPoint): Uint8Array {
  const out = new ByteWriter(0);
  new FlowEncoder(out).pointNumber(point);
  return new Uint8Array(out.written());
}

/** Makes its own room, also for what follows. */
function writeBareEnd(out: ByteWriter, tag: number, ip: string): void {
  out.bytes[out.at++] = tag;
  const start = out.at;
  out.at += 1;
  writeAddressField(out, ip);
  out.prefixLength(start, 1);
  out.reserve(NUMBERS_BYTES_MAX);
}

/** Nothing but its address is known. */
function isBare(end: Endpoint): boolean {
  return (
    end.attribution === 'none' &&
    end.kind === 'unknown' &&
    end.confidence === 'unknown' &&
    end.namespace === '' &&
    end.name === '' &&
    end.node === '' &&
    end.workload === undefined &&
    end.candidates.length === 0 &&
    hasNone(end.labels)
  );
}

function hasNone(labels: Readonly<Record<string, string>>): boolean {
  for (const _ in labels) return false;
  return true;
}

function writePoint(out: ByteWriter, point: ObservationPoint): void {
  out.text(PREFIX, point.prefix);
  out.text(IN_INTERFACE, point.inInterface);
  out.text(OUT_INTERFACE, point.outInterface);
}

function writeKey(out: ByteWriter, flow: Flow): void {
  writeOptional(out, PROTOCOL, flow.protocol);
  writeOptional(out, PORT, flow.port);
  writeOptional(out, ICMP_TYPE, flow.icmpType);
  writeOptional(out, ICMP_CODE, flow.icmpCode);
  out.count(IS_REPLY, flow.isReply ? 1 : 0);
  if (flow.overflow !== undefined) writeOverflow(out, flow.overflow);
  out.count(HOUR, flow.hour);
}

function writeOptional(out: ByteWriter, tag: number, value: number | undefined): void {
  if (value === undefined) return;
  out.varint(tag);
  out.varint(value);
}

function writeOverflow(out: ByteWriter, overflow: NonNullable<Flow['overflow']>): void {
  const { level, addressRegisters } = overflow;
  out.varint(OVERFLOW);
  const start = out.at;
  out.at += 1;
  out.count(OVERFLOW_LEVEL, OVERFLOW_LEVELS.indexOf(level) + 1);
  if (addressRegisters.length > 0) out.field(ADDRESS_REGISTERS, addressRegisters);
  out.prefixLength(start, 1);
  out.reserve(NUMBERS_BYTES_MAX);
}

function writeCounts(out: ByteWriter, flow: Flow): void {
  out.count(LINES, flow.lines);
  out.count(DUPLICATES, flow.duplicates);
  out.count(CONNECTIONS, flow.connections);
  out.count(BYTES, flow.bytes);
  out.count(TCP_FLAGS, flow.tcpFlags);
  out.count(FIRST_SEEN_US, flow.firstSeenUs);
  out.count(LAST_SEEN_US, flow.lastSeenUs);
}

/** Packed. */
function writeSourcePorts(out: ByteWriter, { sourcePorts, sourcePortRegisters }: Flow): void {
  if (sourcePorts.length > 0) {
    out.reserve(NUMBERS_BYTES_MAX + VARINT_BYTES_MAX * sourcePorts.length);
    out.varint(SOURCE_PORTS);
    const start = out.at;
    out.at += 1;
    for (let i = 0; i < sourcePorts.length; i++) out.varint(sourcePorts[i]!);
    out.prefixLength(start, 1);
  }
  if (sourcePortRegisters.length > 0) out.field(SOURCE_PORT_REGISTERS, sourcePortRegisters);
  out.reserve(NUMBERS_BYTES_MAX);
}

function writeOutcomes(out: ByteWriter, flow: Flow): void {
  out.count(ANSWERED, flow.answered);
  out.count(REFUSED, flow.refused);
  out.count(UNREACHABLE, flow.unreachable);
  out.count(ORIGIN, ORIGINS.indexOf(flow.origin) + 1);
}
