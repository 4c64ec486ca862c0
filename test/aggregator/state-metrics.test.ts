import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { gaugeState, type StateOptions } from '../../src/aggregator/state-metrics.ts';
import { WINDOW_UNSEEN, windowState } from '../../src/aggregator/window-state.ts';
import type { WindowRecord } from '../../src/policy/window/window-record.ts';
import { Running } from './running.ts';

const OPTIONS: StateOptions = {
  ...{ version: '0.1.0', clusterName: 'blue', store: ':memory:', clickhouse: undefined },
  getStatus: async () => ({ nodes: [] }),
  nodeNames: () => new Set(['a', 'b']),
  window: () => undefined,
};

/** Lines of the page that begin so. */
async function samples(begin: string, changes: Partial<StateOptions> = {}): Promise<string[]> {
  const registry = new Registry();
  gaugeState(registry, { ...OPTIONS, ...changes });
  const lines = (await registry.metrics()).split('\n');
  return lines.filter((line) => line.startsWith(`dropcast_aggregator_${begin}`));
}

const recordOf = (endsAtUs: number | undefined) => ({ endsAtUs }) as WindowRecord;

it('tells nodes, also those of which no agent was heard', async () => {
  expect(await samples('nodes{')).toContain('dropcast_aggregator_nodes{state="missing"} 2');
});

it('has no series of nodes while the store fails', async () => {
  const getStatus = () => Promise.reject(new Error('the disk is gone'));
  for (const name of ['nodes', 'agents', 'observed']) {
    expect(await samples(name, { getStatus })).toEqual([]);
  }
});

it('has no series of windows that nobody looks for, and of disks that are none', async () => {
  expect(await samples('window')).toEqual([]);
  expect(await samples('store_')).toEqual([]);
  expect(await samples('store_', { store: 'clickhouse://a/b', clickhouse: {} })).toEqual([]);
});

it('tells when the window ends, and when that was seen', async () => {
  const window = () => windowState([recordOf(5e6), recordOf(7e6), recordOf(undefined)], 9e6);
  expect(await samples('window', { window })).toEqual([
    'dropcast_aggregator_window_open 1',
    'dropcast_aggregator_window_end_timestamp_seconds 7',
    'dropcast_aggregator_window_seen_timestamp_seconds 9',
  ]);
  expect(windowState([], 9e6)).toEqual({ ...WINDOW_UNSEEN, seenUs: 9e6 });
});

it("measures the store's file and its disk", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-store-disk-'));
  const store = join(folder, 'flows.db');
  writeFileSync(store, Buffer.alloc(1_000));
  writeFileSync(`${store}-wal`, Buffer.alloc(24));
  const [bytes, size, free] = await samples('store_', { store });
  rmSync(folder, { recursive: true });
  expect(bytes).toBe('dropcast_aggregator_store_bytes 1024');
  const numberOf = (line = '') => Number(line.split(' ')[1]);
  expect(numberOf(size)).toBeGreaterThan(numberOf(free));
  expect(numberOf(free)).toBeGreaterThan(0);
  expect(await samples('store_', { store: '/nowhere/flows.db' })).toEqual([]);
});

it('is on the page of a running aggregator', async () => {
  const running = await Running.open({ version: '0.1.0' });
  await running.welcomed({ version: '0.0.9' });
  expect(await running.metric('dropcast_aggregator_agents{version="older"}')).toBe(1);
  expect(await running.metric('dropcast_aggregator_nodes{state="behind"}')).toBe(1);
  expect(await running.metric('dropcast_aggregator_build_info{version="0.1.0"}')).toBe(1);
  expect(await running.metric('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  const startedSeconds = await running.metric('process_start_time_seconds');
  expect(startedSeconds).toBeLessThanOrEqual(Date.now() / 1_000);
  expect(await running.metric('process_cpu_seconds_total')).toBeGreaterThan(0);
  await running.close();
});
