/**
 * The contract of every home of flows, on a real engine: one server alone, or, with
 * CLICKHOUSE_HOSTS (and CLICKHOUSE_CLUSTER), the servers that are named there.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import { storeContract } from '../aggregator/store/contract.ts';
import { historyContract } from '../aggregator/store/history-contract.ts';
import { EngineProcess } from './engine-process.ts';
import { openHome } from './homes.ts';

const { CLICKHOUSE_HOSTS, CLICKHOUSE_CLUSTER } = process.env;

let engine: EngineProcess | undefined;
let databases = 0;
beforeAll(async () => {
  if (!CLICKHOUSE_HOSTS) engine = await EngineProcess.start();
});
afterAll(() => engine?.[Symbol.asyncDispose]());

function openNew() {
  const hosts = CLICKHOUSE_HOSTS || engine!.host;
  const cluster = CLICKHOUSE_CLUSTER ? `&cluster=${CLICKHOUSE_CLUSTER}` : '';
  const database = `contract_${process.pid}_${++databases}`;
  return openHome(`clickhouse://${hosts}/${database}?retention=off${cluster}`);
}

describe('the ClickHouse home', () => storeContract(openNew));
describe('questions to the ClickHouse home', () => historyContract(openNew));
