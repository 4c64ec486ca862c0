import { expect, it } from 'vitest';
import { createCounterTally } from '../../../src/agent/rules/counter-tally.ts';

const rule = (prefix: string, packets: number | undefined, chain = 'cali-po') => ({
  family: 'ip',
  table: 'filter',
  chain,
  prefix,
  count: packets === undefined ? undefined : { packets, bytes: packets * 60 },
});

it('adds up the rules of a chain and prefix, under the name that flows have', () => {
  const tally = createCounterTally(['calico-packet', 'mine %n']);
  const rules = [
    rule('calico-packet: ', 3),
    rule('calico-packet:', 4),
    rule('calico-packet', 5, 'cali-pi'),
    rule('mine policy: ', 6),
  ];
  for (const each of rules) tally.add(each);
  const chain = { family: 'ip', table: 'filter', chain: 'cali-po' };
  expect(tally.counters()).toEqual([
    { ...chain, prefix: 'calico-packet', packets: 7, bytes: 420 },
    { ...chain, chain: 'cali-pi', prefix: 'calico-packet', packets: 5, bytes: 300 },
    { ...chain, prefix: 'mine policy', packets: 6, bytes: 360 },
  ]);
  expect(tally.rulesUncounted).toBe(0);
});

it('passes over rules whose lines are not watched', () => {
  const tally = createCounterTally(['calico-packet']);
  for (const prefix of ['', 'other: ', 'calico-packets: ', 'calico-packet IN=x']) {
    tally.add(rule(prefix, 1));
    tally.add(rule(prefix, undefined));
  }
  expect(tally.counters()).toEqual([]);
  expect(tally.rulesUncounted).toBe(0);
});

it('tells of our rules without a counter, and of those beyond its bound', () => {
  const tally = createCounterTally(['calico-packet']);
  tally.add(rule('calico-packet: ', undefined));
  expect(tally.rulesUncounted).toBe(1);
  for (let i = 0; i < 5_000; i += 1) tally.add(rule('calico-packet: ', 1, `chain-${i}`));
  expect(tally.counters()).toHaveLength(4_096);
  expect(tally.rulesUncounted).toBe(1 + 5_000 - 4_096);
});
