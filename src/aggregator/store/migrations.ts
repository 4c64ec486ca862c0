/**
 * Brings files of older versions up, step by step, in one transaction: the file is of one version
 * or of the other, whenever the process dies.
 */
import type { DatabaseSync } from 'node:sqlite';
import { migrateTo4 } from './migrate-to-4.ts';
import { migrateTo5 } from './migrate-to-5.ts';
import { edgeTable, FACTS, HOUR, STORE } from './schema.ts';

/** Version 1 knew no origin: that of a file's lines is what its agent's source says. */
const TO_2 = `
${edgeTable('edge_2')}
INSERT INTO edge_2 SELECT edge.*, iif(agent.source = 'kmsg', 'kernel', 'text')
  FROM edge JOIN agent ON agent.id = edge.agent;
DROP TABLE edge;
ALTER TABLE edge_2 RENAME TO edge;
${FACTS}`;

const TO_3 = `${STORE}${HOUR}
INSERT INTO hour SELECT agent, hour, count(*), 0
  FROM bucket JOIN edge ON edge.id = bucket.edge GROUP BY agent, hour;
ALTER TABLE agent ADD COLUMN heard_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN coarsened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN previous_epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN previous_sequence INTEGER NOT NULL DEFAULT 0;
UPDATE agent SET heard_us = observed_us;`;

type Migration = (db: DatabaseSync) => void;

/** From the version of the index to the next; entry 0 is never used: a new file needs none. */
export const MIGRATIONS: readonly Migration[] = [
  () => {},
  (db) => db.exec(TO_2),
  (db) => db.exec(TO_3),
  migrateTo4,
  migrateTo5,
];
