import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogRule } from '../../../src/agent/rules/log-rule.ts';
import { createRulesetReader } from '../../../src/agent/rules/nft-ruleset.ts';
import { fixtureBytes } from '../../fixtures.ts';

const NATIVE = fixtureBytes('rules/nft-native.json').toString('latin1');
const BESIDE_IPTABLES = fixtureBytes('rules/nft-beside-iptables-nft.json').toString('latin1');

function read(pieces: readonly string[]): { rules: LogRule[]; rulesTooLong: number } {
  const rules: LogRule[] = [];
  const reader = createRulesetReader((rule) => rules.push(rule));
  for (const piece of pieces) reader.read(piece);
  return { rules, rulesTooLong: reader.rulesTooLong };
}

const chain = { family: 'ip', table: 'calico', chain: 'filter-cali-po' };
const OURS = 'calico-packet: ';
const RULES: readonly LogRule[] = [
  { ...chain, prefix: OURS, count: { packets: 10, bytes: 430 } },
  { ...chain, prefix: 'calico-packet', count: { packets: 5, bytes: 145 } },
  { ...chain, prefix: OURS, count: { packets: 5, bytes: 145 } },
  { ...chain, prefix: OURS, count: { packets: 2, bytes: 58 } },
  { ...chain, prefix: OURS, count: undefined },
  { ...chain, prefix: OURS, count: undefined },
  { ...chain, prefix: OURS, count: undefined },
  { ...chain, prefix: 'other: ', count: { packets: 10, bytes: 430 } },
  { ...chain, prefix: '', count: { packets: 10, bytes: 430 } },
  {
    family: 'inet',
    table: 'mine',
    chain: 'out',
    prefix: OURS,
    count: { packets: 10, bytes: 730 },
  },
];

it('reads the rules that log to the kernel log, with the counters that count what they log', () => {
  expect(read([NATIVE])).toEqual({ rules: RULES, rulesTooLong: 0 });
});

it('reads the same, wherever the output is cut into pieces', () => {
  const property = fc.property(fc.integer({ min: 1, max: 90 }), (length) => {
    const pieces = NATIVE.match(new RegExp(`[^]{1,${length}}`, 'g'))!;
    expect(read(pieces).rules).toEqual(RULES);
  });
  fc.assert(property, { numRuns: 30 });
});

it('leaves the rules of iptables, which show no prefix here, to iptables-save', () => {
  expect(read([BESIDE_IPTABLES]).rules).toEqual([]);
});

it('counts a rule that is too long and reads on behind it', () => {
  const long = `{"rule": {"family": "${'x'.repeat(70_000)}"}}, `;
  const at = NATIVE.indexOf('{"metainfo"');
  const { rules, rulesTooLong } = read([NATIVE.slice(0, at), long, NATIVE.slice(at)]);
  expect(rulesTooLong).toBe(1);
  expect(rules).toEqual(RULES);
});

it('never throws, whatever the output was turned into', () => {
  const property = fc.property(fc.nat(), fc.nat(40), fc.string(), (at, cut, put) => {
    const from = at % NATIVE.length;
    read([NATIVE.slice(0, from) + put, NATIVE.slice(from + cut)]);
  });
  fc.assert(property, { numRuns: 2_000 });
});
