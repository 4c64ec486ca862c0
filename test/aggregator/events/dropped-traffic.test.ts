import { describe, expect, test, vi } from 'vitest';
import { DroppedTraffic, rest } from '../../../src/aggregator/events/dropped-traffic.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { flowOf, HOUR, HOUR_US, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';

const MINUTE_US = 60_000_000;
const EGRESS = { prefix: 'drop', inInterface: 'cali1', outInterface: 'eth0' };
const INGRESS = { prefix: 'drop', inInterface: 'eth0', outInterface: 'cali1' };

function drop(overrides: Partial<Flow> = {}): Flow {
  const source = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
  const destination = podEndpoint('data', 'db-0', '10.244.2.7', 'db');
  return flowOf({ point: EGRESS, source, destination, port: 5432, ...overrides });
}

function lab(...flows: Flow[]) {
  const onSuppressed = vi.fn();
  const audited = new Set<Flow>();
  const traffic = new DroppedTraffic((flow) => !audited.has(flow), onSuppressed);
  for (const flow of flows) traffic.add(flow, HOUR_US);
  const due = (nowUs = HOUR_US + MINUTE_US) => traffic.due(nowUs);
  const told = () => due().map(({ pod, traffic: text, lines }) => `${pod}: ${text} x${lines}`);
  return { traffic, audited, onSuppressed, due, told };
}

describe('dropped traffic', () => {
  test('is one for each pod, peer, port and hour', () => {
    const { told } = lab(
      drop({ lines: 2 }),
      drop({ lines: 3 }),
      drop({ port: 80 }),
      drop({ hour: HOUR - 1 }),
    );
    expect(told().sort()).toEqual([
      'web-1: Egress to data/db tcp/5432 x1',
      'web-1: Egress to data/db tcp/5432 x5',
      'web-1: Egress to data/db tcp/80 x1',
    ]);
  });

  test('is that of the pod which logged it', () => {
    expect(lab(drop({ point: INGRESS })).told()).toEqual([
      'db-0: Ingress from shop/web tcp/5432 x1',
    ]);
  });

  test('names an outside peer by its address, whatever DNS says', () => {
    const destination = { ...outsideEndpoint('203.0.113.9'), name: 'evil\u001b[2J' };
    expect(lab(drop({ destination })).told()).toEqual(['web-1: Egress to 203.0.113.9 tcp/5432 x1']);
  });

  test.each([
    ['of a reply', { isReply: true }],
    ['of a connection from before', { origin: 'conntrack' as const }],
    ['of hours ago', { hour: HOUR - 2 }],
    ['of hours to come', { hour: HOUR + 2 }],
    ['of a time that nobody knows', { firstSeenUs: 0 }],
    ['of a pod whose name is a path', { source: podEndpoint('shop', '../nodes/a', '10.244.1.5') }],
    ['of no pod', { source: outsideEndpoint('203.0.113.9') }],
    [
      'of one of several pods',
      { source: { ...podEndpoint('shop', 'a', '1'), candidates: [podEndpoint('shop', 'b', '1')] } },
    ],
  ])('%s is passed over', (_, overrides) => {
    expect(lab(drop(overrides)).told()).toEqual([]);
  });

  test('waits until a window would be known, and is none behind one', () => {
    const { due, audited, onSuppressed } = lab(drop(), drop({ port: 80 }));
    expect(due(HOUR_US + MINUTE_US - 1)).toEqual([]);
    audited.add(due()[0]!.flow);
    expect([due().length, onSuppressed.mock.calls]).toEqual([1, []]);
  });

  test('rests once it was told, until there is more', () => {
    const { traffic, due } = lab(drop());
    rest(due()[0]!, 1, HOUR_US);
    expect(due(HOUR_US + 2 * MINUTE_US)).toEqual([]);
    traffic.add(drop({ lines: 4 }), HOUR_US);
    expect(due(HOUR_US + MINUTE_US - 1)).toEqual([]);
    expect(due(HOUR_US + MINUTE_US)).toMatchObject([{ lines: 5, told: 1 }]);
  });

  test('is forgotten with its hour, and counted when nobody was told', () => {
    const { due, onSuppressed } = lab(drop(), drop({ port: 80 }));
    rest(due()[0]!, 1, HOUR_US);
    expect(due(HOUR_US + 120 * MINUTE_US)).toEqual([]);
    expect(onSuppressed.mock.calls).toEqual([[1]]);
  });

  test('is counted where there is no room for it', () => {
    const flows = Array.from({ length: 2_005 }, (_, port) => drop({ port }));
    const { due, onSuppressed } = lab(...flows);
    expect([due().length, onSuppressed.mock.calls.length]).toEqual([2_000, 5]);
  });
});
