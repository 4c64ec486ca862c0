/**
 * A set of traffic: per protocol ranges of destination ports, or of ICMP types with their codes.
 * Equal sets have one form: a protocol is named only where it differs from all others.
 */
import { ICMP, ICMPV6, protocolName, TCP, UDP } from '../../flow/protocol.ts';
import type { Traffic } from '../evaluate/end.ts';
import { mergeRanges, type Range } from './ranges.ts';

export const SCTP = 132;
export const PROTOCOLS_WITH_PORTS: readonly number[] = [TCP, UDP, SCTP];
export const ICMP_PROTOCOLS: readonly number[] = [ICMP, ICMPV6];

const PORT_MAX = 65_535;
/** Codes per ICMP type. */
const CODES = 256;

export interface TrafficSet {
  /** By IANA number. */
  readonly protocols: ReadonlyMap<number, readonly Range[]>;
  /** Whether protocols that are not named belong to it, whole. */
  readonly others: boolean;
}

/** A piece of traffic that no rule tells apart. */
export interface TrafficClass {
  /** Undefined: all that are not named. */
  readonly protocol: number | undefined;
  readonly range: Range;
}

/** The numbers by which a protocol's traffic is told apart; one where nothing tells it apart. */
export function spanOf(protocol: number | undefined): Range {
  if (protocol === undefined) return { from: 0, to: 0 };
  if (PROTOCOLS_WITH_PORTS.includes(protocol)) return { from: 1, to: PORT_MAX };
  if (ICMP_PROTOCOLS.includes(protocol)) return { from: 0, to: CODES * CODES - 1 };
  return { from: 0, to: 0 };
}

/** Where a type, or one code of it, lies in the span of ICMP. */
export function icmpRange(type: number, code: number | undefined): Range {
  const from = type * CODES;
  return code === undefined
    ? { from, to: from + CODES - 1 }
    : { from: from + code, to: from + code };
}

/** One connection of the class; `other` is a protocol that is not named. */
export function sampleOf({ protocol, range }: TrafficClass, other: number): Traffic {
  const none = { port: undefined, icmpType: undefined, icmpCode: undefined };
  if (protocol === undefined) return { ...none, protocol: other };
  if (PROTOCOLS_WITH_PORTS.includes(protocol)) return { ...none, protocol, port: range.from };
  if (!ICMP_PROTOCOLS.includes(protocol)) return { ...none, protocol };
  const icmpType = Math.floor(range.from / CODES);
  return { ...none, protocol, icmpType, icmpCode: range.from % CODES };
}

/** All that a rule could allow together with what was seen; undefined of what flows do not show. */
export function trafficClassOf({ protocol, port, icmpType }: Traffic): TrafficClass | undefined {
  if (protocol === undefined) return undefined;
  if (ICMP_PROTOCOLS.includes(protocol)) {
    return icmpType === undefined ? undefined : { protocol, range: icmpRange(icmpType, undefined) };
  }
  if (!PROTOCOLS_WITH_PORTS.includes(protocol)) return { protocol, range: spanOf(protocol) };
  return port === undefined ? undefined : { protocol, range: { from: port, to: port } };
}

/** `named`: the protocols that were told apart, whether or not any of their traffic is in it. */
export function trafficSet(classes: readonly TrafficClass[], named: readonly number[]): TrafficSet {
  const others = classes.some(({ protocol }) => protocol === undefined);
  const protocols = new Map<number, readonly Range[]>();
  for (const number of named.toSorted((a, b) => a - b)) {
    const ofProtocol = classes.filter(({ protocol }) => protocol === number);
    const ranges = mergeRanges(ofProtocol.map(({ range }) => range));
    const isLikeOthers = others ? isWhole(number, ranges) : ranges.length === 0;
    if (!isLikeOthers) protocols.set(number, ranges);
  }
  return { protocols, others };
}

function isWhole(protocol: number, [first]: readonly Range[]): boolean {
  const span = spanOf(protocol);
  return first !== undefined && first.from === span.from && first.to === span.to;
}

export function isEmpty({ protocols, others }: TrafficSet): boolean {
  return !others && protocols.size === 0;
}

