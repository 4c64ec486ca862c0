import { expect, it } from 'vitest';
import { connectionKind, countConnections } from '../../src/aggregator/connection-kinds.ts';
import { createMetrics } from '../../src/aggregator/metrics.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { flowOf, podOf } from './examples.ts';

const cart = podOf('shop', 'cart', '10.0.1.2');
const web = podOf('shop', 'web', '10.0.1.3');
const ledger = podOf('bank', 'ledger', '10.0.2.3');
const unknown = unnamedEndpoint('10.0.9.9');
const node = { ...unknown, kind: 'node' } as const;
const outside = { ...unknown, kind: 'outside' } as const;

it.each([
  ['dns', cart, ledger, 53],
  ['dns', cart, unknown, 53],
  ['unnamed', cart, unknown, 80],
  ['unnamed', unknown, node, 80],
  ['with_node', node, cart, 8080],
  ['with_node', outside, node, 22],
  ['from_outside', outside, cart, 80],
  ['to_outside', cart, outside, 443],
  ['within_namespace', cart, web, 80],
  ['between_namespaces', cart, ledger, 80],
])('%s', (kind, source, destination, port) => {
  expect(connectionKind(flowOf({ source, destination, port }))).toBe(kind);
});

it('adds connections by kind and verdict, without replies and those from before', async () => {
  const metrics = createMetrics();
  const flows = [
    flowOf({ connections: 2, answered: 1, refused: 0 }),
    flowOf({ connections: 3, answered: 2, refused: 1 }),
    flowOf({ connections: 1, port: 53, answered: 0, refused: 0 }),
    flowOf({ connections: 9, isReply: true, answered: 0 }),
    flowOf({ connections: 9, origin: 'conntrack', answered: 0 }),
  ];
  countConnections(metrics, flows, ({ port }) => (port === 53 ? 'dropped' : 'audit'));
  const counted = async (counter: typeof metrics.connections | typeof metrics.responses) =>
    (await counter.get()).values
      .filter(({ value }) => value > 0)
      .map(({ labels, value }) => [...Object.values(labels), value]);
  expect(await counted(metrics.connections)).toEqual([
    ['dns', 'dropped', 1],
    ['between_namespaces', 'audit', 5],
  ]);
  expect(await counted(metrics.responses)).toEqual([
    ['answered', 3],
    ['refused', 1],
  ]);
});
