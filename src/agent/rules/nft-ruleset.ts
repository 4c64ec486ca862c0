/**
 * Reads `nft --json list ruleset` as it arrives: one object of the list after the other, so that a
 * large rule set is never held whole.
 *
 *   {"nftables": [{"metainfo": …}, {"rule": {"family": …, "expr": [{"counter": …}, {"log": …}]}}]}
 *
 * Rules that iptables wrote show no prefix here (`{"xt": {"type": "target", "name": "LOG"}}`):
 * those are iptables-save's. Format: libnftables-json(5).
 */
import type { LogRule } from './log-rule.ts';

/** Longest object that is looked at; sets are left out by the caller (`--terse`). */
const OBJECT_CHARACTERS_MAX = 65_536;
/** Brackets around the objects of the list. */
const LIST_DEPTH = 2;

export interface RulesetReader {
  /** Goes on with the next piece of the output; calls `onRule` for every rule that logs. */
  read(text: string): void;
  /** Rules too long to be read. */
  readonly rulesTooLong: number;
}

export function createRulesetReader(onRule: (rule: LogRule) => void): RulesetReader {
  let rulesTooLong = 0;
  const splitter = createSplitter((object, isWhole) => {
    if (!object.startsWith('{"rule"')) return;
    const rule = isWhole ? readRule(object) : undefined;
    if (!isWhole) rulesTooLong += 1;
    if (rule !== undefined) onRule(rule);
  });
  return {
    read: splitter,
    get rulesTooLong() {
      return rulesTooLong;
    },
  };
}

/** Gives each object of the list; of one that is too long, its beginning. */
function createSplitter(
  onObject: (text: string, isWhole: boolean) => void,
): (text: string) => void {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  /** What earlier pieces held of the open object; one character too many tells that it is cut. */
  let held = '';
  const extended = (piece: string): string => (held + piece).slice(0, OBJECT_CHARACTERS_MAX + 1);
  return (text) => {
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at]!;
      if (isEscaped) isEscaped = false;
      else if (isText && character === '\\') isEscaped = true;
      else if (character === '"') isText = !isText;
      else if (isText) continue;
      else if (character === '{' || character === '[') {
        depth += 1;
        if (depth === LIST_DEPTH + 1) start = at;
      } else if (character === '}' || character === ']') {
        depth -= 1;
        if (depth !== LIST_DEPTH) continue;
        const object = extended(text.slice(start, at + 1));
        held = '';
        onObject(object, object.length <= OBJECT_CHARACTERS_MAX);
      }
    }
    if (depth > LIST_DEPTH) held = extended(text.slice(start));
  };
}

interface RuleObject {
  readonly family?: unknown;
  readonly table?: unknown;
  readonly chain?: unknown;
  readonly expr?: unknown;
}

/** The rule in `object`, if it logs to the kernel's log; undefined for every other. */
function readRule(object: string): LogRule | undefined {
  const { family, table, chain, expr } = ruleIn(object);
  if (typeof family !== 'string' || typeof table !== 'string') return undefined;
  if (typeof chain !== 'string' || !Array.isArray(expr)) return undefined;
  const at = expr.findIndex((statement) => isRecord(statement) && 'log' in statement);
  if (at < 0) return undefined;
  const { prefix = '', group, level } = asRecord(asRecord(expr[at]).log);
  // A group sends packets to a program (NFLOG), the level `audit` to the audit log.
  if (group !== undefined || level === 'audit' || typeof prefix !== 'string') return undefined;
  // A counter further away counts packets that a later match or limit keeps from the log.
  const count = countIn(expr[at - 1]) ?? countIn(expr[at + 1]);
  return { family, table, chain, prefix, count };
}

function ruleIn(object: string): RuleObject {
  try {
    return asRecord(asRecord(JSON.parse(object)).rule);
  } catch {
    return {};
  }
}

function countIn(statement: unknown): LogRule['count'] {
  const { packets, bytes } = asRecord(asRecord(statement).counter);
  return typeof packets === 'number' && typeof bytes === 'number' ? { packets, bytes } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