/** No where what tells it apart is not known of the traffic. */
export function trafficSetHas({ protocols, others }: TrafficSet, traffic: Traffic): boolean {
  if (traffic.protocol === undefined) return others && protocols.size === 0;
  const ranges = protocols.get(traffic.protocol);
  if (ranges === undefined) return others;
  const at = placeOf(traffic.protocol, traffic);
  return at !== undefined && ranges.some(({ from, to }) => from <= at && at <= to);
}

function placeOf(protocol: number, { port, icmpType, icmpCode }: Traffic): number | undefined {
  if (PROTOCOLS_WITH_PORTS.includes(protocol)) return port;
  if (!ICMP_PROTOCOLS.includes(protocol)) return 0;
  return icmpType === undefined ? undefined : icmpRange(icmpType, icmpCode ?? 0).from;
}

/**
 * A protocol with what of it belongs to the set: without `ports` and `icmp` all of it, with empty
 * ones nothing.
 */
export interface TrafficPart {
  /** By name; `any` stands alone, `other` means all that have no part of their own. */
  readonly protocol: string;
  /** `80`, `8000-8080`. */
  readonly ports?: readonly string[];
  /** `type 8`, `type 3 code 4`. */
  readonly icmp?: readonly string[];
}

export function trafficParts({ protocols, others }: TrafficSet): TrafficPart[] {
  if (others && protocols.size === 0) return [{ protocol: 'any' }];
  const parts = [...protocols].map(([number, ranges]): TrafficPart => {
    const protocol = protocolName(number);
    if (isWhole(number, ranges)) return { protocol };
    if (ICMP_PROTOCOLS.includes(number)) return { protocol, icmp: icmpTexts(ranges) };
    return { protocol, ports: ranges.map(rangeText) };
  });
  return others ? [...parts, { protocol: 'other' }] : parts;
}

/** `all`, `TCP 80,443; UDP 53`, `all but TCP 22`. */
export function trafficText({ protocols, others }: TrafficSet): string {
  if (others && protocols.size === 0) return 'all';
  const parts = [...protocols].map(([protocol, ranges]) =>
    protocolText(protocol, others ? gaps(spanOf(protocol), ranges) : ranges),
  );
  return `${others ? 'all but ' : ''}${parts.join('; ')}`;
}

function protocolText(protocol: number, ranges: readonly Range[]): string {
  const name = protocolName(protocol);
  if (isWhole(protocol, ranges)) return name;
  const isIcmp = ICMP_PROTOCOLS.includes(protocol);
  return `${name} ${isIcmp ? icmpTexts(ranges).join(', ') : ranges.map(rangeText).join(',')}`;
}

/** `80`, `8000-8080`. */
function rangeText({ from, to }: Range): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** `type 8`, `types 0-7`, `type 3 code 4`. */
function icmpTexts(ranges: readonly Range[]): string[] {
  return ranges.flatMap(byType).map(({ from, to }) => {
    const [first, last] = [Math.floor(from / CODES), Math.floor(to / CODES)];
    if (first !== last) return `types ${first}-${last}`;
    if (to - from === CODES - 1) return `type ${first}`;
    const codes = { from: from % CODES, to: to % CODES };
    return `type ${first} code${codes.from === codes.to ? '' : 's'} ${rangeText(codes)}`;
  });
}

/** Cut so that each piece is whole types, or codes of one type. */
function byType({ from, to }: Range): Range[] {
  const wholeFrom = Math.ceil(from / CODES) * CODES;
  const wholeTo = Math.floor((to + 1) / CODES) * CODES - 1;
  if (wholeFrom > wholeTo + 1) return [{ from, to }];
  return [
    { from, to: wholeFrom - 1 },
    { from: wholeFrom, to: wholeTo },
    { from: wholeTo + 1, to },
  ].filter((piece) => piece.from <= piece.to);
}

function gaps(span: Range, ranges: readonly Range[]): Range[] {
  const begins = [span.from, ...ranges.map(({ to }) => to + 1)];
  const ends = [...ranges.map(({ from }) => from - 1), span.to];
  return begins.map((from, i) => ({ from, to: ends[i]! })).filter(({ from, to }) => from <= to);
}
