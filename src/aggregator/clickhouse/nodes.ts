/** What is known of agents, read over all shards. */
import type { Check } from '../../flow/check.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { ListObservedRequest, NodeHours } from '../../wire/query.ts';
import type { StoredNode } from '../store.ts';
import type { Row } from './engine.ts';
import { POSITION_COLUMNS, positionOf } from './position.ts';
import type { ReadTable } from './questions.ts';
import { balancesOf } from './rule-balances.ts';

type Ask = (query: string) => Promise<readonly Row[]>;

/** By cluster, node and source. */
export async function readNodes(ask: Ask, table: ReadTable): Promise<StoredNode[]> {
  const [positions, observed, findings] = await Promise.all([
    ask(
      `SELECT ${POSITION_COLUMNS} FROM ${table('position')}
       ORDER BY number DESC, step DESC LIMIT 1 BY agent`,
    ),
    ask(`SELECT agent, max(to_us), max(heard_us) FROM ${table('observed')} GROUP BY agent`),
    ask(`SELECT agent, argMax(checks, reported_us) FROM ${table('finding')} GROUP BY agent`),
  ]);
  const beats = new Map(observed.map(([agent, ...us]) => [String(agent), us.map(Number)]));
  const checks = new Map(findings.map(([agent, text]) => [String(agent), String(text)]));
  const nodes = positions.map((row) => {
    const [observedUs = 0, heardUs = 0] = beats.get(String(row[0])) ?? [];
    return nodeOf(row, { observedUs, heardUs, checks: checks.get(String(row[0])) ?? '[]' });
  });
  return nodes.sort((a, b) => compare(orderOf(a), orderOf(b)));
}

interface Told {
  readonly observedUs: number;
  readonly heardUs: number;
  readonly checks: string;
}

function nodeOf(row: Row, { observedUs, heardUs, checks }: Told): StoredNode {
  const { key, epoch, sequence, state, ...position } = positionOf(row);
  return {
    ...key,
    version: state.version,
    epoch,
    sequence,
    observedUs,
    lines: state.account.parsed,
    losses: state.losses,
    checks: JSON.parse(checks) as Check[],
    rules: balancesOf(state.rules),
    heardUs: Math.max(position.heardUs, heardUs),
    coarsened: state.coarsened,
    account: state.account,
  };
}

function orderOf({ cluster, node, source }: StoredNode): readonly string[] {
  return [cluster, node, source];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, i) => text !== b[i]);
  if (at < 0) return 0;
  return a[at]! < b[at]! ? -1 : 1;
}

/**
 * Node after node. Of several sources of a node the one that read most of an hour counts: what they
 * read of it may be the same part.
 */
export async function readObserved(
  ask: Ask,
  table: ReadTable,
  { sinceUs, untilUs }: ListObservedRequest,
): Promise<NodeHours[]> {
  const rows = await ask(
    `SELECT cluster, node, groupArray((hour, us)) FROM (
       SELECT cluster, node, hour, max(us) AS us FROM (
         SELECT agent, hour, intervalLengthSum(from_us, to_us) AS us FROM ${table('observed')}
         WHERE hour BETWEEN ${Math.floor(sinceUs / HOUR_US)} AND ${Math.floor(untilUs / HOUR_US)}
         GROUP BY agent, hour HAVING us > 0
       ) AS spans
       INNER JOIN (
         SELECT agent, cluster, node FROM ${table('position')} LIMIT 1 BY agent
       ) AS agents ON agents.agent = spans.agent
       GROUP BY cluster, node, hour ORDER BY hour
     ) GROUP BY cluster, node ORDER BY cluster, node`,
  );
  return rows.map(([cluster, node, hours]) => ({
    cluster: String(cluster),
    node: String(node),
    hours: new Map(
      (hours as readonly (readonly [number, string])[])
        .map(([hour, us]) => [Number(hour), Number(us)] as const)
        .sort(([a], [b]) => a - b),
    ),
  }));
}
