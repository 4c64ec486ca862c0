/** The agents' positions: epoch, sequence and cursor, and which instances have had their time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TimeReading } from '../../flow/time-reading.ts';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { AgentKey } from '../store.ts';
import { numberOf, type Row, textOf } from './row.ts';

/**
 * Past instances kept per agent, to refuse them when they come back: more restarts than a zombie
 * can sit out.
 */
const INSTANCES_REMEMBERED_MAX = 256;

/** What names of sources begin with that read a text file. */
const TEXT_SOURCE = 'file';

/** No clock of a node is right that is further ahead of ours. */
const AHEAD_US_MAX = 3_600_000_000;

/** An agent's row id and how far its batches are applied. */
export interface Position {
  readonly id: number;
  readonly epoch: number;
  readonly sequence: number;
}

/** A Welcome before it is said which store gives it. */
type Start = Omit<Welcome, 'store'>;

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
         epoch, sequence, cursor, observed_us, heard_us, coarsened)
       VALUES (?, ?, ?, ?, ?, ?, 1, 0, '', 0, 0, 0)`,
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
      `SELECT source, reading.boot_id, raw_us, max(wall_us) AS wall_us
       FROM agent JOIN reading ON reading.agent = agent.id
       WHERE cluster = ? AND node = ? AND reading.boot_id <> '' AND wall_us <= ?
       GROUP BY agent.id ORDER BY max(wall_us) DESC`,
    );
    this.#observe = db.prepare(
      `UPDATE agent SET observed_us = max(observed_us, ?)
       WHERE cluster = ? AND node = ? AND source = ?`,
    );
  }

  /** `store` is the identity of the file. */
  welcome(hello: Hello, store: string): Welcome | 'fenced' {
    const welcome = this.#welcome(hello, store);
    if (welcome === 'fenced') return welcome;
    const counted = this.#countedElsewhere(hello);
    return counted === undefined ? welcome : { ...welcome, counted };
  }

  /**
   * Where another source of the node got to, if that is further than this one. A text file has no
   * stamps to compare; a clock that was ahead once must not make us pass over what comes.
   */
  #countedElsewhere({ cluster, node, source }: AgentKey): TimeReading | undefined {
    if (source.startsWith(TEXT_SOURCE)) return undefined;
    const untilUs = Date.now() * 1_000 + AHEAD_US_MAX;
    const rows = this.#newestReadings.all(cluster, node, untilUs);
    const own = rows.find((row) => textOf(row, 'source') === source);
    const [other] = rows.filter((row) => row !== own);
    if (other === undefined || (own && !isFurther(other, own))) return undefined;
    return {
      bootId: textOf(other, 'boot_id'),
      rawUs: numberOf(other, 'raw_us'),
      wallUs: numberOf(other, 'wall_us'),
    };
  }

  #welcome(hello: Hello, store: string): Welcome | 'fenced' {
    const row = this.#row(hello);
    if (row === undefined) return { ...this.#first(hello), store };
    if (textOf(row, 'instance') !== hello.instance) {
      const next = this.#next(row, hello);
      return next === 'fenced' ? next : { ...next, store };
    }
    const id = numberOf(row, 'id');
    this.#rename.run(hello.bootId, hello.version, id);
    const [epoch, sequence] = [numberOf(row, 'epoch'), numberOf(row, 'sequence')];
    return { epoch, sequence, cursor: textOf(row, 'cursor'), store };
  }

  #row({ cluster, node, source }: AgentKey): Row | undefined {
    return this.#select.get(cluster, node, source);
  }

  #first(hello: Hello): Start {
    const { cluster, node, source, instance, bootId, version } = hello;
    const added = this.#insert.run(cluster, node, source, instance, bootId, version);
    this.#insertInstance.run(added.lastInsertRowid, instance, 1);
    return { epoch: 1, sequence: 0, cursor: '' };
  }

  #next(row: Row, { instance, bootId, version }: Hello): Start | 'fenced' {
    const id = numberOf(row, 'id');
    if (this.#selectInstance.get(id, instance)) return 'fenced';
    const epoch = numberOf(row, 'epoch') + 1;
    this.#succeed.run(instance, bootId, version, id);
    this.#insertInstance.run(id, instance, epoch);
    this.#forgetInstances.run(id, epoch - INSTANCES_REMEMBERED_MAX);
    const previous = { epoch: epoch - 1, sequence: numberOf(row, 'sequence') };
    return { epoch, sequence: 0, cursor: textOf(row, 'cursor'), previous };
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

/** Within one boot the kernel's stamps tell, over boots the time. */
function isFurther(a: Row, b: Row): boolean {
  const isSameBoot = textOf(a, 'boot_id') === textOf(b, 'boot_id');
  const by = isSameBoot ? 'raw_us' : 'wall_us';
  return numberOf(a, by) > numberOf(b, by);
}
