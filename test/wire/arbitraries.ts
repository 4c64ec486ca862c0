/**
 * Arbitrary values of the vocabulary, as fast-check generates them for round trips and for the
 * store.
 */
import * as fc from 'fast-check';
import { formatAddress } from '../../src/flow/address.ts';
import { CHECK_STATES, type Check } from '../../src/flow/check.ts';
import { DIRECTIONS, type Edge, SEEN_BY } from '../../src/flow/edge.ts';
import type { EdgeConditions, EdgeFilter } from '../../src/flow/edge-filter.ts';
import {
  ATTRIBUTIONS,
  CONFIDENCES,
  ENDPOINT_KINDS,
  type Endpoint,
} from '../../src/flow/endpoint.ts';
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../../src/flow/flow.ts';
import { SOURCE_PORTS_MAX } from '../../src/flow/limits.ts';
import { type Account, LOSS_CAUSES, type Loss } from '../../src/flow/loss.ts';
import { ORIGINS } from '../../src/flow/origin.ts';
import { OUTCOMES } from '../../src/flow/outcome.ts';
import type { RuleBalance, RuleCounter } from '../../src/flow/rule-counter.ts';
import type { TimeReading } from '../../src/flow/time-reading.ts';
import { VERDICTS } from '../../src/flow/verdict.ts';
import type { Batch, Hello } from '../../src/wire/ingest.ts';

export const count = fc.maxSafeNat();
const byte = fc.integer({ min: 0, max: 255 });
const port = fc.integer({ min: 0, max: 65_535 });
export const text = fc.string({ unit: 'binary', maxLength: 12 });
const registers = fc.oneof(
  fc.constant(new Uint8Array(0)),
  fc.uint8Array({ minLength: 64, maxLength: 64 }),
);

const address = fc.oneof(
  fc.constant(''),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map(formatAddress),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map(formatAddress),
);

const workload = fc.record({ kind: fc.constant('Deployment'), name: text });

function endpointWith(candidates: fc.Arbitrary<Endpoint[]>): fc.Arbitrary<Endpoint> {
  return fc.record({
    kind: fc.constantFrom(...ENDPOINT_KINDS),
    namespace: text,
    name: text,
    workload: fc.option(workload, { nil: undefined }),
    labels: fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }),
    ip: address,
    node: text,
    attribution: fc.constantFrom(...ATTRIBUTIONS),
    confidence: fc.constantFrom(...CONFIDENCES),
    candidates,
  });
}

export const endpoint = endpointWith(fc.array(endpointWith(fc.constant([])), { maxLength: 2 }));

const overflow: fc.Arbitrary<Overflow> = fc.record({
  level: fc.constantFrom(...OVERFLOW_LEVELS),
  addressRegisters: registers,
});

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

export const flow: fc.Arbitrary<Flow> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  point: fc.record({ prefix: text, inInterface: text, outInterface: text }),
  source: endpoint,
  destination: endpoint,
  protocol: optional(byte),
  port: optional(port),
  icmpType: optional(byte),
  icmpCode: optional(byte),
  isReply: fc.boolean(),
  overflow: optional(overflow),
  hour: fc.integer({ min: 0, max: 0xffff_ffff }),
  lines: count,
  duplicates: count,
  connections: count,
  bytes: count,
  tcpFlags: fc.integer({ min: 0, max: 0x1ff }),
  firstSeenUs: count,
  lastSeenUs: count,
  sourcePorts: fc.uniqueArray(port, { maxLength: SOURCE_PORTS_MAX }),
  sourcePortRegisters: registers,
  answered: count,
  refused: count,
  unreachable: count,
});

export const loss: fc.Arbitrary<Loss> = fc.record({
  source: text,
  cause: fc.constantFrom(...LOSS_CAUSES),
  count: optional(count),
  firstUs: count,
  lastUs: count,
});

const part = fc.integer({ min: 0, max: 2 ** 40 });

