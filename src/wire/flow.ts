/** Flows, losses and accounts between src/flow and protobuf; addresses travel as 4 or 16 bytes. */
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../flow/flow.ts';
import { SOURCE_PORTS_MAX } from '../flow/limits.ts';
import { type Account, LOSS_CAUSES, type Loss } from '../flow/loss.ts';
import { ORIGINS } from '../flow/origin.ts';
import { endpointMessage, readEndpoint } from './endpoint.ts';
import {
  BYTE_MAX,
  PORT_MAX,
  readAtMost,
  readCommonCounts,
  readCount,
  readName,
  readOptional,
  readOrigin,
  readRegisters,
  TCP_FLAGS_MAX,
} from './fields.ts';
import type { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

/** Reasons in one account: a few more than the parser has, so that a newer agent may speak. */
const REASONS_MAX = 64;

export function flowMessage(flow: Flow): dropcast.v1.Flow.$Properties {
  const message: dropcast.v1.Flow.$Properties = {
    prefix: flow.point.prefix,
    inInterface: flow.point.inInterface,
    outInterface: flow.point.outInterface,
    source: endpointMessage(flow.source),
    destination: endpointMessage(flow.destination),
    protocol: flow.protocol ?? null,
    port: flow.port ?? null,
    icmpType: flow.icmpType ?? null,
    icmpCode: flow.icmpCode ?? null,
    isReply: flow.isReply,
    hour: flow.hour,
    lines: flow.lines,
    duplicates: flow.duplicates,
    connections: flow.connections,
    bytes: flow.bytes,
    tcpFlags: flow.tcpFlags,
    firstSeenUs: flow.firstSeenUs,
    lastSeenUs: flow.lastSeenUs,
    sourcePorts: [...flow.sourcePorts],
    sourcePortRegisters: flow.sourcePortRegisters,
    answered: flow.answered,
    refused: flow.refused,
    unreachable: flow.unreachable,
    origin: ORIGINS.indexOf(flow.origin) + 1,
  };
  if (flow.overflow) message.overflow = overflowMessage(flow.overflow);
  return message;
}

function overflowMessage(overflow: Overflow): dropcast.v1.Overflow.$Properties {
  return {
    level: OVERFLOW_LEVELS.indexOf(overflow.level) + 1,
    addressRegisters: overflow.addressRegisters,
  };
}

/** Throws WireError when a field is outside what src/flow allows. */
export function readFlow(message: dropcast.v1.Flow): Flow {
  return {
    origin: readOrigin(message.origin),
    point: {
      prefix: message.prefix,
      inInterface: message.inInterface,
      outInterface: message.outInterface,
    },
    source: readEndpoint(message.source, 'source'),
    destination: readEndpoint(message.destination, 'destination'),
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

export function lossMessage(loss: Loss): dropcast.v1.Loss.$Properties {
  return {
    source: loss.source,
    cause: LOSS_CAUSES.indexOf(loss.cause) + 1,
    count: loss.count ?? null,
    firstUs: loss.firstUs,
    lastUs: loss.lastUs,
  };
}

export function readLoss(message: dropcast.v1.Loss): Loss {
  const { count } = message;
  return {
    source: message.source,
    cause: readName(LOSS_CAUSES, message.cause, { first: 1, field: 'loss.cause' }),
    count: count === null || count === undefined ? undefined : readCount(count, 'loss.count'),
    firstUs: readCount(message.firstUs, 'loss.first_us'),
    lastUs: readCount(message.lastUs, 'loss.last_us'),
  };
}

/** Throws WireError unless `read = parsed + ignored + rejected`. */
export function readAccount(message: dropcast.v1.Account): Account {
  const account = {
    read: readCount(message.read, 'account.read'),
    parsed: readCount(message.parsed, 'account.parsed'),
    partial: readCount(message.partial, 'account.partial'),
    ignored: readCount(message.ignored, 'account.ignored'),
    spoofed: readCount(message.spoofed, 'account.spoofed'),
    rejected: readCount(message.rejected, 'account.rejected'),
    rejectedByReason: readReasons(message.rejectedByReason),
    responsesUnmatched: readCount(message.responsesUnmatched, 'account.responses_unmatched'),
  };
  if (account.read !== account.parsed + account.ignored + account.rejected) {
    throw new WireError('account does not add up: read is not parsed + ignored + rejected');
  }
  return account;
}

function readReasons(counts: Readonly<Record<string, number>>): Record<string, number> {
  const reasons = Object.entries(counts);
  if (reasons.length > REASONS_MAX) {
    throw new WireError(
      `account.rejected_by_reason has ${reasons.length}: more than ${REASONS_MAX}`,
    );
  }
  return Object.fromEntries(
    reasons.map(([reason, count]) => [reason, readCount(count, 'account.rejected_by_reason')]),
  );
}
