/**
 * Compares the tables of a file with those that this version makes: SQLite keeps them as text, in
 * which no check of its own sees damage.
 */
import { DatabaseSync } from 'node:sqlite';
import { numberOf, textOf } from './row.ts';
import { SCHEMA } from './schema.ts';
import { damaged } from './store-errors.ts';

/**
 * Tables, columns, keys and references, a row for each: sqlite.org/pragma.html#pragfunc. An index
 * without a key may be missing, or somebody's own: answers take longer or shorter.
 */
const SHAPE = `
WITH made AS (
  SELECT name, wr, strict FROM pragma_table_list
  WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
)
SELECT made.name AS of, concat_ws(' ', 'table', wr, strict) AS part FROM made
UNION ALL
SELECT made.name, concat_ws(' ', 'column', c.cid, c.name, c.type, c."notnull", c.pk)
  FROM made, pragma_table_xinfo(made.name) c
UNION ALL
SELECT made.name, concat_ws(' ', 'index', i."unique", i.partial, x.seqno, x.name, x.coll)
  FROM made, pragma_index_list(made.name) i, pragma_index_xinfo(i.name) x
  WHERE x.key AND i.origin <> 'c'
UNION ALL
SELECT made.name, concat_ws(' ', 'reference', r."from", r."table", r."to")
  FROM made, pragma_foreign_key_list(made.name) r
ORDER BY of, part`;

/** By table, in one order: the indexes of a file that was brought up are listed in another. */
type Shape = ReadonlyMap<string, string>;

/** Throws StoreError `damaged` where a table is missing or other than made, or `store` is empty. */
export function checkShape(db: DatabaseSync, path: string): void {
  const found = shapeOf(db);
  for (const [table, shape] of expected()) {
    if (found.get(table) === shape) continue;
    const fault = found.has(table) ? `its table ${table} has changed` : `it has no table ${table}`;
    throw damaged(path, fault);
  }
  const stores = db.prepare('SELECT count(*) AS count FROM store').get() ?? {};
  if (numberOf(stores, 'count') !== 1) throw damaged(path, 'it has not one name');
}

function expected(): Shape {
  using db = new DatabaseSync(':memory:');
  db.exec(SCHEMA);
  return shapeOf(db);
}

function shapeOf(db: DatabaseSync): Shape {
  const parts = Map.groupBy(db.prepare(SHAPE).iterate(), (row) => textOf(row, 'of'));
  return new Map(
    Array.from(parts, ([table, rows]) => [table, rows.map((row) => textOf(row, 'part')).join()]),
  );
}
