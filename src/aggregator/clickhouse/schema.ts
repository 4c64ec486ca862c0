/**
 * The schema of the ClickHouse home, from one template: one server alone and a cluster differ in
 * the family of engines, their paths, and the tables that read over all shards, in nothing else.
 *
 *   claim      who wants to write for an agent       position   how far its terms have come
 *   past       instances that have had their time    folded     up to which term facts are folded
 *   edge ──► endpoint (source, destination)          observed   hours in which agents read
 *   fact       counts of one batch          ─┐       finding    the newest report of an agent
 *   bucket     counts of one term, by hour  ─┴─► counted   what of both counts (a view)
 *
 * Every row has its whole identity in its sorting key, so that one that is written twice is one.
 */
import type { ClickhouseHome } from './home-url.ts';
import { type Table, tables } from './tables.ts';

/** Kept in the table `store`; a database with a higher one was made by a newer Dropcast. */
export const SCHEMA_VERSION = 1;

export const COUNTED_COLUMNS = [
  ...['agent', 'edge', 'hour', 'number', 'step', 'part', 'lines', 'duplicates', 'connections'],
  ...['open_connections', 'bytes', 'answered', 'refused', 'unreachable', 'tcp_flags', 'first_us'],
  ...['last_us', 'ports', 'port_registers', 'address_registers'],
];

const VIEWS = ['ended_local', 'counted_local'] as const;

/** What is read over all shards. */
const READ_TABLES = ['store', 'position', 'edge', 'endpoint', 'observed', 'finding', 'counted'];

/**
 * Where each term ends: where its successor has taken over, or where it has come to so far. What
 * was written beyond that never counted, and never will.
 */
const ENDED = `
SELECT own.agent AS agent, own.number AS number,
  if(next.successor > 0, next.ended_step, own.newest_step) AS last_step
FROM (
  SELECT agent, number, max(step) AS newest_step FROM position_local GROUP BY agent, number
) AS own
LEFT JOIN (
  SELECT agent, before_number, argMax(before_step, number) AS ended_step, max(number) AS successor
  FROM position_local WHERE before_number > 0 GROUP BY agent, before_number
) AS next ON next.agent = own.agent AND next.before_number = own.number`;

/** Up to which term the facts of an agent are folded. */
export const FOLDED =
  '(SELECT agent, max(number) AS until FROM folded_local GROUP BY agent) AS folded';

/** The columns of `counted` where several tables are joined. */
export function countedOf(table: string): string {
  return COUNTED_COLUMNS.map((column) => `${table}.${column} AS ${column}`).join(', ');
}

const COUNTED = `
SELECT ${countedOf('fact')}
FROM fact_local AS fact FINAL
INNER JOIN ended_local AS ended ON ended.agent = fact.agent AND ended.number = fact.number
LEFT JOIN ${FOLDED} ON folded.agent = fact.agent
WHERE fact.step <= ended.last_step AND fact.number > folded.until
UNION ALL
SELECT ${countedOf('bucket')}
FROM bucket_local AS bucket FINAL
INNER JOIN ${FOLDED} ON folded.agent = bucket.agent
WHERE bucket.number <= folded.until`;

/**
 * Every statement, in order, for every server by itself; each may be run again. All but the first
 * run in the database that it makes.
 */
export function schemaStatements(home: ClickhouseHome): readonly string[] {
  const isCluster = home.cluster !== undefined;
  return [
    `CREATE DATABASE IF NOT EXISTS ${home.database}`,
    ...tables(home).map((table) => localTable(table, home)),
    `CREATE OR REPLACE VIEW ${VIEWS[0]} AS${ENDED}`,
    `CREATE OR REPLACE VIEW ${VIEWS[1]} AS${COUNTED}`,
    ...(isCluster ? READ_TABLES.map((name) => readTable(name, home)) : []),
  ];
}

/** What a server must have of its own. */
export function localTables(home: ClickhouseHome): readonly string[] {
  return [...tables(home).map(({ name }) => `${name}_local`), ...VIEWS];
}

/** Holds what the home is called where --migrate has made it. */
export const NAMING = 'naming_local';

/** Calls the home by what `id` gives, unless it has a name. `table`: where names are read. */
export function nameStatement(id: string, table: string): string {
  return `INSERT INTO store_local
SELECT ${SCHEMA_VERSION}, ${id}, toUnixTimestamp64Micro(now64(6))
WHERE (SELECT count() FROM ${table}) = 0`;
}

/** The same as one text, for people who apply it by themselves. */
export function schemaText(home: ClickhouseHome): string {
  const [database, ...others] = schemaStatements(home);
  const text = [database, `USE ${home.database}`, ...others].join(';\n\n');
  const table = home.cluster === undefined ? 'store_local' : 'store';
  const naming = nameStatement('toString(generateUUIDv4())', table);
  return `-- On every server of the home\n${text};\n\n-- At last, on one of them\n${naming};\n`;
}

function localTable(table: Table, home: ClickhouseHome): string {
  const { name, columns, engine, order, ttl, settings } = table;
  const family = home.isReplicated ? replicated(engine, name, home.database) : engine;
  const rest = [order, ttl && `TTL ${ttl}`, settings && `SETTINGS ${settings}`].filter(Boolean);
  const make = `CREATE TABLE IF NOT EXISTS ${name}_local (${columns}\n)`;
  return [make, `ENGINE = ${family}`, ...rest].join('\n');
}

/** Shard and replica are those of the server's macros. */
function replicated(engine: string, table: string, database: string): string {
  const [, name, version = ''] = /^(\w+)(?:\((\w+)\))?$/.exec(engine)!;
  const path = `'/clickhouse/tables/{shard}/${database}/${table}', '{replica}'`;
  return `Replicated${name}(${path}${version && `, ${version}`})`;
}

function readTable(name: string, { database, cluster }: ClickhouseHome): string {
  const place = `'${cluster}', '${database}', '${name}_local'`;
  return `CREATE TABLE IF NOT EXISTS ${name} AS ${name}_local ENGINE = Distributed(${place})`;
}
