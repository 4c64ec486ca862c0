/** Homes on the engine of a test file, each in a database of its own. */
import {
  type ClickhouseOptions,
  type ClickhouseStore,
  openClickhouseHome,
} from '../../src/aggregator/clickhouse/clickhouse.ts';
import { parseClickhouseUrl } from '../../src/aggregator/clickhouse/home-url.ts';

/** No waiting for company, and nothing that happens by itself. */
const QUICK = { intervalMs: 0, observeMs: 60_000, foldMs: Number.POSITIVE_INFINITY };

export function openHome(url: string, options: Partial<ClickhouseOptions> = {}): ClickhouseStore {
  return openClickhouseHome(parseUrl(url), { ...QUICK, migrate: true, ...options });
}

export function parseUrl(url: string) {
  return parseClickhouseUrl(url, (why) => {
    throw new Error(why);
  });
}
