/** What is read for monitoring at each scrape: the nodes, the window, the disk, the process. */
import type { Registry } from 'prom-client';
import { gaugeProcess } from '../service/process-metrics.ts';
import type { NodeStatus } from '../wire/query.ts';
import { fleetOf } from './fleet.ts';
import { gaugeFleet } from './fleet-metrics.ts';
import { IN_MEMORY } from './store/sqlite.ts';
import { gaugeStoreDisk, readStoreDisk } from './store-disk.ts';
import { gaugeWindow, type WindowState } from './window-state.ts';

export interface StateOptions {
  readonly version: string;
  readonly clusterName: string;
  /** The path of a file, or else what has no disk of ours. */
  readonly store: string;
  /** Undefined: the store is a file, or in memory. */
  readonly clickhouse: object | undefined;
  readonly getStatus: () => Promise<{ readonly nodes: readonly NodeStatus[] }>;
  readonly nodeNames: () => ReadonlySet<string>;
  readonly window: () => WindowState | undefined;
}

export function gaugeState(registry: Registry, options: StateOptions): void {
  const { version, clusterName, store, getStatus, nodeNames } = options;
  gaugeFleet(registry, async () => {
    const { nodes } = await getStatus();
    const nowUs = Date.now() * 1_000;
    return fleetOf({ nodes, nodeNames: nodeNames(), clusterName, version, nowUs });
  });
  gaugeWindow(registry, options.window);
  const isFile = options.clickhouse === undefined && store !== IN_MEMORY;
  gaugeStoreDisk(registry, isFile ? () => readStoreDisk(store) : undefined);
  gaugeProcess(registry, 'dropcast_aggregator', version);
}
