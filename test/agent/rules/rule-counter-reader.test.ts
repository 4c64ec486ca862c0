import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  createRuleCounterReader,
  type RuleCounters,
} from '../../../src/agent/rules/rule-counter-reader.ts';
import { type RunProgram, runProgram } from '../../../src/agent/rules/run-program.ts';
import { fixtureBytes } from '../../fixtures.ts';

const PREFIXES = ['calico-packet'];
const NFT_FIXTURES = ['nft-beside-iptables-nft.json', 'nft-native.json'];

/** Programs that print fixtures, in pieces; all others are not installed. */
function printing(fixtures: Readonly<Record<string, string>>): RunProgram {
  return async ([program], onOutput) => {
    const fixture = fixtures[program!];
    if (fixture === undefined) return { end: 'absent' };
    const text = fixtureBytes(`rules/${fixture}`).toString('latin1');
    for (let at = 0; at < text.length; at += 100) onOutput(text.slice(at, at + 100));
    return { end: 'ended' };
  };
}

const failingButForLegacy: RunProgram = async ([program]) =>
  program!.includes('legacy') ? { end: 'ended' } : { end: 'failed', why: `${program}: no` };
const failing: RunProgram = async ([program]) => ({ end: 'failed', why: `${program}: no` });

async function read(options: Parameters<typeof createRuleCounterReader>[0]): Promise<RuleCounters> {
  const result = await createRuleCounterReader(options).read();
  if ('unavailable' in result) throw new Error(result.unavailable);
  return result;
}

const brief = ({ counters }: RuleCounters): string[] =>
  counters.map((each) => `${each.family} ${each.table} ${each.chain} ${each.packets}`);

it('reads both kinds of iptables and both families', async () => {
  const run = printing({
    'iptables-nft-save': 'iptables-nft-save.txt',
    'iptables-legacy-save': 'iptables-legacy-save.txt',
    'ip6tables-nft-save': 'ip6tables-nft-save.txt',
  });
  const result = await read({ mode: 'iptables', prefixes: PREFIXES, run });
  const expected = ['ip mangle OUTPUT 20', 'ip filter cali-fw 34', 'ip6 filter OUTPUT 10'];
  expect(brief(result)).toEqual(expected);
});

it('takes the plain iptables-save where neither kind has a name of its own', async () => {
  const run = printing({ 'iptables-save': 'iptables-legacy-save.txt' });
  const result = await read({ mode: 'iptables', prefixes: PREFIXES, run });
  expect(brief(result)).toEqual(['ip mangle OUTPUT 10', 'ip filter cali-fw 17']);
});

it('reads the rules of nft and says how many of them are not counted', async () => {
  const run = printing({ nft: 'nft-native.json' });
  const result = await read({ mode: 'nft', prefixes: PREFIXES, run });
  expect(brief(result)).toEqual(['ip calico filter-cali-po 22', 'inet mine out 10']);
  expect(result.rulesUncounted).toBe(3);
});

it.each(NFT_FIXTURES)('counts a rule once that iptables and nft both show: %s', async (nft) => {
  const iptables = { 'iptables-save': 'iptables-nft-save.txt' };
  const options = { mode: 'auto', prefixes: PREFIXES } as const;
  const both = await read({ ...options, run: printing({ ...iptables, nft }) });
  const one = await read({ ...options, mode: 'iptables', run: printing(iptables) });
  const other = await read({ ...options, mode: 'nft', run: printing({ nft }) });
  expect(brief(both)).toEqual([...brief(one), ...brief(other)]);
});

it('takes what a program cannot show any more for not known, not for gone', async () => {
  let printed = printing({
    'iptables-nft-save': 'iptables-nft-save.txt',
    'ip6tables-nft-save': 'ip6tables-nft-save.txt',
  });
  const reader = createRuleCounterReader({
    mode: 'iptables',
    prefixes: PREFIXES,
    run: (command, onOutput) => printed(command, onOutput),
  });
  expect(await reader.read()).toHaveProperty('counters');
  printed = printing({ 'iptables-nft-save': 'iptables-nft-save.txt' });
  expect(await reader.read()).toHaveProperty('unavailable');
});

