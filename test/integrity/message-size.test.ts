/**
 * Promise: both sides agree on how large a message may be. The largest batch that an agent makes is
 * taken; of what is larger a line says so, and others go on.
 */
import { expect, it, vi } from 'vitest';
import { encodeContent } from '../../src/agent/ship/batch-bytes.ts';
import { MESSAGE_BYTES_MAX } from '../../src/flow/limits.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { accountOf, flowOf, podOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { ShippingAgent } from './shipping-agent.ts';

const NOTHING = { losses: [], ruleCounters: [], readings: [], cursorAfter: 'c' };

it('takes the largest batch that an agent makes', async () => {
  const running = await Running.open();
  {
    const note = 'x'.repeat(MESSAGE_BYTES_MAX - 1_000);
    const source = { ...podOf('shop', 'cart', '10.0.1.2'), labels: { note } };
    const content = { ...NOTHING, flows: [flowOf({ source })], account: accountOf(3) };
    const encoded = encodeContent(content, () => expect.fail('nothing has to be left out'));
    expect(encoded.length).toBeGreaterThan(MESSAGE_BYTES_MAX - 1_000);
    await using agent = new ShippingAgent(running.aggregator.grpc);
    await agent.client.whenWelcomed(AbortSignal.timeout(10_000));
    agent.client.freezeEncoded(encoded);
    await agent.client.whenDelivered(AbortSignal.timeout(20_000));
    expect(agent.client.delivery.counts.acknowledged).toBe(1);
  }
  await running.close();
}, 60_000);

it('says that a message is too large, and takes those of others', async () => {
  const running = await Running.open();
  {
    await using agent = new ShippingAgent(running.aggregator.grpc);
    await agent.client.whenWelcomed(AbortSignal.timeout(10_000));
    agent.client.freezeEncoded(new Uint8Array(MESSAGE_BYTES_MAX + 1));
    await vi.waitUntil(() => agent.warnings().length > 0, { timeout: 40_000 });
    expect(agent.warnings()[0]!.reason).toMatch(/message with a size larger than 16777216/);
    await using other = new ShippingAgent(running.aggregator.grpc, { node: 'other' });
    await other.ship({ account: emptyAccount() });
    await other.client.whenDelivered(AbortSignal.timeout(10_000));
    expect(other.client.delivery.counts.acknowledged).toBe(1);
  }
  await running.close();
}, 60_000);
