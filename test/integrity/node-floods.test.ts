/**
 * Promise: a node that floods is held back and loses nothing; others do not notice. Real clients,
 * real time: the flood waits for its share.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { accountOf, flowOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { ShippingAgent } from './shipping-agent.ts';

/** Each message costs twenty flows at least; a minute's worth may come at once. */
const FLOWS_PER_SECOND = 100;
const BURST = 60 * FLOWS_PER_SECOND;
/** The client's own wait for a Welcome. */
const WELCOME_TIMEOUT_MS = 15_000;

let running: Running;
beforeEach(async () => {
  running = await Running.open({ nodeFlowsPerSecond: String(FLOWS_PER_SECOND) });
});
afterEach(() => running.close());

const flows = (count: number) => Array.from({ length: count }, () => flowOf({ lines: 1 }));
const status = async (node: string) =>
  (await running.query().getStatus()).nodes.find((each) => each.node === node)!;

it('holds a flood back until it has its share again, and others not at all', async () => {
  await using flood = new ShippingAgent(running.aggregator.grpc, { node: 'flood' });
  await using quiet = new ShippingAgent(running.aggregator.grpc, { node: 'quiet' });
  const [all, last] = [BURST + 200, 100];
  await flood.ship({ flows: flows(all), account: accountOf(all) });
  await flood.ship({ flows: flows(last), account: accountOf(last) });
  const beganMs = Date.now();
  for (let i = 0; i < 5; i++) {
    await quiet.ship({ flows: flows(1), account: accountOf(1) });
    await quiet.delivered();
  }
  const quietMs = Date.now() - beganMs;
  await flood.delivered();
  const floodMs = Date.now() - beganMs;
  const { lines, throttledUs } = await status('flood');
  expect(lines).toBe(all + last);
  expect(throttledUs).toBeGreaterThan(0);
  // Every batch of the other node was acknowledged while the flood waited for its share.
  expect(quietMs).toBeLessThan(floodMs);
  expect(await status('quiet')).toMatchObject({ lines: 5, throttledUs: 0 });
  expect([flood.warnings(), quiet.warnings()]).toEqual([[], []]);
  expect(await running.metric('dropcast_aggregator_throttled_seconds_total')).toBeGreaterThan(0);
}, 60_000);

it('sends a flood away for as long as it has to wait, and says why', async () => {
  const waits: number[] = [];
  const impatient = {
    nowMs: Date.now,
    delay: (ms: number, signal: AbortSignal) => {
      const isAway = ms > 10_000 && ms !== WELCOME_TIMEOUT_MS;
      if (isAway) waits.push(ms);
      return SYSTEM_CLOCK.delay(isAway ? 100 : ms, signal);
    },
  };
  const { grpc } = running.aggregator;
  await using flood = new ShippingAgent(grpc, { node: 'flood' }, impatient);
  const [all, last] = [BURST + 1_600, 1];
  await flood.ship({ flows: flows(all), account: accountOf(all) });
  await flood.ship({ flows: flows(last), account: accountOf(last) });
  await vi.waitUntil(() => waits.length >= 2, { timeout: 40_000 });
  const said = flood.warnings();
  expect(said).toHaveLength(1);
  expect(said[0]!.reason).toMatch(/sends more than its share \(--node-flows-per-second\): back in/);
  // Told when it may come back; who comes sooner is told again, and the store does not hear of it.
  for (const ms of waits) expect(ms).toBeLessThanOrEqual(17_000);
  expect(await status('flood')).toMatchObject({ lines: all, connected: false });
  const series = 'dropcast_aggregator_refused_total{reason="limited"}';
  expect(await running.metric(series)).toBeGreaterThan(0);
}, 60_000);
