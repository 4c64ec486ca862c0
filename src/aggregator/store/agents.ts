/** The agents' positions: epoch, sequence and cursor, and which instances have had their time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { TimeReading } from '../../flow/time-reading.ts';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { AgentKey } from '../store.ts';
import { numberOf, type Row, textOf } from './row.ts';
import { COUNT_MAX } from './tally.ts';

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

/** A span that an agent has read whole. */
export interface Observed {
  readonly id: number;
  readonly fromUs: number;
  readonly toUs: number;
}

export interface AgentsOptions {
  readonly nowUs: () => number;
  /** Agents that were not heard of for so long make room for others. */
  readonly forgetUs: number;
}

/** A Welcome before it is said which store gives it. */
type Start = Omit<Welcome, 'store'>;

/** Every method runs inside the caller's transaction. */
export class Agents {
  readonly #nowUs: () => number;
  readonly #forgetUs: number;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #succeed: StatementSync;
  readonly #rename: StatementSync;
  readonly #countHeard: StatementSync;
  readonly #selectInstance: StatementSync;
  readonly #insertInstance: StatementSync;
  readonly #forgetInstances: StatementSync;
  readonly #advance: StatementSync;
  readonly #newestReadings: StatementSync;
  readonly #observe: StatementSync;

  constructor(db: DatabaseSync, { nowUs, forgetUs }: AgentsOptions) {
    this.#nowUs = nowUs;
    this.#forgetUs = forgetUs;
    this.#select = db.prepare('SELECT * FROM agent WHERE cluster = ? AND node = ? AND source = ?');
    this.#insert = db.prepare(
      `INSERT INTO agent (cluster, node, source, instance, boot_id, version,
         epoch, sequence, cursor, observed_us, heard_us, coarsened,
         previous_epoch, previous_sequence)
       VALUES (?, ?, ?, ?, ?, ?, 1, 0, '', 0, ?, 0, 0, 0)`,
    );
    // An instance that never got to count anything leaves no trace: whoever comes after it still
    // hears of the one before.
    this.#succeed = db.prepare(
      `UPDATE agent SET
         previous_epoch = iif(sequence > 0, epoch, previous_epoch),
         previous_sequence = iif(sequence > 0, sequence, previous_sequence),
         epoch = epoch + 1, sequence = 0, instance = ?, boot_id = ?, version = ?,
         heard_us = ?
       WHERE id = ?`,
    );
    this.#rename = db.prepare(
      'UPDATE agent SET boot_id = ?, version = ?, heard_us = ? WHERE id = ?',
    );
    this.#countHeard = db.prepare('SELECT count(*) AS agents FROM agent WHERE heard_us > ?');
    this.#selectInstance = db.prepare('SELECT 1 FROM instance WHERE agent = ? AND instance = ?');
    this.#insertInstance = db.prepare('INSERT INTO instance VALUES (?, ?, ?)');
    this.#forgetInstances = db.prepare('DELETE FROM instance WHERE agent = ? AND epoch <= ?');
    this.#advance = db.prepare(
      `UPDATE agent SET sequence = ?, cursor = ?, coarsened = min(coarsened + ?, ${COUNT_MAX}),
         heard_us = ? WHERE id = ?`,
    );
    // Readings of a boot are the kernel's; those of text files are anybody's.
    this.#newestReadings = db.prepare(
      `SELECT source, reading.boot_id, raw_us, max(wall_us) AS wall_us
       FROM agent JOIN reading ON reading.agent = agent.id
       WHERE cluster = ? AND node = ? AND reading.boot_id <> '' AND wall_us <= ?
       GROUP BY agent.id ORDER BY max(wall_us) DESC`,
    );
    this.#observe = db.prepare(
      'UPDATE agent SET observed_us = max(observed_us, ?), heard_us = ? WHERE id = ?',
    );
  }

  /** `store` is the identity of the file; `full`: more agents are not taken at a time. */
  welcome(hello: Hello, store: string): Welcome | 'fenced' | 'full' {
    const welcome = this.#welcome(hello, store);
    if (typeof welcome === 'string') return welcome;
    const counted = this.#countedElsewhere(hello);
    return counted === undefined ? welcome : { ...welcome, counted };
  }

  /**
   * Where another source of the node got to, if that is further than this one. A text file has no
   * stamps to compare; a clock that was ahead once must not make us pass over what comes.
   */
  #countedElsewhere({ cluster, node, source }: AgentKey): TimeReading | undefined {
    if (source.startsWith(TEXT_SOURCE)) return undefined;
    const untilUs = this.#nowUs() + AHEAD_US_MAX;
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

  #welcome(hello: Hello, store: string): Welcome | 'fenced' | 'full' {
    const known = this.#row(hello);
    if (known === undefined) {
      if (this.#isFull()) return 'full';
      this.#add(hello);
    } else if (textOf(known, 'instance') !== hello.instance) {
      if (!this.#succeedBy(known, hello)) return 'fenced';
    } else {
      this.#rename.run(hello.bootId, hello.version, this.#nowUs(), numberOf(known, 'id'));
    }
    return { ...startOf(this.#row(hello)!), store };
  }

  /** Those of long ago count no more: nodes come and go for as long as a cluster lives. */
  #isFull(): boolean {
    const row = this.#countHeard.get(this.#nowUs() - this.#forgetUs);
    return numberOf(row ?? {}, 'agents') >= AGENTS_MAX;
  }

  #row({ cluster, node, source }: AgentKey): Row | undefined {
    return this.#select.get(cluster, node, source);
  }

  #add(hello: Hello): void {
    const { cluster, node, source, instance, bootId, version } = hello;
    const names = [cluster, node, source, instance, bootId, version];
    const added = this.#insert.run(...names, this.#nowUs());
    this.#insertInstance.run(added.lastInsertRowid, instance, 1);
  }

  /** False: the instance was current before another, and has had its time. */
  #succeedBy(row: Row, { instance, bootId, version }: Hello): boolean {
    const id = numberOf(row, 'id');
    if (this.#selectInstance.get(id, instance)) return false;
    const epoch = numberOf(row, 'epoch') + 1;
    this.#succeed.run(instance, bootId, version, this.#nowUs(), id);
    this.#insertInstance.run(id, instance, epoch);
    this.#forgetInstances.run(id, epoch - INSTANCES_REMEMBERED_MAX);
    return true;
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

  /** `coarsened`: lines of the batch that were counted with less detail than they came with. */
  advance(id: number, { sequence, cursorAfter }: Batch, coarsened: number): void {
    this.#advance.run(sequence, cursorAfter, coarsened, this.#nowUs(), id);
  }

  /**
   * The agent has read everything up to `observedUs`. Gives what that adds; undefined for nothing,
   * or where nobody knows since when it reads.
   */
  observe(key: AgentKey, observedUs: number): Observed | undefined {
    const row = this.#row(key);
    if (row === undefined) return undefined;
    const id = numberOf(row, 'id');
    const fromUs = numberOf(row, 'observed_us');
    const nowUs = this.#nowUs();
    const toUs = Math.min(observedUs, nowUs + AHEAD_US_MAX);
    this.#observe.run(toUs, nowUs, id);
    return fromUs > 0 && toUs > fromUs ? { id, fromUs, toUs } : undefined;
  }
}

function startOf(row: Row): Start {
  const previous = {
    epoch: numberOf(row, 'previous_epoch'),
    sequence: numberOf(row, 'previous_sequence'),
  };
  return {
    epoch: numberOf(row, 'epoch'),
    sequence: numberOf(row, 'sequence'),
    cursor: textOf(row, 'cursor'),
    ...(previous.epoch > 0 && { previous }),
  };
}

/** Within one boot the kernel's stamps tell, over boots the time. */
function isFurther(a: Row, b: Row): boolean {
  const isSameBoot = textOf(a, 'boot_id') === textOf(b, 'boot_id');
  const by = isSameBoot ? 'raw_us' : 'wall_us';
  return numberOf(a, by) > numberOf(b, by);
}
