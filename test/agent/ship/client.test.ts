import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, SYSTEM_CLOCK } from '../../../src/agent/clock.ts';
import { HEARTBEAT_MS, ShipClient } from '../../../src/agent/ship/client.ts';
import type { Check } from '../../../src/flow/check.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import { PLAIN_TEXT } from '../../../src/service/tls/client-credentials.ts';
import type { BatchContent } from '../../../src/wire/ingest.ts';
import { FakeClock, settle } from '../fake-clock.ts';
import { fail, LoopbackAggregator } from './loopback-aggregator.ts';

const HELLO = {
  node: 'n1',
  source: 'kmsg',
  instance: 'i1',
  cluster: '',
  version: '0',
  bootId: '',
};

/** Reconnects at once: waits last one turn of the event loop, but for those that end a stream. */
const IMPATIENT: Clock = {
  nowMs: Date.now,
  delay: (ms, signal) => SYSTEM_CLOCK.delay(ms < 1000 ? 1 : ms, signal),
};

let aggregator: LoopbackAggregator;
let stop: AbortController;
let said: string[];
let ran: Promise<void>;

beforeEach(async () => {
  aggregator = new LoopbackAggregator();
  stop = new AbortController();
  said = [];
  ran = Promise.resolve();
  await aggregator.open();
});

afterEach(async () => {
  stop.abort();
  await ran.catch(() => {});
  aggregator.close();
});

function connect(clock: Clock = IMPATIENT, addresses = [aggregator.address]): ShipClient {
  const say = (_fields: unknown, message?: string) => said.push(message ?? '');
  const client = new ShipClient({
    addresses,
    credentials: PLAIN_TEXT,
    hello: HELLO,
    clock,
    log: { debug: () => {}, info: say, warn: say, error: say },
    random: () => 0,
    observedUs: () => 42,
    onLeftOut: () => {},
  });
  ran = client.run(stop.signal);
  ran.catch(() => {});
  return client;
}

function contentOf(cursorAfter: string): BatchContent {
  const account = emptyAccount();
  return { cursorAfter, flows: [], losses: [], account, ruleCounters: [], readings: [] };
}

async function ship(client: ShipClient, from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i++) {
    await client.whenRoom(stop.signal);
    client.freeze(contentOf(`c${i}`));
  }
}

const cursors = () => aggregator.applied.map(({ cursorAfter }) => cursorAfter);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => `c${i + 1}`);

