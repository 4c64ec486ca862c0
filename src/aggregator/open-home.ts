/**
 * The store as the flags name it: opened, copied, or given its schema; every fault is told with the
 * flag that it belongs to.
 */
import type { Log } from '../service/log.ts';
import { AggregatorError } from './aggregator-error.ts';
import type { NoteFailure } from './background-work.ts';
import {
  type ClickhouseConfig,
  migrateClickhouse,
  openClickhouse,
} from './clickhouse/open-clickhouse.ts';
import { schemaText } from './clickhouse/schema.ts';
import type { AggregatorConfig } from './config.ts';
import type { Home } from './home.ts';
import { backUpStore } from './store/backup.ts';
import { openStore as openEmbedded } from './store/open-store.ts';
import type { StoreOptions } from './store/sqlite.ts';

export interface HomeOptions extends StoreOptions {
  readonly onFailure: NoteFailure;
}

/** A home of flows is opened by its path or URL; throws or rejects with StoreError. */
export type OpenStore = (path: string, options: Partial<HomeOptions>) => Home | Promise<Home>;

/** The home that the configuration names. */
export function homeOf({ clickhouse }: AggregatorConfig): OpenStore {
  if (clickhouse === undefined) return openEmbedded;
  return (_, options) => openClickhouse(clickhouse, options);
}

/** A running aggregator; its addresses are the real ones, also where port 0 was asked for. */
/** Rejects with AggregatorError, whatever failed. */
export async function openStore(
  path: string,
  options: Partial<HomeOptions>,
  open: OpenStore,
): Promise<Home> {
  try {
    return await open(path, options);
  } catch (cause) {
    throw storeFault(cause);
  }
}

/** What a store failed at, told with its flag. */
export function storeFault(cause: unknown): AggregatorError {
  return new AggregatorError('store', `--store: ${messageOf(cause)}`, { cause });
}

/** Copies the store, whoever else has it open. Throws AggregatorError when it cannot. */
export async function backUp({ store, backup }: AggregatorConfig, log: Log): Promise<void> {
  try {
    await backUpStore(store, backup);
  } catch (cause) {
    throw new AggregatorError('store', `--backup: ${messageOf(cause)}`, { cause });
  }
  log.info({ store, backup }, 'copied the store');
}

/** Makes what ClickHouse lacks of the schema. Throws AggregatorError when it cannot. */
export async function migrate(clickhouse: ClickhouseConfig, log: Log): Promise<void> {
  try {
    await migrateClickhouse(clickhouse);
  } catch (cause) {
    throw new AggregatorError('store', `--migrate: ${messageOf(cause)}`, { cause });
  }
  const { replicas, database } = clickhouse.home;
  log.info({ replicas, database }, 'the store has its schema');
}

/** To stdout, for who makes the tables. */
export function printSchema({ home }: ClickhouseConfig): void {
  process.stdout.write(schemaText(home));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
