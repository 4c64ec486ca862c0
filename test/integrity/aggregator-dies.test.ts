/**
 * Promise: a batch that is committed and not acknowledged is a duplicate, never counted twice. The
 * aggregator kills itself between commit and ack, again and again, on one store and one port; a
 * real client ships all the while.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import { freePort } from '../agent/free-port.ts';
import { accountOf, flowOf } from '../aggregator/examples.ts';
import { collectFlows } from '../aggregator/store/flows-contract.ts';
import { startAggregator } from './aggregator-process.ts';
import { ShippingAgent } from './shipping-agent.ts';

const DEATHS = [1, 3, 8];
const BATCHES = 30;
/** Comes back soon after an outage. */
const IMPATIENT = {
  nowMs: Date.now,
  delay: (ms: number, signal: AbortSignal) =>
    SYSTEM_CLOCK.delay(ms === 15_000 ? ms : Math.min(ms, 200), signal),
};

it('counts every batch once over deaths between commit and ack', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-dies-'));
  const store = join(folder, 'flows.db');
  const listen = `127.0.0.1:${await freePort()}`;
  {
    await using agent = new ShippingAgent(listen, {}, IMPATIENT);
    let shipped = 0;
    const shipping = (async () => {
      while (shipped < BATCHES) {
        await agent.ship({ flows: [flowOf({ lines: 2 ** shipped })], account: accountOf(1) });
        shipped++;
      }
      await agent.delivered();
    })();
    for (const dies of DEATHS) {
      await using aggregator = await startAggregator(store, { listen, dies });
      await aggregator.ended;
    }
    await using aggregator = await startAggregator(store, { listen });
    await shipping;
    expect(await aggregator.end('SIGTERM')).toBe(0);
    expect(agent.client.delivery.counts.acknowledged).toBe(BATCHES);
  }
  const counted = openSqliteStore(store);
  const flows = await collectFlows(counted);
  const [node] = await counted.nodes();
  counted.close();
  rmSync(folder, { recursive: true });
  expect(flows.reduce((lines, { flow }) => lines + flow.lines, 0)).toBe(2 ** BATCHES - 1);
  expect(node).toMatchObject({ lines: BATCHES, epoch: 1, sequence: BATCHES });
}, 90_000);
