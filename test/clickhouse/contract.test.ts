/**
 * The contract of every home of flows, on a real engine: one server alone, or, with
 * CLICKHOUSE_HOSTS (and CLICKHOUSE_CLUSTER), the servers that are named there.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import { storeContract } from '../aggregator/store/contract.ts';
import { historyContract } from '../aggregator/store/history-contract.ts';
import { openHome } from './homes.ts';

const { CLICKHOUSE_HOSTS, CLICKHOUSE_CLUSTER } = process.env;

let engine: EngineProcess | undefined;
let databases = 0;
beforeAll(async () => {
  if (!CLICKHOUSE_HOSTS) engine = await EngineProcess.start();
});
afterAll(() => engine?.[Symbol.asyncDispose]());

/** One home at a time: an emptied database is as good as a new one, and there sooner. */
async function openNew() {
  if (engine === undefined)
    return openOn(CLICKHOUSE_HOSTS!, `contract_${process.pid}_${++databases}`);
  if (databases++ === 0) return openOn(engine.host, 'contract');
  await engine.rows("TRUNCATE ALL TABLES FROM contract LIKE '%_local'");
  await engine.rows(`INSERT INTO store_local VALUES (1, 'contract-${databases}', 1)`, 'contract');
  return openOn(engine.host, 'contract', { migrate: false });
}

function openOn(hosts: string, database: string, options = {}) {
  const cluster = CLICKHOUSE_CLUSTER ? `&cluster=${CLICKHOUSE_CLUSTER}` : '';
  return openHome(`clickhouse://${hosts}/${database}?retention=off${cluster}`, options);
}

describe('the ClickHouse home', () => storeContract(openNew));
describe('questions to the ClickHouse home', () => historyContract(openNew));
