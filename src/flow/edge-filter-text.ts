/**
 * The conditions of an EdgeFilter as people write them: on the command line, in a query string.
 * Every mistake is told in terms of what was written; nothing is read as a condition that never
 * holds.
 */
import { DIRECTIONS } from './edge.ts';
import type { EdgeConditions, EdgeFilter } from './edge-filter.ts';
import { EdgeFilterError, parseEndpointPattern, parseNamespace } from './endpoint-pattern.ts';
import { OUTCOMES } from './outcome.ts';
import { protocolNumber } from './protocol.ts';
import { parseSpan, parseTime } from './time.ts';
import { VERDICTS } from './verdict.ts';

/** Empty texts are no condition. */
type Texts = readonly string[] | undefined;

/** Of these, any number. */
export const CONDITION_NAMES = [
  'either',
  'from',
  'to',
  'protocol',
  'port',
  'direction',
  'verdict',
  'outcome',
] as const;
export type ConditionName = (typeof CONDITION_NAMES)[number];
export type ConditionTexts = Readonly<Partial<Record<ConditionName, Texts>>>;

/** An EdgeFilter before it is parsed; empty text is no condition. */
export interface EdgeFilterText extends ConditionTexts {
  readonly namespace?: string | undefined;
  /** A span before now (`10m`, `2h`) or an RFC 3339 time. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly replies?: boolean | undefined;
  readonly not?: ConditionTexts | undefined;
}

/** Throws EdgeFilterError at the first condition that cannot be understood. */
export function parseEdgeFilter(text: EdgeFilterText, nowUs: number): EdgeFilter {
  const not = parseConditions(text.not ?? {});
  return {
    ...parseConditions(text),
    ...(text.namespace ? { namespace: parseNamespace(text.namespace) } : {}),
    ...(text.since ? { sinceUs: parseMoment(text.since, nowUs) } : {}),
    ...(text.until ? { untilUs: parseMoment(text.until, nowUs) } : {}),
    ...(text.replies ? { replies: true } : {}),
    ...(Object.keys(not).length > 0 ? { not } : {}),
  };
}

function parseConditions(texts: ConditionTexts): EdgeConditions {
  const parsed = CONDITION_NAMES.flatMap((name) => {
    const given = texts[name]?.filter((text) => text !== '') ?? [];
    const parse: (text: string) => unknown = CONDITION_PARSERS[name];
    return given.length === 0 ? [] : [[name, given.map((text) => parse(text))] as const];
  });
  return Object.fromEntries(parsed);
}

/** Each throws EdgeFilterError. */
export const CONDITION_PARSERS: {
  readonly [Name in ConditionName]: (
    text: string,
  ) => NonNullable<EdgeConditions[Name]> extends readonly (infer Value)[] ? Value : never;
} = {
  either: checkedPattern,
  from: checkedPattern,
  to: checkedPattern,
  protocol: parseProtocol,
  port: parsePort,
  direction: (text) => parseWord(text, DIRECTIONS, 'a direction'),
  verdict: (text) => parseWord(text, VERDICTS, 'a verdict'),
  outcome: (text) => parseWord(text, OUTCOMES, 'an outcome'),
};

function checkedPattern(text: string): string {
  parseEndpointPattern(text);
  return text;
}

function parseWord<Word extends string>(text: string, words: readonly Word[], noun: string): Word {
  const word = words.find((known) => known === text.toLowerCase());
  if (word !== undefined) return word;
  throw new EdgeFilterError(`'${text}' is not ${noun}: write one of ${words.join(', ')}`);
}

/** IANA number of a protocol by name or number; throws EdgeFilterError. */
function parseProtocol(text: string): number {
  const number = protocolNumber(text);
  if (number !== undefined) return number;
  throw new EdgeFilterError(
    `'${text}' is not a protocol: write a name such as tcp, udp, icmp, sctp, or a number up to 255`,
  );
}

/** A port; throws EdgeFilterError. */
function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new EdgeFilterError(`'${text}' is not a port: write a number from 0 to 65535`);
}

/** Nothing was seen before; 0 would stand for no bound on the wire. */
const MOMENT_MIN_US = 1;

/** A moment as a span before `nowUs` or as a time, at least 1; throws EdgeFilterError. */
export function parseMoment(text: string, nowUs: number): number {
  const span = parseSpan(text);
  const time = span === undefined ? parseTime(text) : nowUs - span;
  if (time !== undefined) return Math.max(MOMENT_MIN_US, time);
  throw new EdgeFilterError(
    `'${text}' is not a time: write a span such as 10m or 2h, or RFC 3339: 2026-01-31T09:00:00Z`,
  );
}
