/**
 * The conditions of an EdgeFilter as people write them: on the command line, in a query string.
 * Every mistake is told in terms of what was written; nothing is read as a condition that never
 * holds.
 */
import type { EdgeFilter } from './edge.ts';
import { EdgeFilterError, parseEndpointPattern, parseNamespace } from './endpoint-pattern.ts';
import { protocolNumber } from './protocol.ts';
import { parseSpan, parseTime } from './time.ts';

/** An EdgeFilter before it is parsed; empty text is no condition. */
export interface EdgeFilterText {
  readonly namespace?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly protocol?: string | undefined;
  readonly port?: string | undefined;
  /** A span before now (`10m`, `2h`) or an RFC 3339 time. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly replies?: boolean | undefined;
}

/** Throws EdgeFilterError at the first condition that cannot be understood. */
export function parseEdgeFilter(text: EdgeFilterText, nowUs: number): EdgeFilter {
  return {
    ...(text.namespace ? { namespace: parseNamespace(text.namespace) } : {}),
    ...(text.from ? { from: checkedPattern(text.from) } : {}),
    ...(text.to ? { to: checkedPattern(text.to) } : {}),
    ...(text.protocol ? { protocol: parseProtocol(text.protocol) } : {}),
    ...(text.port ? { port: parsePort(text.port) } : {}),
    ...(text.since ? { sinceUs: parseMoment(text.since, nowUs) } : {}),
    ...(text.until ? { untilUs: parseMoment(text.until, nowUs) } : {}),
    ...(text.replies ? { replies: true } : {}),
  };
}

function checkedPattern(text: string): string {
  parseEndpointPattern(text);
  return text;
}

/** IANA number of a protocol by name or number; throws EdgeFilterError. */
export function parseProtocol(text: string): number {
  const number = protocolNumber(text);
  if (number !== undefined) return number;
  throw new EdgeFilterError(
    `'${text}' is not a protocol: write a name such as tcp, udp, icmp, sctp, or a number up to 255`,
  );
}

/** A port; throws EdgeFilterError. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new EdgeFilterError(`'${text}' is not a port: write a number from 0 to 65535`);
}

/** A moment as a span before `nowUs` or as a time; throws EdgeFilterError. */
export function parseMoment(text: string, nowUs: number): number {
  const span = parseSpan(text);
  if (span !== undefined) return Math.max(0, nowUs - span);
  const time = parseTime(text);
  if (time !== undefined) return time;
  throw new EdgeFilterError(
    `'${text}' is not a time: write a span such as 10m or 2h, or RFC 3339: 2026-01-31T09:00:00Z`,
  );
}
