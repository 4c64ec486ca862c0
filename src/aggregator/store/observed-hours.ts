/** How much of each hour nodes were observed. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR_US } from '../../flow/time.ts';
import type { ListObservedRequest, NodeHours } from '../../wire/query.ts';
import { numberOf, textOf } from './row.ts';

export class ObservedHours {
  readonly #selectNodes: StatementSync;
  readonly #select: StatementSync;

  constructor(db: DatabaseSync) {
    this.#selectNodes = db.prepare(
      'SELECT DISTINCT cluster, node FROM agent ORDER BY cluster, node',
    );
    this.#select = db.prepare(
      `SELECT hour, max(hour.observed_us) AS us FROM hour JOIN agent ON agent.id = hour.agent
       WHERE cluster = ? AND node = ? AND hour BETWEEN ? AND ? AND hour.observed_us > 0
       GROUP BY hour ORDER BY hour`,
    );
  }

  /**
   * Node after node. Of several sources of a node the one that read most of an hour counts: what
   * they read of it may be the same part.
   */
  async *read({ sinceUs, untilUs }: ListObservedRequest): AsyncGenerator<NodeHours> {
    const from = Math.floor(sinceUs / HOUR_US);
    const to = Math.floor(untilUs / HOUR_US);
    for (const row of this.#selectNodes.all()) {
      const [cluster, node] = [textOf(row, 'cluster'), textOf(row, 'node')];
      const rows = this.#select.all(cluster, node, from, to);
      const hours = new Map(rows.map((each) => [numberOf(each, 'hour'), numberOf(each, 'us')]));
      if (hours.size > 0) yield { cluster, node, hours };
    }
  }
}
