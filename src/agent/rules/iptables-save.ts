/**
 * Reads `iptables-save -c`, line by line: tables, and rules whose target is LOG with what they have
 * counted.
 *
 *   *filter
 *   [12:720] -A cali-fw -m comment --comment "cali:abc" -j LOG --log-prefix "calico-packet: "
 *
 * Values of letters, digits, `_` and `-` stand bare, others in quotes, with a backslash before `"`,
 * `'` and itself (iptables libxtables/xtables.c, xtables_save_string).
 */
import type { LogRule } from './log-rule.ts';

const WORD = /"((?:\\.|[^"\\])*)"|(\S+)/g;
const COUNTER = /^\[(\d+):(\d+)\]$/;

/**
 * Creates a reader of one output of one family (`ip`, `ip6`): give it every line in turn. It
 * returns the rule on lines that hold one of target LOG, and adds the tables that it sees to
 * `tables`, as `ip filter`.
 */
export function createSaveReader(
  family: string,
  tables: Set<string>,
): (line: string) => LogRule | undefined {
  let table = '';
  return (line) => {
    if (line.startsWith('*')) {
      table = line.slice(1).trim();
      tables.add(`${family} ${table}`);
    }
    // Most rules are none of ours: taken to pieces are only those that may be.
    if (!line.includes(' -j LOG')) return undefined;
    return readRule(family, table, wordsOf(line));
  };
}

function readRule(family: string, table: string, words: readonly string[]): LogRule | undefined {
  const append = words.indexOf('-A');
  const target = words.findIndex((word, i) => word === '-j' && words[i + 1] === 'LOG');
  const chain = words[append + 1];
  if (append < 0 || target < 0 || chain === undefined) return undefined;
  const option = words.indexOf('--log-prefix', target);
  const prefix = option < 0 ? '' : (words[option + 1] ?? '');
  const [, packets, bytes] = COUNTER.exec(words[append - 1] ?? '') ?? [];
  const count = packets && bytes ? { packets: Number(packets), bytes: Number(bytes) } : undefined;
  return { family, table, chain, prefix, count };
}

function wordsOf(line: string): string[] {
  const matches = line.matchAll(WORD);
  return Array.from(matches, ([, quoted, bare]) => bare ?? quoted!.replace(/\\(.)/g, '$1'));
}
