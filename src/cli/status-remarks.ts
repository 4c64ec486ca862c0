/**
 * What stands below the table of nodes: how much of what the rules logged was read, and what nodes
 * found out about themselves.
 */
import type { Check } from '../flow/check.ts';
import { timeJson } from '../flow/edge-json.ts';
import type { RuleBalance } from '../flow/rule-counter.ts';
import type { NodeStatus, Status } from '../wire/query.ts';
import { nodeRemarks } from './node-remarks.ts';
import { escapeControls } from './terminal.ts';

export interface Balance {
  readonly expected: number;
  readonly read: number;
}

/**
 * Over all prefixes; undefined where no counters are read. Counters and lines are not looked at in
 * the same instant: what was read beyond the counters is not more than all.
 */
export function balanceOf(rules: readonly RuleBalance[]): Balance | undefined {
  if (rules.length === 0) return undefined;
  return rules.reduce(
    (sum, { expected, read }) => ({
      expected: sum.expected + expected,
      read: sum.read + Math.min(read, expected),
    }),
    { expected: 0, read: 0 },
  );
}

/** `99.98 %`, cut and not rounded: less than all is never called all. */
export function shareText(balance: Balance | undefined): string {
  if (balance === undefined) return '-';
  const { expected, read } = balance;
  const share = expected === 0 ? 1 : read / expected;
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}

/** `ok`, or how many checks failed, warn or could not be made. */
export function checksText(checks: readonly Check[]): string {
  if (checks.length === 0) return '-';
  const parts = (['fail', 'warn', 'unknown'] as const)
    .map((state) => ({ state, count: checks.filter((check) => check.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`);
  return parts.join(', ') || 'ok';
}

export interface RemarksOptions {
  readonly nowUs: number;
  /** Also checks that are well. */
  readonly all: boolean;
}

/** Lines for people, an empty one first if there are any. */
export function remarks(nodes: readonly NodeStatus[], { nowUs, all }: RemarksOptions): string[] {
  const lines = [...overall(nodes), ...nodes.flatMap((node) => nodeRemarks(node, nowUs))];
  lines.push(...nodes.flatMap(ruleLines));
  lines.push(...nodes.flatMap((node) => checkLines(node, all)));
  return lines.length === 0 ? [] : ['', ...lines.map(escapeControls)];
}

function overall(nodes: readonly NodeStatus[]): string[] {
  const counted = nodes.filter(({ rules }) => rules.length > 0);
  if (counted.length === 0) return [];
  const share = shareText(balanceOf(counted.flatMap(({ rules }) => rules)));
  return [`${share} of logged packets accounted for on ${counted.length} of ${nodes.length} nodes`];
}

function ruleLines({ node, rules }: NodeStatus): string[] {
  return rules.map(({ prefix, expected, read, resets, sinceUs }) => {
    const counts = `${read} read of ${expected} logged since ${timeJson(sinceUs) ?? '-'}`;
    const remarks = [
      ...(resets === 0 ? [] : [`${resets} counter reset${resets === 1 ? '' : 's'}`]),
      ...(read > expected ? ['more than counted: a counter began anew between two looks'] : []),
    ];
    const remark = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
    return `${node}: ${prefix || '(no prefix)'}: ${counts}${remark}`;
  });
}

function checkLines({ node, checks }: NodeStatus, all: boolean): string[] {
  return checks
    .filter(({ state }) => all || state === 'warn' || state === 'fail')
    .map(({ name, state, detail }) => [node, state, name, detail].filter(Boolean).join(': '));
}

/** What the aggregator watches of the Kubernetes API, an empty line first; none without it. */
export function resourceLines({ resources }: Status, nowUs: number): string[] {
  if (resources.length === 0) return [];
  const lines = resources.map(({ resource, isSynced, currentUs, error }) => {
    const ageSeconds = Math.max(0, Math.round((nowUs - currentUs) / 1e6));
    const state = isSynced ? `synced, heard of ${ageSeconds} s ago` : 'not synced';
    return `names: ${resource}: ${[state, error].filter((part) => part !== '').join('; ')}`;
  });
  return ['', ...lines.map(escapeControls)];
}
