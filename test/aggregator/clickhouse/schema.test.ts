import { describe, expect, it } from 'vitest';
import { parseClickhouseUrl } from '../../../src/aggregator/clickhouse/home-url.ts';
import { schemaStatements, schemaText } from '../../../src/aggregator/clickhouse/schema.ts';

function home(query: string) {
  return parseClickhouseUrl(`clickhouse://host/flows${query}`, (why) => {
    throw new Error(why);
  });
}

/** Engines as on one server, without the paths of replicas. */
function plain(statement: string): string {
  return statement.replace(
    /ENGINE = Replicated(\w+)\('[^']*', '\{replica\}'(?:, (\w+))?\)/,
    (_, name, version) => (version ? `ENGINE = ${name}(${version})` : `ENGINE = ${name}`),
  );
}

describe('the schema', () => {
  it('differs between one server and a replicated cluster in engines and read tables alone', () => {
    const alone = schemaStatements(home(''));
    const cluster = schemaStatements(home('?cluster=main'));
    expect(cluster.slice(0, alone.length).map(plain)).toEqual(alone);
    expect(cluster.filter((each) => each.includes('Replicated'))).toHaveLength(11);
    for (const read of cluster.slice(alone.length)) {
      expect(read).toMatch(/^CREATE TABLE IF NOT EXISTS (\w+) AS \1_local /);
      expect(read).toMatch(/ENGINE = Distributed\('main', 'flows', '\w+_local'\)$/);
    }
  });

  it('is the same on shards without replicas, but for the read tables', () => {
    const alone = schemaStatements(home(''));
    const shards = schemaStatements(home('?cluster=main&replicated=false'));
    expect(shards.slice(0, alone.length)).toEqual(alone);
    expect(shards.length).toBe(alone.length + 7);
  });

  it('keeps rows on disk, and each for its time', () => {
    const tables = schemaStatements(home('')).filter((each) => /CREATE TABLE/.test(each));
    const durable = tables.filter((each) => each.includes('fsync_after_insert = 1'));
    expect(tables.length - durable.length).toBe(2);
    expect(tables.filter((each) => each.includes(`${33 * 86_400}`))).toHaveLength(3);
  });

  it('is printed as statements that may be run as they are', () => {
    const text = schemaText(home(''));
    expect(text).toMatch(
      /^-- .*\nCREATE DATABASE IF NOT EXISTS flows;\n\nUSE flows;\n\nCREATE TABLE/,
    );
    expect(text).toMatch(/-- At last, on one of them\nINSERT INTO store_local\n[^;]*;\n$/);
  });

  it('names a home that has no name, of all its shards', () => {
    expect(schemaText(home(''))).toContain('(SELECT count() FROM store_local) = 0');
    expect(schemaText(home('?cluster=main'))).toContain('(SELECT count() FROM store) = 0');
  });
});