it('leaves a table to iptables that nft shows with its prefixes', async () => {
  const rule = {
    family: 'ip',
    table: 'filter',
    chain: 'cali-fw',
    expr: [{ counter: { packets: 10, bytes: 430 } }, { log: { prefix: 'calico-packet: ' } }],
  };
  const iptables = printing({ 'iptables-save': 'iptables-nft-save.txt' });
  const run: RunProgram = async (command, onOutput) => {
    if (command[0] !== 'nft') return iptables(command, onOutput);
    onOutput(JSON.stringify({ nftables: [{ rule }] }));
    return { end: 'ended' };
  };
  const result = await read({ mode: 'auto', prefixes: PREFIXES, run });
  expect(brief(result)).toEqual(['ip mangle OUTPUT 10', 'ip filter cali-fw 17']);
  expect(brief(await read({ mode: 'nft', prefixes: PREFIXES, run }))).toHaveLength(1);
});

it.each([
  ['auto', printing({}), /neither iptables-save nor nft/],
  ['iptables', printing({}), /no iptables-save/],
  ['nft', printing({}), /no nft/],
  ['auto', failing, /: iptables-nft-save: no$/],
  ['iptables', failingButForLegacy, /: iptables-nft-save: no$/],
] as const)('says why it may not read, in one line: %s', async (mode, run, why) => {
  const reader = createRuleCounterReader({ mode, prefixes: PREFIXES, run });
  expect(await reader.read()).toEqual({ unavailable: expect.stringMatching(why) });
});

const LIVE_RULES = `
  ip link set lo up
  iptables -A OUTPUT -p icmp -j LOG --log-prefix 'calico-packet: '
  iptables -A OUTPUT -p udp -j LOG --log-prefix 'calico-packet: '
  nft 'add table inet mine'
  nft 'add chain inet mine out { type filter hook output priority 0; }'
  nft 'add rule inet mine out meta l4proto udp counter log prefix "calico-packet: "'
`;
const SEND = `
  const socket = require('node:dgram').createSocket('udp4').on('error', () => undefined);
  socket.send('one', 9, '127.0.0.1', () => socket.close());
`;

/** A network namespace with rules of both kinds; undefined where none can be made. */
function createNamespace(): string | undefined {
  const name = `node-${randomUUID().slice(0, 8)}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return undefined;
  const { status } = spawnSync('ip', ['netns', 'exec', name, 'sh', '-ec', LIVE_RULES]);
  if (status === 0) return name;
  execFileSync('ip', ['netns', 'delete', name]);
  return undefined;
}

it("reads the counters of this kernel's rules, or says why it may not", async () => {
  const namespace = createNamespace();
  if (namespace === undefined) {
    const result = await createRuleCounterReader({ mode: 'auto', prefixes: PREFIXES }).read();
    expect('unavailable' in result ? result.unavailable : result.counters).toBeDefined();
    return;
  }
  try {
    const within = ['ip', 'netns', 'exec', namespace];
    const run: RunProgram = (command, onOutput) => runProgram([...within, ...command], onOutput);
    const options = { mode: 'auto', prefixes: PREFIXES, run } as const;
    const before = await read(options);
    expect(brief(before).toSorted()).toEqual(['inet mine out 0', 'ip filter OUTPUT 0']);
    execFileSync('ip', [...within.slice(1), process.execPath, '-e', SEND]);
    const after = await read(options);
    // The datagram; to IPv4's rule on ICMP the answer that port 9 is closed as well.
    expect(brief(after).toSorted()).toEqual(['inet mine out 1', 'ip filter OUTPUT 2']);
  } finally {
    execFileSync('ip', ['netns', 'delete', namespace]);
  }
});
