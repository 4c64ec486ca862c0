/** A damaged store: an error that says so, or answers; the program goes on. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { StoreError } from '../../../src/aggregator/store.ts';
import { batchOf, flowOf, helloOf } from '../../aggregator/examples.ts';
import { edited, someEdits } from '../edits.ts';
import { type Target, withoutValues } from '../target.ts';

const FLOWS = 40;

const healthy = await inFolder(async (path) => {
  const store = openSqliteStore(path);
  await store.welcome(helloOf());
  const flows = Array.from({ length: FLOWS }, (_, port) => flowOf({ port }));
  await store.apply(batchOf(1, { flows }), helloOf());
  await store.close();
  return readFileSync(path);
});

export const target: Target = {
  words: [],
  seeds: someEdits,
  run: (input) =>
    inFolder(async (path) => {
      writeFileSync(path, edited(healthy, input));
      return asked(path);
    }),
};

async function inFolder<Result>(use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-store-'));
  try {
    return await use(join(folder, 'flows.db'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function asked(path: string): Promise<string> {
  try {
    const store = openSqliteStore(path);
    try {
      let flows = 0;
      for await (const block of store.flows({})) flows += block.length;
      const welcome = await store.welcome(helloOf({ instance: 'another' }));
      const applied = typeof welcome === 'string' ? welcome : await addTo(store, welcome.epoch);
      return `${Math.sign(flows)} ${applied} ${(await store.nodes()).length}`;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return `${error.code} ${withoutValues(error.message)}`;
    throw error;
  }
}

function addTo(store: ReturnType<typeof openSqliteStore>, epoch: number): Promise<string> {
  return store.apply(batchOf(1, { epoch, flows: [flowOf({ port: 9 })] }), helloOf());
}
