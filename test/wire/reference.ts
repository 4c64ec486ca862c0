/**
 * Batches by the generated code alone, as proto/ has them: what the hand-written encoder and
 * decoder are held to, field by field. It spells out what flows share, as an agent may.
 */
import { contentMessage } from '../../bench/stream/spelled-out.ts';
import {
  type Flow,
  type ObservationPoint,
  OVERFLOW_LEVELS,
  type Overflow,
} from '../../src/flow/flow.ts';
import { REGISTERS } from '../../src/flow/hyperloglog.ts';
import { SOURCE_PORTS_MAX } from '../../src/flow/limits.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { readEndpoint } from '../../src/wire/endpoint.ts';
import {
  BYTE_MAX,
  PORT_MAX,
  readAtMost,
  readCommonCounts,
  readCount,
  readName,
  readOptional,
  readOrigin,
  TCP_FLAGS_MAX,
} from '../../src/wire/fields.ts';
import type { Batch, BatchContent } from '../../src/wire/ingest.ts';
import { readAccount, readLoss } from '../../src/wire/loss.ts';
import { readReadings, readRuleCounters } from '../../src/wire/node-facts.ts';
import { dropcast } from '../../src/wire/protobuf.ts';
import { WireError } from '../../src/wire/wire-error.ts';

export function encodeContentByReference(content: BatchContent): Uint8Array {
  return dropcast.v1.Batch.encode(contentMessage(content)).finish();
}

/** Throws whatever the generated code throws, and WireError for values that src/flow has not. */
export function decodeBatchByReference(bytes: Uint8Array): Batch {
  const message = dropcast.v1.Batch.decode(bytes);
  return {
    epoch: readCount(message.epoch, 'epoch'),
    sequence: readCount(message.sequence, 'sequence'),
    cursorAfter: message.cursorAfter,
    flows: message.flows.map((flow) => readFlow(flow, message)),
    losses: message.losses.map(readLoss),
    account: message.account ? readAccount(message.account) : emptyAccount(),
    ruleCounters: readRuleCounters(message.ruleCounters),
    readings: readReadings(message.readings),
  };
}

/** Throws WireError when a field is outside what src/flow allows. */
function readFlow(message: dropcast.v1.Flow, batch: dropcast.v1.Batch): Flow {
  return {
    origin: readOrigin(message.origin),
    point: readPoint(given(batch.points, message.point) ?? message),
    source: readEndpoint(given(batch.ends, message.sourceEnd) ?? message.source, 'source'),
    destination: readEndpoint(
      given(batch.ends, message.destinationEnd) ?? message.destination,
      'destination',
    ),
    protocol: readOptional(message.protocol, BYTE_MAX, 'protocol'),
    port: readOptional(message.port, PORT_MAX, 'port'),
    icmpType: readOptional(message.icmpType, BYTE_MAX, 'icmp_type'),
    icmpCode: readOptional(message.icmpCode, BYTE_MAX, 'icmp_code'),
    isReply: message.isReply,
    overflow: readOverflow(message.overflow),
    hour: message.hour,
    ...readCommonCounts(message),
    duplicates: readCount(message.duplicates, 'duplicates'),
    tcpFlags: readAtMost(message.tcpFlags, TCP_FLAGS_MAX, 'tcp_flags'),
    sourcePorts: readSourcePorts(message.sourcePorts),
    sourcePortRegisters: readRegisters(message.sourcePortRegisters, 'source_port_registers'),
  };
}

function given<Message>(messages: readonly Message[], number: number): Message | undefined {
  if (number === 0) return undefined;
  const message = messages[number - 1];
  if (message === undefined) throw new WireError(`${number} is not given`);
  return message;
}

function readPoint(message: ObservationPoint): ObservationPoint {
  const { prefix, inInterface, outInterface } = message;
  return { prefix, inInterface, outInterface };
}

function readOverflow(message: dropcast.v1.Overflow | null | undefined): Overflow | undefined {
  if (!message) return undefined;
  return {
    level: readName(OVERFLOW_LEVELS, message.level, { first: 1, field: 'overflow.level' }),
    addressRegisters: readRegisters(message.addressRegisters, 'overflow.address_registers'),
  };
}

function readSourcePorts(ports: readonly number[]): number[] {
  if (ports.length > SOURCE_PORTS_MAX) {
    throw new WireError(`source_ports has ${ports.length}: more than ${SOURCE_PORTS_MAX}`);
  }
  return ports.map((port) => readAtMost(port, PORT_MAX, 'source_ports'));
}

/** HyperLogLog registers, or none of them. */
function readRegisters(bytes: Uint8Array, field: string): Uint8Array {
  if (bytes.length !== 0 && bytes.length !== REGISTERS) {
    throw new WireError(`${field} has ${bytes.length} bytes: neither 0 nor ${REGISTERS}`);
  }
  return new Uint8Array(bytes);
}