describe('the ship client', () => {
  it('tells what was found out about the node, on each stream and when it changes', async () => {
    const client = connect();
    const found = (state: Check['state']): Check[] => [{ name: 'ring_span', state, detail: '' }];
    client.report(found('ok'));
    await aggregator.until(() => aggregator.reports.length === 1);
    client.report(found('warn'));
    await aggregator.until(() => aggregator.reports.length === 2);
    aggregator.cut();
    await aggregator.until(() => aggregator.reports.length === 3);
    expect(aggregator.reports).toEqual([found('ok'), found('warn'), found('warn')]);
  });

  it('greets, learns where to read from, and delivers', async () => {
    aggregator.cursor = 'here';
    const client = connect();
    expect(await client.whenWelcomed(stop.signal)).toEqual({
      epoch: 1,
      sequence: 0,
      cursor: 'here',
      store: 'store-1',
    });
    await ship(client, 1, 20);
    await client.whenDelivered(stop.signal);
    expect(cursors()).toEqual(upTo(20));
    expect(aggregator.hellos).toEqual([HELLO]);
    expect(client.lastAckMs).toBeGreaterThan(0);
  });

  it('delivers each batch once over streams cut before and after it is applied', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    let received = 0;
    aggregator.onBatch = (call, batch) => {
      received++;
      if (received % 5 === 0) aggregator.apply(call, batch);
      if (received % 5 !== 0 && received % 7 !== 0) return 'apply';
      fail(call);
      return 'ignore';
    };
    await ship(client, 1, 60);
    await client.whenDelivered(stop.signal);
    expect(cursors()).toEqual(upTo(60));
    expect(aggregator.hellos.length).toBeGreaterThan(5);
    expect(client.delivery.counts.resent).toBeGreaterThan(0);
  });

  it('survives the death of the aggregator and says so once, and its return once', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    await ship(client, 1, 2);
    await client.whenDelivered(stop.signal);
    aggregator.close();
    await ship(client, 3, 4);
    while (client.delivery.state !== 'connecting') await settle();
    await aggregator.open();
    await client.whenDelivered(stop.signal);
    expect(cursors()).toEqual(upTo(4));
    expect(said).toEqual(['connected', 'aggregator unreachable', 'reconnected']);
  });

  it('connects anew, and says nothing, when the aggregator ends the stream in order', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    aggregator.leave();
    await aggregator.until(() => aggregator.hellos.length === 2);
    await ship(client, 1, 2);
    await client.whenDelivered(stop.signal);
    expect(cursors()).toEqual(upTo(2));
    expect(said).toEqual(['connected']);
  });

  it('says an outage once while each Welcome is followed by a failure', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    aggregator.onBatch = (call) => {
      fail(call);
      return 'ignore';
    };
    await ship(client, 1, 1);
    await aggregator.until(() => aggregator.hellos.length === 5);
    aggregator.onBatch = undefined;
    await client.whenDelivered(stop.signal);
    expect(said).toEqual(['connected', 'aggregator unreachable', 'reconnected']);
  });

  it('says an outage where each stream ends in order and nothing is taken', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    aggregator.onBatch = (call) => {
      call.end();
      return 'ignore';
    };
    await ship(client, 1, 1);
    await aggregator.until(() => aggregator.hellos.length === 5);
    aggregator.onBatch = undefined;
    await client.whenDelivered(stop.signal);
    expect(said).toEqual(['connected', 'aggregator unreachable', 'reconnected']);
  });

  it('stays away as long as an aggregator that is full asks for, and then delivers', async () => {
    aggregator.refusal = { reason: 'limited', message: 'too many agents', retryAfterUs: 9_000_000 };
    const clock = new FakeClock(0);
    const client = connect(clock);
    while (said.length === 0) await settle();
    aggregator.refusal = undefined;
    await clock.advance(8_999);
    expect(aggregator.hellos).toHaveLength(1);
    await clock.advance(1);
    await aggregator.until(() => aggregator.hellos.length === 2);
    await client.whenWelcomed(stop.signal);
    expect(said).toEqual(['aggregator unreachable', 'reconnected']);
  });

  it('goes to another aggregator when one cannot be reached', async () => {
    const client = connect(IMPATIENT, ['127.0.0.1:1', aggregator.address]);
    await client.whenWelcomed(stop.signal);
    expect(said).toEqual(['aggregator unreachable', 'reconnected']);
  });

  it('starts over when the aggregator tells of a gap', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    let isFirst = true;
    aggregator.onBatch = () => {
      if (!isFirst) return 'apply';
      isFirst = false;
      return 'ignore';
    };
    await ship(client, 1, 3);
    await client.whenDelivered(stop.signal);
    expect(cursors()).toEqual(upTo(3));
    expect(aggregator.hellos).toHaveLength(2);
  });

  it('ends for good when a newer instance has its place', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    aggregator.epoch++;
    await ship(client, 1, 1);
    await expect(ran).rejects.toMatchObject({ name: 'ShipError', code: 'fenced' });
  });

  it('ends for good when a reconnect is welcomed with another epoch', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    aggregator.epoch++;
    aggregator.cut();
    await expect(ran).rejects.toMatchObject({ name: 'ShipError', code: 'fenced' });
  });

  it('heartbeats while it has nothing to send', async () => {
    const clock = new FakeClock(0);
    const client = connect(clock);
    await client.whenWelcomed(stop.signal);
    await clock.advance(HEARTBEAT_MS - 1);
    expect(aggregator.heartbeats).toBe(0);
    await clock.advance(1 + 2 * HEARTBEAT_MS);
    await aggregator.until(() => aggregator.heartbeats === 3);
  });

  it('heartbeats between batches, which do not say up to when was read', async () => {
    const clock = new FakeClock(0);
    const client = connect(clock);
    await client.whenWelcomed(stop.signal);
    for (let i = 1; i <= 3; i++) {
      await clock.advance(HEARTBEAT_MS - 1);
      await ship(client, i, i);
      await client.whenDelivered(stop.signal);
      await clock.advance(1);
      await aggregator.until(() => aggregator.heartbeats === i);
    }
  });

  it('gives up a stream that is never welcomed', async () => {
    aggregator.isMute = true;
    const clock = new FakeClock(0);
    connect(clock);
    await aggregator.until(() => aggregator.hellos.length === 1);
    await clock.advance(15_000);
    while (said.length === 0) await settle();
    await clock.advance(250);
    await aggregator.until(() => aggregator.hellos.length === 2);
    expect(said).toEqual(['aggregator unreachable']);
  });

  it('says up to when it has read, then ends its stream, when it is told to stop', async () => {
    const client = connect();
    await client.whenWelcomed(stop.signal);
    stop.abort();
    await ran;
    expect(aggregator.ended).toBe(1);
    expect(aggregator.heartbeats).toBe(1);
  });

  it('stops while it waits for an aggregator that is not there', async () => {
    aggregator.close();
    connect(SYSTEM_CLOCK);
    while (said.length === 0) await settle();
    stop.abort();
    await ran;
    expect(said).toEqual(['aggregator unreachable']);
  });
});
