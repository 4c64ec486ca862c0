/**
 * Promise: a batch is counted wholly or not at all, wherever in its transaction the process dies.
 * A process kills itself before each statement in turn; the store is opened again, the batch comes
 * again, and all sums agree.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import { helloOf } from '../aggregator/examples.ts';
import { collectFlows } from '../aggregator/store/flows-contract.ts';
import { collectEdges } from '../aggregator/store/history-contract.ts';
import { addedUp, comparableEdges, seriesOf } from '../aggregator/store/history-laws.ts';
import { batchAt, diesAt } from './dying-store.ts';

const { signal: NEVER } = new AbortController();
/** More than a batch has. */
const STATEMENTS_MAX = 60;

/** The lines of all flows; throws where the sums of edges or hours are others. */
async function lines(store: ReturnType<typeof openSqliteStore>): Promise<number> {
  const flows = await collectFlows(store);
  expect(comparableEdges(await collectEdges(store))).toEqual(addedUp(flows));
  expect(await store.series('all', {}, NEVER)).toEqual(seriesOf(flows));
  return flows.reduce((sum, { flow }) => sum + flow.lines, 0);
}

it('counts a batch once, whichever of its statements was the last', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-steps-'));
  let deaths = 0;
  for (let statement = 1; statement < STATEMENTS_MAX; statement++) {
    const path = join(folder, `${statement}.db`);
    const hasDied = diesAt(path, statement);
    const store = openSqliteStore(path);
    const [node] = await store.nodes();
    expect(node!.sequence).toBe(hasDied ? 1 : 2);
    expect(await lines(store)).toBe(hasDied ? 9 : 18);
    expect(node!.lines).toBe(hasDied ? 9 : 18);
    const again = await store.apply(batchAt(2), helloOf());
    expect(again).toBe(hasDied ? 'applied' : 'duplicate');
    expect(await lines(store)).toBe(18);
    await store.close();
    if (!hasDied) break;
    deaths++;
  }
  rmSync(folder, { recursive: true });
  expect(deaths).toBeGreaterThan(10);
  expect(deaths).toBeLessThan(STATEMENTS_MAX - 1);
}, 300_000);
