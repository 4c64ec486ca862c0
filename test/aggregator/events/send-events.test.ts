import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { DroppedTraffic } from '../../../src/aggregator/events/dropped-traffic.ts';
import { sendEvents } from '../../../src/aggregator/events/send-events.ts';
import { openJsonApi } from '../../../src/kube/api/json-api.ts';
import { flowOf, HOUR_US, podEndpoint } from '../../flow/edge-fixtures.ts';
import { allowOnly } from '../../kube/api-server/access.ts';
import type { Resource } from '../../kube/api-server/kube-object.ts';
import { type ApiServer, openApiServer } from '../../kube/api-server/open-api-server.ts';
import { accessTo } from '../../kube/watch/api-server-lab.ts';

const EVENTS: Resource = {
  ...{ plural: 'events', group: 'events.k8s.io', version: 'v1', kind: 'Event' },
  ...{ namespaced: true, selectable: [] },
};

async function opened(): Promise<ApiServer> {
  const server = await openApiServer({ customResources: [EVENTS] });
  server.put('pods', { metadata: { namespace: 'shop', name: 'web-1', uid: 'uid-of-web-1' } });
  return server;
}

function drop(port: number, lines = 1) {
  return flowOf({
    point: { prefix: 'drop', inInterface: 'cali1', outInterface: 'eth0' },
    source: podEndpoint('shop', 'web-1', '10.244.1.5', 'web'),
    ...{ port, lines, lastSeenUs: HOUR_US + lines },
  });
}

/** Looks as often as `looks` has entries, each of which comes before one, a minute apart. */
async function sent(server: ApiServer, looks: readonly ((traffic: DroppedTraffic) => unknown)[]) {
  const outcomes: string[] = [];
  const onSuppressed = (count: number) => outcomes.push(`suppressed ${count}`);
  const traffic = new DroppedTraffic(() => true, onSuppressed);
  const lines: string[] = [];
  const stop = new AbortController();
  const waiting = [...looks];
  let nowUs = HOUR_US + 60_000_000;
  const api = openJsonApi(accessTo(server), 1_000);
  await waiting.shift()!(traffic);
  await sendEvents(
    {
      ...{ api, traffic, instance: 'aggregator-1', nowUs: () => nowUs },
      onEvent: (outcome) => outcomes.push(outcome),
      log: pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line).msg) }),
      delay: async () => {
        nowUs += 60_000_000;
        const next = waiting.shift();
        if (next === undefined) stop.abort();
        else await next(traffic);
      },
    },
    stop.signal,
  );
  api.close();
  return { outcomes, lines };
}

describe('an Event', () => {
  test('says what is dropped of a pod, and how often once that grows', async () => {
    await using server = await opened();
    const { outcomes, lines } = await sent(server, [
      (traffic) => traffic.add(drop(80), HOUR_US),
      () => {},
      (traffic) => traffic.add(drop(80, 6), HOUR_US),
    ]);
    expect([outcomes, lines]).toEqual([['sent', 'sent'], []]);
    const [event, ...others] = server.objects('events');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      metadata: { namespace: 'shop', name: expect.stringMatching(/^web-1\.[\da-f]{16}$/) },
      regarding: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'uid-of-web-1' },
      note: 'Egress to 10.244.2.7 tcp/80: logged where a policy drops it',
      ...{ reason: 'TrafficDropped', action: 'Drop', type: 'Warning' },
      eventTime: '2026-02-26T10:00:00.000000Z',
      series: { count: 7, lastObservedTime: '2026-02-26T10:00:00.000006Z' },
    });
  });

  test('of another aggregator, or of before a restart, is the same', async () => {
    await using server = await opened();
    await sent(server, [(traffic) => traffic.add(drop(80), HOUR_US)]);
    const again = await sent(server, [(traffic) => traffic.add(drop(80, 3), HOUR_US)]);
    expect(again).toEqual({ outcomes: ['sent'], lines: [] });
    expect(server.objects('events')).toMatchObject([{ series: { count: 3 } }]);
  });

  test('is not written on a pod that is gone', async () => {
    await using server = await opened();
    server.delete('pods', 'shop/web-1');
    const { outcomes } = await sent(server, [(traffic) => traffic.add(drop(80), HOUR_US)]);
    expect([outcomes, server.objects('events')]).toEqual([['gone'], []]);
  });

  test('waits for its turn where there are many', async () => {
    await using server = await opened();
    const many = (traffic: DroppedTraffic) => {
      for (let port = 1; port <= 40; port++) traffic.add(drop(port), HOUR_US);
    };
    const first = await sent(server, [many]);
    expect(first.outcomes).toHaveLength(25);
    const second = await sent(server, [many, () => {}]);
    expect(second.outcomes).toHaveLength(25 + 5);
  });
});

describe('a server that fails', () => {
  test('for having forgotten an Event is given it anew', async () => {
    await using server = await opened();
    const { outcomes } = await sent(server, [
      (traffic) => traffic.add(drop(80), HOUR_US),
      (traffic) => {
        const [event] = server.objects('events');
        server.delete('events', `shop/${event!.metadata.name}`);
        // A real one does not take a series alone.
        server.access.allows = ({ verb }) => verb !== 'patch';
        traffic.add(drop(80, 2), HOUR_US);
      },
      (traffic) => {
        server.access.allows = () => true;
        traffic.add(drop(80, 3), HOUR_US);
      },
    ]);
    expect(outcomes).toEqual(['sent', 'failed', 'sent']);
    expect(server.objects('events')).toMatchObject([
      { regarding: { name: 'web-1' }, series: { count: 6 } },
    ]);
  });

  test('is said once, asked no further at once, and tried again', async () => {
    await using server = await opened();
    server.access.allows = allowOnly('get pods');
    const { outcomes, lines } = await sent(server, [
      (traffic) => {
        traffic.add(drop(80), HOUR_US);
        traffic.add(drop(81), HOUR_US);
      },
      () => {},
      () => {
        server.access.allows = () => true;
      },
      () => {},
    ]);
    expect(outcomes.slice(0, 3)).toEqual(['failed', 'failed', 'sent']);
    expect(lines).toEqual([
      expect.stringMatching(/^events: .*forbidden.*\(see docs\/events.md\)$/),
    ]);
  });

  test('may be away', async () => {
    await using server = await opened();
    await server.stop();
    const { outcomes } = await sent(server, [(traffic) => traffic.add(drop(80), HOUR_US)]);
    expect(outcomes).toEqual(['failed']);
  });
});
