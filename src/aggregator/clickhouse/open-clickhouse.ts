/**
 * ClickHouse as the aggregator opens it: with the password out of its file, and looked at before
 * anything is promised to agents.
 */
import { readFile } from 'node:fs/promises';
import { StoreError } from '../store.ts';
import { type ClickhouseOptions, type ClickhouseStore, openClickhouseHome } from './clickhouse.ts';
import type { ClickhouseHome } from './home-url.ts';

export interface ClickhouseConfig {
  readonly home: ClickhouseHome;
  /** Empty: no password. */
  readonly passwordFile: string;
}

/** Rejects with StoreError, with nothing left open, when the home cannot be used. */
export async function openClickhouse(
  config: ClickhouseConfig,
  options: Partial<ClickhouseOptions> = {},
): Promise<ClickhouseStore> {
  const password = await readPassword(config.passwordFile);
  const store = openClickhouseHome(config.home, { ...options, password });
  try {
    await store.ready();
    return store;
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

/** Makes what is missing of the schema. Rejects with StoreError. */
export async function migrateClickhouse(config: ClickhouseConfig): Promise<void> {
  const store = await openClickhouse(config, { migrate: true });
  await store.close();
}

/** An editor's line end is none of the password. */
async function readPassword(file: string): Promise<string> {
  if (file === '') return '';
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    const { code = 'failed' } = cause as NodeJS.ErrnoException;
    throw new StoreError('not_opened', `cannot read the password in ${file}: ${code}`, { cause });
  }
}
