/**
 * More hours out of those that are there, made by the engine: what lies folded for some hours comes
 * again in the hours behind them, with the same sums. Taking them in one by one would take hours.
 */
import { COUNTED_COLUMNS } from '../../src/aggregator/clickhouse/schema.ts';
import type { EngineProcess } from './engine-process.ts';

export interface Copying {
  readonly database: string;
  /** That are there, without a gap. */
  readonly hours: number;
  /** So many times as much is there in the end. */
  readonly times: number;
}

/** Lies as one part in the end, as what is old does. */
export async function copyHours(engine: EngineProcess, copying: Copying): Promise<void> {
  const { database, hours, times } = copying;
  const columns = COUNTED_COLUMNS.join(', ');
  const shifted = COUNTED_COLUMNS.map((name) =>
    name === 'hour' ? `toUInt32(hour + ${hours} * copy)` : name,
  );
  await engine.rows(
    `INSERT INTO bucket_local (${columns}) SELECT ${shifted.join(', ')}
     FROM bucket_local ARRAY JOIN range(1, ${times}) AS copy`,
    database,
  );
  await engine.rows('OPTIMIZE TABLE bucket_local FINAL', database);
}
