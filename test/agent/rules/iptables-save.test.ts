import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSaveReader } from '../../../src/agent/rules/iptables-save.ts';
import type { LogRule } from '../../../src/agent/rules/log-rule.ts';
import { fixtureBytes } from '../../fixtures.ts';

function read(lines: readonly string[]): { rules: LogRule[]; tables: string[] } {
  const tables = new Set<string>();
  const readLine = createSaveReader('ip', tables);
  const rules = lines.map(readLine).filter((rule) => rule !== undefined);
  return { rules, tables: [...tables] };
}

const linesOf = (name: string): string[] =>
  fixtureBytes(`rules/${name}.txt`).toString('latin1').split('\n');

const RULES = [
  ['mangle', 'OUTPUT', 'calico-packet: ', 10, 430],
  ['filter', 'cali-fw', 'calico-packet: ', 10, 430],
  ['filter', 'cali-fw', 'calico-packet', 5, 145],
  ['filter', 'cali-fw', 'calico-packet:', 2, 58],
  ['filter', 'cali-fw', 'we"ird \\ it\'s $x: ', 0, 0],
  ['filter', 'cali-fw', '', 0, 0],
] as const;

it.each(['iptables-nft-save', 'iptables-legacy-save'])('reads the LOG rules of %s', (name) => {
  const { rules, tables } = read(linesOf(name));
  const expected = RULES.map(([table, chain, prefix, packets, bytes]) => {
    return { family: 'ip', table, chain, prefix, count: { packets, bytes } };
  });
  expect(rules).toEqual(expected);
  expect(tables.toSorted()).toEqual(['ip filter', 'ip mangle', 'ip raw']);
});

it('gives no count where the output has none', () => {
  const { rules } = read(['*filter', '-A OUTPUT -j LOG --log-prefix mine']);
  expect(rules).toEqual([
    { family: 'ip', table: 'filter', chain: 'OUTPUT', prefix: 'mine', count: undefined },
  ]);
});

it('never throws, whatever a line was turned into', () => {
  const anyLine = fc.constantFrom(...linesOf('iptables-nft-save'));
  const property = fc.property(anyLine, fc.nat(), fc.string(), (line, at, put) => {
    const from = at % (line.length + 1);
    read(['*filter', line.slice(0, from) + put + line.slice(from + 1)]);
  });
  fc.assert(property, { numRuns: 2_000 });
});
