/** Edges and the filter that asks for them, between src/flow and protobuf. */
import { DIRECTIONS, type Edge, SEEN_BY } from '../flow/edge.ts';
import { OVERFLOW_LEVELS } from '../flow/flow.ts';
import { ORIGINS } from '../flow/origin.ts';
import { VERDICTS } from '../flow/verdict.ts';
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
  TCP_FLAGS_MAX,
} from './fields.ts';
import type { dropcast } from './protobuf.ts';

export function edgeMessage(edge: Edge): dropcast.v1.Edge.$Properties {
  return {
    cluster: edge.cluster,
    source: endpointMessage(edge.source),
    destination: endpointMessage(edge.destination),
    protocol: edge.protocol ?? null,
    port: edge.port ?? null,
    icmpType: edge.icmpType ?? null,
    icmpCode: edge.icmpCode ?? null,
    isReply: edge.isReply,
    overflow: edge.overflow === undefined ? 0 : OVERFLOW_LEVELS.indexOf(edge.overflow) + 1,
    direction: DIRECTIONS.indexOf(edge.direction),
    verdict: VERDICTS.indexOf(edge.verdict),
    lines: exact(edge.lines),
    connections: exact(edge.connections),
    bytes: exact(edge.bytes),
    tcpFlags: edge.tcpFlags,
    firstSeenUs: edge.firstSeenUs,
    lastSeenUs: edge.lastSeenUs,
    prefixes: [...edge.prefixes],
    seenBy: SEEN_BY.indexOf(edge.seenBy),
    answered: exact(edge.answered),
    refused: exact(edge.refused),
    unreachable: exact(edge.unreachable),
    nodes: [...edge.nodes],
    sourcePortsDistinct: edge.sourcePortsDistinct,
    hours: [...edge.hours],
    origin: ORIGINS.indexOf(edge.origin) + 1,
    services: [...edge.services],
    unanswered: edge.isUnanswered ?? false,
  };
}

/**
 * Sums over many nodes stop where a number is no longer exact, instead of being refused by the
 * reader.
 */
function exact(sum: number): number {
  return Math.min(sum, Number.MAX_SAFE_INTEGER);
}

export function readEdge(message: dropcast.v1.Edge): Edge {
  return {
    origin: readOrigin(message.origin),
    cluster: message.cluster,
    source: readEndpoint(message.source, 'source'),
    destination: readEndpoint(message.destination, 'destination'),
    protocol: readOptional(message.protocol, BYTE_MAX, 'protocol'),
    port: readOptional(message.port, PORT_MAX, 'port'),
    icmpType: readOptional(message.icmpType, BYTE_MAX, 'icmp_type'),
    icmpCode: readOptional(message.icmpCode, BYTE_MAX, 'icmp_code'),
    isReply: message.isReply,
    overflow:
      message.overflow === 0
        ? undefined
        : readName(OVERFLOW_LEVELS, message.overflow, { first: 1, field: 'overflow' }),
    direction: readName(DIRECTIONS, message.direction, { first: 0, field: 'direction' }),
    verdict: readName(VERDICTS, message.verdict, { first: 0, field: 'verdict' }),
    ...readCommonCounts(message),
    sourcePortsDistinct: readCount(message.sourcePortsDistinct, 'source_ports_distinct'),
    tcpFlags: readAtMost(message.tcpFlags, TCP_FLAGS_MAX, 'tcp_flags'),
    prefixes: [...message.prefixes],
    seenBy: readName(SEEN_BY, message.seenBy, { first: 0, field: 'seen_by' }),
    nodes: [...message.nodes],
    hours: [...message.hours],
    services: [...message.services],
    ...(message.unanswered && { isUnanswered: true }),
  };
}
