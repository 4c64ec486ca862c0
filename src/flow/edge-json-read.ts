/**
 * Reads back what edge-json.ts writes: `edgeOf(edgeJson(e))` is `e` again, but for an hour that
 * nobody knows. Fields that are not known are passed over (newer versions add some); those that an
 * older version or another program left out get what is certain without them.
 */
import { DIRECTIONS, type Edge, SEEN_BY } from './edge.ts';
import { readEndpointJson } from './endpoint-json-read.ts';
import { OVERFLOW_LEVELS } from './flow.ts';
import { JsonValue } from './json-value.ts';
import type { Origin } from './origin.ts';
import { protocolNumber } from './protocol.ts';
import { parseTcpFlags } from './tcp-flags.ts';
import { HOUR_US, parseTime } from './time.ts';
import { VERDICTS } from './verdict.ts';

const PORT_MAX = 65_535;
const BYTE_MAX = 255;

/** The edge that a parsed JSON object tells of. Throws JsonValueError with the field's path. */
export function readEdgeJson(json: unknown): Edge {
  const edge = new JsonValue(json).required();
  const firstSeenUs = readTime(edge.at('first_seen'));
  const lastSeenUs = readTime(edge.at('last_seen'));
  const direction = edge.at('direction').name(DIRECTIONS, 'unknown');
  return {
    origin: readOrigin(edge),
    cluster: edge.at('cluster').text(),
    source: readEndpointJson(edge.at('source').required()),
    destination: readEndpointJson(edge.at('destination').required()),
    protocol: readProtocol(edge.at('protocol')),
    port: edge.at('port').count(PORT_MAX),
    icmpType: edge.at('icmp_type').count(BYTE_MAX),
    icmpCode: edge.at('icmp_code').count(BYTE_MAX),
    isReply: edge.at('is_reply').flag(),
    overflow: readOverflow(edge.at('overflow')),
    direction,
    verdict: edge.at('verdict').name(VERDICTS, 'unknown'),
    lines: edge.at('lines').count() ?? 0,
    connections: edge.at('connections').count() ?? 0,
    bytes: edge.at('bytes').count() ?? 0,
    tcpFlags: readTcpFlags(edge.at('tcp_flags')),
    firstSeenUs,
    lastSeenUs,
    prefixes: readPrefixes(edge),
    seenBy: edge.at('seen_by').name(SEEN_BY, direction),
    ...readOutcomes(edge),
    nodes: edge.at('nodes').texts(),
    sourcePortsDistinct: edge.at('source_ports_distinct').count() ?? 0,
    hours: readHours(edge.at('hours'), [firstSeenUs, lastSeenUs]),
    services: edge.at('services').texts(),
  };
}

function readOrigin(edge: JsonValue): Origin {
  if (edge.at('pre_existing').flag()) return 'conntrack';
  return edge.at('trust').name(['low', 'high'], 'low') === 'high' ? 'kernel' : 'text';
}

function readProtocol(field: JsonValue): number | undefined {
  if (field.isAbsent) return undefined;
  const number = protocolNumber(field.text());
  if (number === undefined) throw field.error('must be the name or the number of a protocol');
  return number;
}

function readOverflow(field: JsonValue): Edge['overflow'] {
  return field.isAbsent ? undefined : field.name(OVERFLOW_LEVELS, 'all');
}

function readTcpFlags(field: JsonValue): number {
  const flags = parseTcpFlags(field.text());
  if (flags === undefined) throw field.error('must be names of TCP flags with blanks between');
  return flags;
}

function readPrefixes(edge: JsonValue): string[] {
  const all = edge.at('prefixes');
  if (!all.isAbsent) return all.texts();
  const joined = edge.at('prefix');
  return joined.isAbsent ? [] : joined.text().split(',');
}

const OUTCOMES = ['answered', 'refused', 'unreachable', 'unanswered', 'unknown'] as const;

/** Without its counts, an outcome was told at least once. */
function readOutcomes(
  edge: JsonValue,
): Pick<Edge, 'answered' | 'refused' | 'unreachable' | 'isUnanswered'> {
  const outcome = edge.at('outcome').name(OUTCOMES, 'unknown');
  const countOf = (name: (typeof OUTCOMES)[number]) =>
    edge.at(name).count() ?? (outcome === name ? 1 : 0);
  return {
    answered: countOf('answered'),
    refused: countOf('refused'),
    unreachable: countOf('unreachable'),
    ...(outcome === 'unanswered' && { isUnanswered: true }),
  };
}

/** Microseconds of an RFC 3339 time; 0 for one that nobody knows. */
function readTime(field: JsonValue): number {
  if (field.isAbsent) return 0;
  const us = parseTime(field.text());
  if (us === undefined || us < 0) {
    throw field.error('must be an RFC 3339 time, for example 2026-01-31T09:00:00Z');
  }
  return us;
}

/** Where the hours are left out, those of the first and of the last record are certain. */
function readHours(field: JsonValue, seenUs: readonly number[]): number[] {
  const times = field.isAbsent ? seenUs.filter((us) => us > 0) : field.items().map(readTime);
  const hours = new Set(times.map((us) => Math.floor(us / HOUR_US)));
  return [...hours].sort((a, b) => a - b);
}
