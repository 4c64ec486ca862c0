import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { QUESTION_LIMITS } from '../../../src/aggregator/store/allowance.ts';
import { openForWriting } from '../../../src/aggregator/store/database.ts';
import { Reader } from '../../../src/aggregator/store/reader.ts';
import { Writer } from '../../../src/aggregator/store/writer.ts';
import { StoreError } from '../../../src/aggregator/store.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { FORGET_US } from '../../../src/flow/limits.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';

const NODES = ['a', 'b', 'c'].map((node) => helloOf({ node }));

/** The next `failing` commits to `db` fail, before anything of them is in the file. */
function failCommits(db: DatabaseSync, failing: number): void {
  const exec = db.exec.bind(db);
  let left = failing;
  db.exec = (sql) => {
    if (sql === 'COMMIT' && left-- > 0) throw new Error('disk I/O error');
    exec(sql);
  };
}

async function linesOf(blocks: AsyncIterable<readonly { readonly flow: Flow }[]>) {
  const lines: number[] = [];
  for await (const block of blocks) lines.push(...block.map(({ flow }) => flow.lines));
  return lines;
}

describe('batches that are written together', () => {
  it.each([
    ['nothing fails', 0, 3],
    ['their commit fails, and then none', 1, 3],
    ['their commit fails, and that of the first alone', 2, 2],
    ['all of them fail', 4, 0],
  ])('count what was answered for, where %s', async (_, failing, applied) => {
    const db = openForWriting(':memory:');
    const options = { flowsPerHourMax: 100, forgetUs: FORGET_US, nowUs: () => 1 };
    const writer = new Writer(db, ':memory:', options);
    writer.welcome(NODES);
    failCommits(db, failing);
    const arrivals = NODES.map((agent) => ({ agent, batch: batchOf(1, { flows: [flowOf()] }) }));
    const failed = (outcomes: ReturnType<Writer['apply']>) =>
      outcomes.filter((outcome) => outcome instanceof StoreError).length;
    expect(failed(writer.apply(arrivals))).toBe(NODES.length - applied);
    const reader = new Reader(db, QUESTION_LIMITS);
    expect(await linesOf(reader.flows({}))).toHaveLength(applied);
    // What comes again is counted once, whatever became of it before.
    failCommits(db, 0);
    expect(failed(writer.apply(arrivals))).toBe(0);
    const edges = reader.questions.edges({}, new AbortController().signal);
    const lines = NODES.map(() => flowOf().lines);
    expect([await linesOf(reader.flows({})), await linesOf(edges)]).toEqual([lines, lines]);
    writer.close();
  });
});
