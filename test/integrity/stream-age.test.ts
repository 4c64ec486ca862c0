/**
 * Promise: streams end at their age without anything lost, sent twice, or said: an agent that ships
 * all the while connects anew many times, and every batch is applied once.
 */
import { expect, it } from 'vitest';
import { accountOf, flowOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { ShippingAgent } from './shipping-agent.ts';

const BATCHES = 60;

it('an agent connects anew in order, and every batch is applied once', async () => {
  const running = await Running.open({ streamAge: '150ms' });
  {
    await using agent = new ShippingAgent(running.aggregator.grpc);
    for (let batch = 0; batch < BATCHES; batch++) {
      await agent.ship({ flows: [flowOf({ lines: 1 })], account: accountOf(1) });
      await agent.delivered();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const connects = agent.said.filter(({ message }) => /^(connected|reconnected)/.test(message));
    expect(connects.length).toBeGreaterThan(2);
    expect(agent.warnings()).toEqual([]);
    expect(agent.client.delivery.counts.acknowledged).toBe(BATCHES);
    // What waits behind a message when its stream ends may have to be sent again, never most of it.
    expect(agent.client.delivery.counts.resent).toBeLessThanOrEqual(connects.length);
  }
  const [node] = (await running.query().getStatus()).nodes;
  expect(node).toMatchObject({ lines: BATCHES, epoch: 1, sequence: BATCHES });
  const series = 'dropcast_aggregator_batches_total{outcome="duplicate"}';
  expect(await running.metric(series)).toBe(0);
  await running.close();
}, 60_000);
