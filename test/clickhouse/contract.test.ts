/** The contract of every home of flows, on a real engine: one server alone. */
import { afterAll, beforeAll, describe } from 'vitest';
import { storeContract } from '../aggregator/store/contract.ts';
import { EngineProcess } from './engine-process.ts';
import { openHome } from './homes.ts';

let engine: EngineProcess;
let databases = 0;
beforeAll(async () => {
  engine = await EngineProcess.start();
});
afterAll(() => engine[Symbol.asyncDispose]());

const openNew = () => openHome(`clickhouse://${engine.host}/contract_${++databases}?retention=3650d`);

describe('the ClickHouse home', () => storeContract(openNew));
