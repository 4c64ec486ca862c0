/**
 * Folding: what batches of a term counted becomes one row per edge and hour, so that what is kept
 * grows with what is distinct. Only terms that are over are folded, whole, and in their order; what
 * comes of one is always the same, so that two who fold at once, or one who dies in the middle, do
 * no harm: the rows count from the moment at which `folded` says so, and facts of those terms no
 * more.
 */
import type { Engine } from './engine.ts';
import { SUM_READ } from './flow-rows.ts';
import { COUNTED_COLUMNS, countedOf, FOLDED } from './schema.ts';
import { SUMS } from './sums.ts';

/** Agents in one statement. */
const AGENTS_MAX = 500;

interface Foldable {
  readonly agent: string;
  /** All terms of the agent up to this one are over. */
  readonly until: string;
}

/** Folds all that can be on the shard of `engine`; gives the number of agents. */
export async function foldTerms(engine: Engine, signal: AbortSignal): Promise<number> {
  // First what is over, then what was counted until then.
  const rows = await engine.rows(FOLDABLE);
  await engine.catchUp(['position_local', 'folded_local', 'fact_local']);
  const foldable = rows.map(([agent, until]) => ({ agent: String(agent), until: String(until) }));
  for (let at = 0; at < foldable.length; at += AGENTS_MAX) {
    signal.throwIfAborted();
    await fold(engine, foldable.slice(at, at + AGENTS_MAX));
  }
  return foldable.length;
}

/**
 * A term that has committed is the successor of all before it that count; one that has only begun
 * may have been overtaken, and then says nothing about where the one before is over.
 */
const FOLDABLE = `
SELECT newest.agent, newest.before_until
FROM (
  SELECT agent, argMax(before_number, number) AS before_until FROM position_local
  WHERE step > 0 GROUP BY agent
) AS newest
LEFT JOIN ${FOLDED} ON folded.agent = newest.agent
WHERE newest.before_until > folded.until`;

async function fold(engine: Engine, foldable: readonly Foldable[]): Promise<void> {
  const agents = foldable.map(({ agent }) => agent).join(', ');
  const untils = foldable.map(({ until }) => until).join(', ');
  await engine.command(
    `INSERT INTO bucket_local (${COUNTED_COLUMNS.join(', ')})
     SELECT agent, edge, hour, number, 0, 0, ${SUM_READ.join(', ')}
     FROM (
       SELECT agent, edge, hour, number, ${SUMS}
       FROM (
         SELECT ${countedOf('fact')} FROM fact_local AS fact FINAL
         INNER JOIN ended_local AS ended ON ended.agent = fact.agent AND ended.number = fact.number
         LEFT JOIN ${FOLDED} ON folded.agent = fact.agent
         WHERE fact.agent IN (${agents}) AND fact.step <= ended.last_step
           AND fact.number > folded.until
           AND fact.number <= transform(fact.agent, [${agents}], [${untils}], toUInt64(0))
       ) GROUP BY agent, edge, hour, number
     )`,
  );
  const rows = foldable.map(({ agent, until }) => ({ agent, number: until }));
  await engine.insertInOrder('folded_local', rows);
}

/** Partitions of facts of which every row is folded, or of a term that is. */
export async function foldedPartitions(engine: Engine): Promise<readonly number[]> {
  const rows = await engine.rows(
    `SELECT claimed_hour FROM fact_local AS fact LEFT JOIN ${FOLDED} ON folded.agent = fact.agent
     GROUP BY claimed_hour HAVING max(fact.number > folded.until) = 0`,
  );
  return rows.map(([hour]) => Number(hour));
}

/** Removes facts of folded terms, and what is said of those terms. */
export async function dropFolded(engine: Engine, partitions: readonly number[]): Promise<void> {
  for (const hour of partitions) {
    await engine.command(`ALTER TABLE fact_local DROP PARTITION ${hour}`);
  }
  await engine.command(
    `DELETE FROM position_local WHERE (agent, number) IN (
       SELECT position.agent, position.number FROM position_local AS position
       INNER JOIN ${FOLDED} ON folded.agent = position.agent
       INNER JOIN (SELECT agent, max(number) AS number FROM position_local GROUP BY agent) AS newest
         ON newest.agent = position.agent
       WHERE position.number <= folded.until AND position.number < newest.number
     )`,
  );
}

/**
 * Agents of which nothing was heard since `beforeUs`, with the instance that is current: their last
 * term would never be over.
 */
export async function silentAgents(engine: Engine, beforeUs: number) {
  const rows = await engine.rows(
    `SELECT cluster, node, source, instance FROM (
       SELECT * FROM position_local ORDER BY number DESC, step DESC LIMIT 1 BY agent
     ) AS newest
     LEFT JOIN ${FOLDED} ON folded.agent = newest.agent
     WHERE newest.heard_us < ${beforeUs} AND newest.agent IN (
       SELECT agent FROM fact_local AS fact LEFT JOIN ${FOLDED} ON folded.agent = fact.agent
       WHERE fact.number > folded.until
     ) LIMIT ${AGENTS_MAX}`,
  );
  return rows.map(([cluster, node, source, instance]) => ({
    key: { cluster: String(cluster), node: String(node), source: String(source) },
    instance: String(instance),
  }));
}
