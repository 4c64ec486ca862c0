import { expect, it } from 'vitest';
import { createEdgeTally } from '../../../src/agent/conntrack/edge-tally.ts';

const to = (port: number) => ({
  source: '10.0.0.1',
  destination: '10.0.0.2',
  protocol: 6,
  port,
});

it('adds connections up to edges, most connections first', () => {
  const tally = createEdgeTally();
  for (const port of [80, 443, 443]) tally.add(to(port));
  expect(tally.edges()).toEqual([
    { ...to(443), connections: 2 },
    { ...to(80), connections: 1 },
  ]);
});

it('counts the connections of edges beyond its bound', () => {
  const tally = createEdgeTally(1);
  for (const port of [80, 443, 443, 80]) tally.add(to(port));
  expect(tally.edges()).toEqual([{ ...to(80), connections: 2 }]);
  expect(tally.connectionsLeftOut).toBe(2);
});
