/** The agents' positions: epoch, sequence and cursor, and which instances have had their time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { AgentKey } from '../store.ts';
import { numberOf, type Row, textOf } from './row.ts';

/**
 * Past instances kept per agent, to refuse them when they come back: more restarts than a zombie
 * can sit out.
 */
const INSTANCES_REMEMBERED_MAX = 256;

/** An agent's row id and how far its batches are applied. */
export interface Position {
  readonly id: number;
  readonly epoch: number;
  readonly sequence: number;
}

/** Every method runs inside the caller's transaction. */
export class Agents {
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #succeed: StatementSync;
  readonly #rename: StatementSync;
  readonly #selectInstance: StatementSync;
  readonly #insertInstance: StatementSync;
  readonly #forgetInstances: StatementSync;
  readonly #advance: StatementSync;
  readonly #newestReadings: StatementSync;
  readonly #observe: StatementSync;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT * FROM agent WHERE cluster = ? AND node = ? AND source = ?');
    this.#insert = db.prepare(
      `INSERT INTO agent (cluster, node, source, instance, boot_id, version,
         epoch, sequence, cursor, observed_us)
       VALUES (?, ?, ?, ?, ?, ?, 1, 0, '', 0)`,
    );
    this.#succeed = db.prepare(
      `UPDATE agent SET epoch = epoch + 1, sequence = 0, instance = ?, boot_id = ?, version = ?
       WHERE id = ?`,
    );
    this.#rename = db.prepare('UPDATE agent SET boot_id = ?, version = ? WHERE id = ?');
    this.#selectInstance = db.prepare('SELECT 1 FROM instance WHERE agent = ? AND instance = ?');
    this.#insertInstance = db.prepare('INSERT INTO instance VALUES (?, ?, ?)');
    this.#forgetInstances = db.prepare('DELETE FROM instance WHERE agent = ? AND epoch <= ?');
    this.#advance = db.prepare('UPDATE agent SET sequence = ?, cursor = ? WHERE id = ?');
    // Readings of a boot are the kernel's; those of text files are anybody's.
    this.#newestReadings = db.prepare(
      `SELECT source, max(wall_us) AS wall_us FROM agent JOIN reading ON reading.agent = agent.id
       WHERE cluster = ? AND node = ? AND reading.boot_id <> '' GROUP BY agent.id`,
    );
    this.#observe = db.prepare(
      `UPDATE agent SET observed_us = max(observed_us, ?)
       WHERE cluster = ? AND node = ? AND source = ?`,
    );
  }

  welcome(hello: Hello): Welcome | 'fenced' {
    const welcome = this.#welcome(hello);
    if (welcome === 'fenced') return welcome;
    const countedUs = this.#countedUs(hello);
    return countedUs === undefined ? welcome : { ...welcome, countedUs };
  }

  /** Where another source of the node got to, if that is further than this one. */
  #countedUs({ cluster, node, source }: AgentKey): number | undefined {
    let own = 0;
    let others = 0;
    for (const row of this.#newestReadings.all(cluster, node)) {
      const wallUs = numberOf(row, 'wall_us');
      if (textOf(row, 'source') === source) own = wallUs;
      else others = Math.max(others, wallUs);
    }
    return others > own ? others : undefined;
  }

  #welcome(hello: Hello): Welcome | 'fenced' {
    const row = this.#row(hello);
    if (row === undefined) return this.#first(hello);
    if (textOf(row, 'instance') !== hello.instance) return this.#next(row, hello);
    const id = numberOf(row, 'id');
    this.#rename.run(hello.bootId, hello.version, id);
    const [epoch, sequence] = [numberOf(row, 'epoch'), numberOf(row, 'sequence')];
    return { epoch, sequence, cursor: textOf(row, 'cursor') };
  }

  #row({ cluster, node, source }: AgentKey): Row | undefined {
    return this.#select.get(cluster, node, source);
  }

  #first(hello: Hello): Welcome {
    const { cluster, node, source, instance, bootId, version } = hello;
    const added = this.#insert.run(cluster, node, source, instance, bootId, version);
    this.#insertInstance.run(added.lastInsertRowid, instance, 1);
    return { epoch: 1, sequence: 0, cursor: '' };
  }

  #next(row: Row, { instance, bootId, version }: Hello): Welcome | 'fenced' {
    const id = numberOf(row, 'id');
    if (this.#selectInstance.get(id, instance)) return 'fenced';
    const epoch = numberOf(row, 'epoch') + 1;
    this.#succeed.run(instance, bootId, version, id);
    this.#insertInstance.run(id, instance, epoch);
    this.#forgetInstances.run(id, epoch - INSTANCES_REMEMBERED_MAX);
    return { epoch, sequence: 0, cursor: textOf(row, 'cursor') };
  }

  /** Undefined for an agent that never said hello. */
  position(key: AgentKey): Position | undefined {
    const row = this.#row(key);
    if (row === undefined) return undefined;
    return {
      id: numberOf(row, 'id'),
      epoch: numberOf(row, 'epoch'),
      sequence: numberOf(row, 'sequence'),
    };
  }

  advance(id: number, { sequence, cursorAfter }: Batch): void {
    this.#advance.run(sequence, cursorAfter, id);
  }

  observe({ cluster, node, source }: AgentKey, observedUs: number): void {
    this.#observe.run(observedUs, cluster, node, source);
  }
}
