/**
 * Brings how long a server keeps its rows into line with the URL. Only where it differs: a change
 * makes the server look through all that it has. Partitions stay as they were made.
 */
import type { Engine } from './engine.ts';
import type { ClickhouseHome } from './home-url.ts';
import { tables } from './tables.ts';

/** Gives the tables that were changed. */
export async function alignRetention(engine: Engine, home: ClickhouseHome): Promise<string[]> {
  const changed: string[] = [];
  for (const { name, ttl } of tables(home)) {
    const table = `${name}_local`;
    if (await isKeptAs(engine, table, ttl)) continue;
    const change = ttl === undefined ? 'REMOVE TTL' : `MODIFY TTL ${ttl}`;
    await engine.command(`ALTER TABLE ${table} ${change}`);
    changed.push(table);
  }
  return changed;
}

/** Both in the words of the server, which writes expressions in its own way. */
async function isKeptAs(engine: Engine, table: string, ttl: string | undefined): Promise<boolean> {
  const [row] = await engine.rows(
    `SELECT extract(engine_full, ' TTL (.+?)(?: SETTINGS|$)') AS kept,
       formatQuerySingleLineOrNull(concat('SELECT ', kept)) AS is,
       formatQuerySingleLineOrNull(concat('SELECT ', {ttl:String})) AS wanted,
       kept = {ttl:String} OR is = wanted
     FROM system.tables WHERE database = currentDatabase() AND name = {table:String}`,
    { table, ttl: ttl ?? '' },
  );
  return Number(row?.[3]) === 1;
}
