/**
 * Reads how many packets this node's LOG rules have logged, where the agent may: for iptables, in
 * both of its kinds, and for nft. Reads only: no program that is started here changes a rule.
 *
 *   iptables-nft-save -c, iptables-legacy-save -c ─▶ createSaveReader    ─┐
 *   nft --json --terse list ruleset               ─▶ createRulesetReader ─┴▶ CounterTally
 *
 * Invariant: one rule is counted once, though both iptables and nft may show it.
 */
import type { RuleCounter } from '../../flow/rule-counter.ts';
import { type CounterTally, createCounterTally } from './counter-tally.ts';
import { createSaveReader } from './iptables-save.ts';
import type { LogRule } from './log-rule.ts';
import { createRulesetReader } from './nft-ruleset.ts';
import { type RunEnd, type RunProgram, runProgram } from './run-program.ts';

export const RULE_COUNTER_MODES = ['auto', 'iptables', 'nft'] as const;
export type RuleCounterMode = (typeof RULE_COUNTER_MODES)[number];

const SAVE_PROGRAMS = [
  { family: 'ip', kinds: ['iptables-nft-save', 'iptables-legacy-save'], plain: 'iptables-save' },
  {
    family: 'ip6',
    kinds: ['ip6tables-nft-save', 'ip6tables-legacy-save'],
    plain: 'ip6tables-save',
  },
] as const;
const NFT = ['nft', '--json', '--terse', 'list', 'ruleset'] as const;

/** Longest line kept between two pieces of output; a rule has some hundred characters. */
const LINE_CHARACTERS_MAX = 65_536;

export interface RuleCounterOptions {
  readonly mode: RuleCounterMode;
  /** Log prefixes that the agent watches, as its parser has them. */
  readonly prefixes: readonly string[];
  /** Default: a child process. */
  readonly run?: RunProgram;
}

export interface RuleCounters {
  readonly counters: readonly RuleCounter[];
  /**
   * LOG rules of ours whose packets are not in `counters`: without a counter that counts just what
   * is logged, or too many.
   */
  readonly rulesUncounted: number;
}

export interface RuleCounterReader {
  /** Never throws; `unavailable` is one line of why, the same as long as the reason is. */
  read(): Promise<RuleCounters | { readonly unavailable: string }>;
}

export function createRuleCounterReader(options: RuleCounterOptions): RuleCounterReader {
  const { mode, prefixes } = options;
  const worked = new Set<string>();
  return {
    async read() {
      let isWhole = true;
      const run: RunProgram = async (command, onOutput) => {
        const end = await (options.run ?? runProgram)(command, onOutput);
        if (end.end === 'ended') worked.add(command[0]!);
        else if (worked.has(command[0]!)) isWhole = false;
        return end;
      };
      const tally = createCounterTally(prefixes);
      const tables = new Set<string>();
      const ends: RunEnd[] = [];
      if (mode !== 'nft') ends.push(...(await readSaves(run, tally, tables)));
      const rulesTooLong = mode === 'iptables' ? 0 : await readNft(run, tally, tables, ends);
      const counters = tally.counters();
      // Without permission some programs end well all the same, having said nothing.
      const isKnown = counters.length > 0 || ends.every(({ end }) => end !== 'failed');
      const hasEnded = ends.some(({ end }) => end === 'ended');
      // What a program showed before and cannot show now is not gone.
      if (!isKnown || !hasEnded || !isWhole) return { unavailable: explain(mode, ends) };
      return { counters, rulesUncounted: tally.rulesUncounted + rulesTooLong };
    },
  };
}

/** Both kinds of iptables may hold rules at once; `plain` is for where neither has its own name. */
async function readSaves(
  run: RunProgram,
  tally: CounterTally,
  tables: Set<string>,
): Promise<RunEnd[]> {
  const ends: RunEnd[] = [];
  for (const { family, kinds, plain } of SAVE_PROGRAMS) {
    const save = (program: string): Promise<RunEnd> => {
      // Nft shows the tables of iptables-nft, none of iptables-legacy's.
      const shown = program.includes('legacy') ? new Set<string>() : tables;
      const readLine = createSaveReader(family, shown);
      return run(
        [program, '--counters'],
        createLines((line) => addRule(tally, readLine(line))),
      );
    };
    const kindEnds: RunEnd[] = [];
    for (const program of kinds) kindEnds.push(await save(program));
    if (kindEnds.every(({ end }) => end === 'absent')) kindEnds.push(await save(plain));
    ends.push(...kindEnds);
  }
  return ends;
}

function addRule(tally: CounterTally, rule: LogRule | undefined): void {
  if (rule !== undefined) tally.add(rule);
}

/** Adds nft's own rules; returns how many were too long to be read. */
async function readNft(
  run: RunProgram,
  tally: CounterTally,
  tables: ReadonlySet<string>,
  ends: RunEnd[],
): Promise<number> {
  const reader = createRulesetReader((rule) => {
    if (!tables.has(`${rule.family} ${rule.table}`)) tally.add(rule);
  });
  ends.push(await run(NFT, reader.read));
  return reader.rulesTooLong;
}

/** Cuts text that arrives in pieces into lines. */
function createLines(onLine: (line: string) => void): (text: string) => void {
  let held = '';
  return (text) => {
    const lines = (held + text).split('\n');
    held = lines.pop()!.slice(0, LINE_CHARACTERS_MAX);
    for (const line of lines) onLine(line);
  };
}

function explain(mode: RuleCounterMode, ends: readonly RunEnd[]): string {
  const failure = ends.find((each) => each.end === 'failed');
  const wanted = {
    auto: 'neither iptables-save nor nft',
    iptables: 'no iptables-save',
    nft: 'no nft',
  };
  const why = failure?.why ?? `there is ${wanted[mode]} in the PATH of the agent`;
  return `the packets that rules logged are not known: ${why}`;
}
