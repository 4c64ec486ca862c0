/**
 * Flows into bytes, field by field, as the generated code would write them (flow.proto;
 * test/wire/flow-encoder.test.ts holds both to the same bytes). Points and named ends are encoded
 * once a batch and copied from then on: the table and the namer share them between flows.
 * Hot: `encodeFlow` runs once per flow, budget 600 ns; allocates nothing per flow. Guarded by
 * bench/stream.ts.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import { type Flow, type ObservationPoint, OVERFLOW_LEVELS } from '../flow/flow.ts';
import { ORIGINS } from '../flow/origin.ts';
import { writeAddressField } from './address-writer.ts';
import type { ByteWriter } from './byte-writer.ts';
import { encodeEndpoint } from './endpoint-encoder.ts';
import { Fragments } from './fragments.ts';

/** Batch.flows: field number << 3 | wire type, as are all tags here. */
const FLOW = 0x22;
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
const OVERFLOW_LEVEL = 0x08;
const ADDRESS_REGISTERS = 0x12;

/** All of a flow's numbers with their tags: 19 of them, each of at most 10 bytes. */
const NUMBERS_BYTES_MAX = 256;
/** What a flow's length takes, as a rule. */
const LENGTH_BYTES = 2;
const VARINT_BYTES_MAX = 8;

export class FlowEncoder {
  readonly #out: ByteWriter;
  readonly #points = new Fragments<ObservationPoint>(writePoint);
  readonly #ends = new Fragments<Endpoint>(writeNamedEnd);

  /** Appends to `out`. */
  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** Throws WireError for an end whose `ip` is no address. */
  encodeFlow(flow: Flow): void {
    const out = this.#out;
    out.reserve(NUMBERS_BYTES_MAX);
    out.bytes[out.at++] = FLOW;
    const start = out.at;
    out.at += LENGTH_BYTES;
    this.#points.copyTo(out, flow.point);
    this.#encodeEnd(SOURCE, flow.source);
    this.#encodeEnd(DESTINATION, flow.destination);
    out.reserve(NUMBERS_BYTES_MAX);
    writeKey(out, flow);
    writeCounts(out, flow);
    writeSourcePorts(out, flow);
    writeOutcomes(out, flow);
    out.prefixLength(start, LENGTH_BYTES);
  }

  /** Ends that nobody has named are many and short: they are written where they belong. */
  #encodeEnd(tag: number, end: Endpoint): void {
    const out = this.#out;
    out.reserve(NUMBERS_BYTES_MAX);
    out.bytes[out.at++] = tag;
    if (isBare(end)) writeBareEnd(out, end.ip);
    else this.#ends.copyTo(out, end);
  }
}

function writeBareEnd(out: ByteWriter, ip: string): void {
  const start = out.at;
  out.at += 1;
  writeAddressField(out, ip);
  out.prefixLength(start, 1);
}

/** With its length before it. */
function writeNamedEnd(out: ByteWriter, end: Endpoint): void {
  out.reserve(LENGTH_BYTES);
  const start = out.at;
  out.at += LENGTH_BYTES;
  encodeEndpoint(out, end);
  out.prefixLength(start, LENGTH_BYTES);
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
