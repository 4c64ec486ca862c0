/**
 * A process that opens a store and kills itself before the n-th statement of applying its second
 * batch. Arguments: `STORE N`.
 */
import { spawnSync } from 'node:child_process';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import type { Batch } from '../../src/wire/ingest.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';

/** An edge that is known, one in another hour, and one that is new; losses and readings. */
export function batchAt(sequence: number): Batch {
  const { hour } = flowOf();
  const [firstUs, lastUs] = [flowOf().firstSeenUs, flowOf().lastSeenUs];
  return batchOf(sequence, {
    flows: [flowOf(), flowOf({ hour: hour + sequence }), flowOf({ port: sequence })],
    losses: [{ source: 'kmsg', cause: 'kmsg_overrun', count: 1, firstUs, lastUs }],
    readings: [{ bootId: 'boot', rawUs: sequence, wallUs: firstUs + sequence }],
  });
}

/** Whether it died of it; false where the batch has fewer statements. */
export function diesAt(path: string, statement: number): boolean {
  const args = [fileURLToPath(import.meta.url), path, String(statement)];
  const { signal, status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (signal !== 'SIGKILL' && status !== 0) throw new Error(`it ended with ${status ?? signal}`);
  return signal === 'SIGKILL';
}

/** Counts what is given to SQLite from now on. */
function dieBefore(statement: number): void {
  let left = statement;
  const step = () => {
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
  };
  const { run } = StatementSync.prototype;
  const { exec } = DatabaseSync.prototype;
  StatementSync.prototype.run = function (...values) {
    step();
    return Reflect.apply(run, this, values);
  };
  DatabaseSync.prototype.exec = function (sql) {
    step();
    return Reflect.apply(exec, this, [sql]);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path = '', statement = ''] = process.argv.slice(2);
  const store = openSqliteStore(path);
  await store.welcome(helloOf());
  await store.apply(batchAt(1), helloOf());
  dieBefore(Number(statement));
  await store.apply(batchAt(2), helloOf());
}