const account: fc.Arbitrary<Account> = fc
  .record({
    parsed: part,
    partial: part,
    ignored: part,
    spoofed: part,
    rejected: part,
    rejectedByReason: fc.dictionary(text, part, { maxKeys: 3, noNullPrototype: true }),
    responsesUnmatched: part,
  })
  .map((counts) => ({ ...counts, read: counts.parsed + counts.ignored + counts.rejected }));

export const check: fc.Arbitrary<Check> = fc.record(
  {
    name: text,
    state: fc.constantFrom(...CHECK_STATES),
    detail: text,
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  },
  { requiredKeys: ['name', 'state', 'detail'], noNullPrototype: true },
);

const ruleCounter: fc.Arbitrary<RuleCounter> = fc.record({
  family: text,
  table: text,
  chain: text,
  prefix: text,
  packets: count,
  bytes: count,
});

export const ruleBalance: fc.Arbitrary<RuleBalance> = fc.record({
  prefix: text,
  expected: count,
  read: count,
  resets: count,
  sinceUs: count,
});

export const reading: fc.Arbitrary<TimeReading> = fc.record({
  bootId: text,
  rawUs: count,
  wallUs: count,
});

export const batch: fc.Arbitrary<Batch> = fc.record({
  epoch: count,
  sequence: count,
  cursorAfter: text,
  flows: fc.array(flow, { maxLength: 3 }),
  losses: fc.array(loss, { maxLength: 3 }),
  account,
  ruleCounters: fc.array(ruleCounter, { maxLength: 2 }),
  readings: fc.array(reading, { maxLength: 2 }),
});

const texts = fc.array(text, { maxLength: 3 });

const answeredOrUnknown: fc.Arbitrary<Edge> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  cluster: text,
  source: endpoint,
  destination: endpoint,
  protocol: optional(byte),
  port: optional(port),
  icmpType: optional(byte),
  icmpCode: optional(byte),
  isReply: fc.boolean(),
  overflow: optional(fc.constantFrom(...OVERFLOW_LEVELS)),
  direction: fc.constantFrom(...DIRECTIONS),
  verdict: fc.constantFrom(...VERDICTS),
  lines: count,
  connections: count,
  bytes: count,
  tcpFlags: fc.integer({ min: 0, max: 0x1ff }),
  firstSeenUs: count,
  lastSeenUs: count,
  prefixes: texts,
  seenBy: fc.constantFrom(...SEEN_BY),
  answered: count,
  refused: count,
  unreachable: count,
  nodes: texts,
  sourcePortsDistinct: count,
  hours: fc.array(fc.nat(), { maxLength: 3 }),
  services: texts,
});

const NO_ANSWER = { answered: 0, refused: 0, unreachable: 0, isUnanswered: true } as const;

export const edge: fc.Arbitrary<Edge> = fc
  .tuple(answeredOrUnknown, fc.boolean())
  .map(([edge, isUnanswered]) => (isUnanswered ? { ...edge, ...NO_ANSWER } : edge));

const filterText = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });

const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });

const conditions = {
  either: several(filterText),
  from: several(filterText),
  to: several(filterText),
  protocol: several(byte),
  port: several(port),
  direction: several(fc.constantFrom(...DIRECTIONS)),
  verdict: several(fc.constantFrom(...VERDICTS)),
  outcome: several(fc.constantFrom(...OUTCOMES)),
};

const edgeConditions: fc.Arbitrary<EdgeConditions> = fc
  .record(conditions, { requiredKeys: [], noNullPrototype: true })
  .filter((some) => Object.keys(some).length > 0);

export const edgeFilter: fc.Arbitrary<EdgeFilter> = fc.record(
  {
    ...conditions,
    namespace: filterText,
    sinceUs: fc.integer({ min: 1, max: 2 ** 52 }),
    untilUs: fc.integer({ min: 1, max: 2 ** 52 }),
    replies: fc.constant(true),
    not: edgeConditions,
  },
  { requiredKeys: [], noNullPrototype: true },
);

export const hello: fc.Arbitrary<Hello> = fc.record({
  node: text,
  source: text,
  instance: text,
  cluster: text,
  version: text,
  bootId: text,
});
