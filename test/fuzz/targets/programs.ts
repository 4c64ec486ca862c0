/** What the node's programs and /proc print: rules that log, or connections; the rest is passed. */
import assert from 'node:assert/strict';
import { parseConntrackLine } from '../../../src/agent/conntrack/conntrack-line.ts';
import { createSaveReader } from '../../../src/agent/rules/iptables-save.ts';
import type { LogRule } from '../../../src/agent/rules/log-rule.ts';
import { createRulesetReader } from '../../../src/agent/rules/nft-ruleset.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { roughly, type Target } from '../target.ts';

const FILES = ['rules/iptables-nft-save.txt', 'rules/nft-native.json', 'conntrack/linux-6.18.txt'];

export const target: Target = {
  words: [
    ...[
      '-A ',
      ' -j LOG',
      ' --log-prefix ',
      '"',
      "\\'",
      '[1:2] ',
      '*filter\n',
      ':INPUT ACCEPT [0:0]\n',
    ],
    ...[
      '{"rule": {',
      '}}, ',
      '"log"',
      '"prefix": ',
      '"counter"',
      'src=',
      'dport=',
      '[UNREPLIED]',
      'tcp',
    ],
  ],
  seeds: () => FILES.map((name) => fixtureBytes(name).subarray(0, 4_000)),
  run: (input) => {
    const text = Buffer.from(input).toString('latin1');
    const lines = text.split('\n');
    const { rules, rulesTooLong } = nftRules(text);
    assert.deepEqual(nftRules(text, 7).rules, rules);
    const counts = [rules.length, rulesTooLong, savedRules(lines), ...connections(lines)];
    return counts.map(roughly).join(' ');
  },
};

function nftRules(text: string, piece = text.length + 1) {
  const rules: LogRule[] = [];
  const reader = createRulesetReader((rule) => rules.push(rule));
  for (let at = 0; at < text.length; at += piece) reader.read(text.slice(at, at + piece));
  return { rules, rulesTooLong: reader.rulesTooLong };
}

function savedRules(lines: readonly string[]): number {
  const readLine = createSaveReader('ip', new Set());
  return lines.map(readLine).filter((rule) => rule !== undefined).length;
}

function connections(lines: readonly string[]): number[] {
  const read = lines.map(parseConntrackLine);
  const open = read.filter((line) => typeof line === 'object');
  for (const { protocol, port } of open) {
    assert(protocol >= 0 && protocol <= 255);
    assert(port === undefined || (port >= 0 && port <= 65_535));
  }
  return [open.length, read.filter((line) => line === 'rejected').length];
}
