/** What nodes tell of themselves, between src/flow and protobuf: checks, rule counters, clocks. */
import { CHECK_DETAIL_MAX, CHECK_STATES, type Check } from '../flow/check.ts';
import { RULE_COUNTERS_MAX, type RuleBalance, type RuleCounter } from '../flow/rule-counter.ts';
import { READINGS_MAX, type TimeReading } from '../flow/time-reading.ts';
import { readCount, readName } from './fields.ts';
import type { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

/** Checks in one report: a few more than there are, so that a newer agent may speak. */
const CHECKS_MAX = 64;

export function checkMessage(check: Check): dropcast.v1.Check.$Properties {
  const { name, detail, value } = check;
  return { name, state: CHECK_STATES.indexOf(check.state), detail, value: value ?? null };
}

/** Throws WireError when there are more than any agent has. */
export function readChecks(messages: readonly dropcast.v1.Check[]): Check[] {
  atMost(messages, CHECKS_MAX, 'checks');
  return messages.map(readCheck);
}

function readCheck({ name, state, detail, value }: dropcast.v1.Check): Check {
  if (name.length > CHECK_DETAIL_MAX || detail.length > CHECK_DETAIL_MAX) {
    throw new WireError(`a check has more than ${CHECK_DETAIL_MAX} characters`);
  }
  return {
    name,
    state: readName(CHECK_STATES, state, { first: 0, field: 'check.state' }),
    detail,
    ...(typeof value === 'number' && Number.isFinite(value) && { value }),
  };
}

export function readRuleCounters(messages: readonly dropcast.v1.RuleCounter[]): RuleCounter[] {
  atMost(messages, RULE_COUNTERS_MAX, 'rule_counters');
  return messages.map(({ family, table, chain, prefix, packets, bytes }) => ({
    family,
    table,
    chain,
    prefix,
    packets: readCount(packets, 'rule_counter.packets'),
    bytes: readCount(bytes, 'rule_counter.bytes'),
  }));
}

export function readReadings(messages: readonly dropcast.v1.TimeReading[]): TimeReading[] {
  atMost(messages, READINGS_MAX, 'readings');
  return messages.map(readReading);
}

export function readReading({ bootId, rawUs, wallUs }: dropcast.v1.TimeReading): TimeReading {
  return {
    bootId,
    rawUs: readCount(rawUs, 'reading.raw_us'),
    wallUs: readCount(wallUs, 'reading.wall_us'),
  };
}

export function readRuleBalance(message: dropcast.v1.RuleBalance): RuleBalance {
  return {
    prefix: message.prefix,
    expected: readCount(message.expected, 'rule.expected'),
    read: readCount(message.read, 'rule.read'),
    resets: readCount(message.resets, 'rule.resets'),
    sinceUs: readCount(message.sinceUs, 'rule.since_us'),
  };
}

function atMost(messages: readonly unknown[], max: number, field: string): void {
  if (messages.length <= max) return;
  throw new WireError(`${field} has ${messages.length}: more than ${max}`);
}
