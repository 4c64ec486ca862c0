/**
 * The servers of a home: which of them are replicas of which shard, as each says of itself
 * (`system.clusters`), and whether they have the schema that this version knows.
 */
import { StoreError } from '../store.ts';
import { type Engine, engineErrorOf, reasonOf } from './engine.ts';
import type { ClickhouseHome } from './home-url.ts';
import { alignRetention } from './retention.ts';
import { localTables, NAMING, nameStatement, SCHEMA_VERSION, schemaStatements } from './schema.ts';

export interface Servers {
  /** At least one for each shard. */
  readonly shards: readonly (readonly Engine[])[];
  /** Those that do not answer now: of which shard they are is not known. */
  readonly away: readonly Engine[];
}

/** Rejects with StoreError when a shard has no replica that answers. */
export async function findServers(
  engines: readonly Engine[],
  { cluster }: ClickhouseHome,
): Promise<Servers> {
  if (cluster === undefined) return { shards: [engines], away: [] };
  const found = await Promise.allSettled(engines.map((engine) => placeOf(engine, cluster)));
  const places = found.filter((each) => each.status === 'fulfilled').map(({ value }) => value);
  const count = Math.max(0, ...places.map(({ shards }) => shards));
  const [cause] = found.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  if (count === 0) throw openingError(engines[0]!, cause);
  const shards = Array.from({ length: count }, (_, i) => {
    const own = places.filter(({ shard }) => shard === i + 1).map(({ engine }) => engine);
    if (own.length > 0) return own;
    const why = cause === undefined ? 'is among the hosts' : `answers: ${reasonOf(cause)}`;
    throw notOpened(`no server of shard ${i + 1} of cluster ${cluster} ${why}`, cause);
  });
  return { shards, away: engines.filter((_, i) => found[i]!.status === 'rejected') };
}

/**
 * The place of a server that was away: of its shard, from 0. Undefined: it still is. Rejects with
 * StoreError when it answers and cannot be used.
 */
export async function placeOfLate(
  engine: Engine,
  home: ClickhouseHome,
): Promise<number | undefined> {
  const place = await placeOf(engine, home.cluster!).catch((cause: unknown) => {
    const answers = cause instanceof StoreError || engineErrorOf(cause) !== undefined;
    if (answers) throw openingError(engine, cause);
  });
  if (place === undefined) return undefined;
  await checkTables(engine, home);
  return place.shard - 1;
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

/**
 * Makes what is missing on every server, and has it keep rows as long as the URL says. `anywhere`
 * are the same servers, in no database.
 */
export async function makeSchema(
  engines: readonly Engine[],
  anywhere: readonly Engine[],
  home: ClickhouseHome,
): Promise<void> {
  const [database, ...tables] = schemaStatements(home);
  for (const engine of anywhere) await engine.command(database!);
  for (const engine of engines) for (const statement of tables) await engine.command(statement);
  for (const engine of engines) await alignRetention(engine, home);
}

/**
 * Says which home a database is, once and for all: whoever makes the view first, of several who
 * migrate at once, has named it. `table`: where names are read.
 */
export async function nameHome(engine: Engine, id: string, table: string): Promise<void> {
  await engine.command(`CREATE VIEW IF NOT EXISTS ${NAMING} AS SELECT '${id}' AS id`);
  await engine.command(nameStatement(`(SELECT id FROM ${NAMING})`, table));
}

/** Rejects with StoreError when the server has other tables than the home needs. */
export async function checkTables(engine: Engine, home: ClickhouseHome): Promise<void> {
  await refuseNewer(engine);
  const names = localTables(home);
  const [row] = await engine.rows(
    `SELECT groupArray(name), anyIf(engine, name = 'position_local') FROM system.tables
     WHERE database = currentDatabase() AND name IN {names:Array(String)}`,
    { names },
  );
  const [found, family] = row as readonly [readonly string[], string];
  if (found.length === 0) throw noSchema(engine);
  const missing = names.filter((name) => !found.includes(name));
  if (missing.length > 0) {
    throw notOpened(`${engine.url} lacks ${missing.join(', ')}: run dropcast aggregator --migrate`);
  }
  const isReplicated = family.startsWith('Replicated');
  if (isReplicated === home.isReplicated) return;
  const is = isReplicated ? 'are' : 'are not';
  throw notOpened(
    `the tables of ${engine.url} ${is} of the Replicated family, and the URL says otherwise: ` +
      'see cluster= and replicated=',
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

/**
 * Rejects with StoreError where a newer version has been: this one would put views of old in place
 * of its. Where nobody has been, anything goes.
 */
export async function refuseNewer(engine: Engine): Promise<void> {
  try {
    await readHome(engine, 'store_local');
  } catch (cause) {
    const isNew = isNowhere(cause) || (cause instanceof StoreError && cause.code === 'not_opened');
    if (!isNew) throw cause;
  }
}

/** There is no such database, or no such table in it. */
function isNowhere(cause: unknown): boolean {
  return ['UNKNOWN_DATABASE', 'UNKNOWN_TABLE'].includes(engineErrorOf(cause) ?? '');
}

/** What went wrong before the home could be used. */
export function openingError(engine: Engine, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const type = engineErrorOf(cause);
  if (isNowhere(cause)) return noSchema(engine, cause);
  const hint = HINTS[type ?? ''] ?? 'start ClickHouse, or name its servers with --store';
  return notOpened(`cannot open the store at ${engine.url}: ${reasonOf(cause)}: ${hint}`, cause);
}

/** What to do about what ClickHouse says. */
const HINTS: Readonly<Record<string, string>> = {
  AUTHENTICATION_FAILED: 'look at the user in the URL, and at --store-password-file',
  REQUIRED_PASSWORD: 'it wants a password: --store-password-file',
  ACCESS_DENIED: 'the user may not; tables may be made by another, from what --print-ddl prints',
  READONLY: 'the user may only read, or not set limits of statements',
  UNKNOWN_SETTING: 'this ClickHouse is too old',
};

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
