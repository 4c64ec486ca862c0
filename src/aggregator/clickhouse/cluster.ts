/**
 * The servers of a home: which of them are replicas of which shard, as each says of itself
 * (`system.clusters`), and whether they have the schema that this version knows.
 */
import { StoreError } from '../store.ts';
import { type Engine, engineErrorOf } from './engine.ts';
import type { ClickhouseHome } from './home-url.ts';
import { SCHEMA_VERSION, schemaStatements } from './schema.ts';

/** Engines by shard. Rejects with StoreError when a shard has no replica that answers. */
export async function findShards(
  engines: readonly Engine[],
  { cluster }: ClickhouseHome,
): Promise<readonly (readonly Engine[])[]> {
  if (cluster === undefined) return [engines];
  const found = await Promise.allSettled(engines.map((engine) => placeOf(engine, cluster)));
  const places = found.filter((each) => each.status === 'fulfilled').map(({ value }) => value);
  const shards = Math.max(0, ...places.map(({ shards }) => shards));
  if (shards === 0) {
    const [cause] = found.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    throw notOpened(`no server of cluster ${cluster} answers`, cause);
  }
  return Array.from({ length: shards }, (_, i) => {
    const own = places.filter(({ shard }) => shard === i + 1).map(({ engine }) => engine);
    if (own.length === 0) throw notOpened(`no server of shard ${i + 1} of ${cluster} answers`);
    return own;
  });
}

async function placeOf(engine: Engine, cluster: string) {
  const [row] = await engine.rows(
    `SELECT maxIf(shard_num, is_local), max(shard_num) FROM system.clusters
     WHERE cluster = {cluster:String}`,
    { cluster },
  );
  const [shard, shards] = row!.map(Number) as [number, number];
  if (shard === 0) throw notOpened(`${engine.url} is in no shard of cluster ${cluster}`);
  return { engine, shard, shards };
}

/** Makes what is missing on every server. `anywhere` are the same servers, in no database. */
export async function makeSchema(
  engines: readonly Engine[],
  anywhere: readonly Engine[],
  home: ClickhouseHome,
): Promise<void> {
  const [database, ...tables] = schemaStatements(home);
  for (const engine of anywhere) await engine.command(database!);
  for (const engine of engines) for (const statement of tables) await engine.command(statement);
}

/** Says which home a database is, once and for all. */
export async function nameHome(engine: Engine, id: string, nowUs: number): Promise<void> {
  await engine.command(
    `INSERT INTO store_local SELECT ${SCHEMA_VERSION}, '${id}', ${nowUs}
     WHERE (SELECT count() FROM store_local) = 0`,
  );
}

/** The identity of the home. Rejects with StoreError where there is none that we know. */
export async function readHome(engine: Engine, table: string): Promise<string> {
  const rows = await engine.rows(
    `SELECT max(version) OVER (), id FROM ${table} ORDER BY made_us, id LIMIT 1`,
  );
  const [version, id] = rows[0] ?? [];
  if (id === undefined) throw noSchema(engine);
  if (Number(version) > SCHEMA_VERSION) {
    throw new StoreError(
      'newer_schema',
      `${engine.url} has schema ${version}, this version knows up to ${SCHEMA_VERSION}: ` +
        'run the newer dropcast that made it',
    );
  }
  return String(id);
}

/** What went wrong before the home could be used. */
export function openingError(engine: Engine, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const type = engineErrorOf(cause);
  if (type === 'UNKNOWN_DATABASE' || type === 'UNKNOWN_TABLE') return noSchema(engine, cause);
  const reason = type ?? (cause instanceof Error ? cause.message : String(cause));
  return notOpened(`cannot open the store at ${engine.url}: ${reason}`, cause);
}

function noSchema(engine: Engine, cause?: unknown): StoreError {
  return notOpened(
    `${engine.url} has no schema of ours: run dropcast aggregator --migrate once, or apply what ` +
      '--print-ddl prints',
    cause,
  );
}

function notOpened(message: string, cause?: unknown): StoreError {
  return new StoreError('not_opened', message, { cause });
}
