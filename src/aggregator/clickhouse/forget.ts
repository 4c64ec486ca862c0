/** Forgetting hours: whole partitions where all of one is over, single rows elsewhere. */
import { HOUR_US } from '../../flow/time.ts';
import type { Engine } from './engine.ts';

/** Of one shard; gives the number of edge-hours that went. */
export async function forgetHours(
  engine: Engine,
  beforeUs: number,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const before = Math.floor(beforeUs / HOUR_US);
  const [counted] = await engine.rows(
    `SELECT uniqExact(agent, edge, hour) FROM counted_local WHERE hour < ${before}`,
  );
  const partitions = await engine.rows(
    `SELECT _partition_id, max(hour) < ${before} FROM bucket_local WHERE _partition_id IN (
       SELECT DISTINCT _partition_id FROM bucket_local WHERE hour < ${before}
     ) GROUP BY _partition_id`,
  );
  for (const [partition, isWhole] of partitions) {
    signal.throwIfAborted();
    const id = `'${String(partition).replaceAll(/\W/g, '')}'`;
    await engine.command(
      Number(isWhole) === 1
        ? `ALTER TABLE bucket_local DROP PARTITION ID ${id}`
        : `DELETE FROM bucket_local IN PARTITION ID ${id} WHERE hour < ${before}`,
    );
  }
  await engine.command(`DELETE FROM fact_local WHERE hour < ${before}`);
  await forgetObserved(engine, before);
  return Number(counted![0]);
}

/** How far an agent has read stays, as a span of no length. */
async function forgetObserved(engine: Engine, before: number): Promise<void> {
  await engine.command(
    `INSERT INTO observed_local SELECT agent, max(hour) AS last_hour, max(to_us) AS end_us, end_us,
       max(heard_us) FROM observed_local GROUP BY agent HAVING last_hour < ${before}`,
  );
  await engine.command(`DELETE FROM observed_local WHERE hour < ${before} AND from_us < to_us`);
}
