import { describe, expect, it } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { HOUR_US } from '../../../src/flow/time.ts';
import { takeInventory } from '../../../src/policy/coverage/inventory.ts';
import { edgeOf, HOUR, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';

const window = { fromUs: HOUR * HOUR_US, toUs: (HOUR + 24) * HOUR_US };
const web = podEndpoint('shop', 'web-1', '10.0.0.1', 'web');
const db = podEndpoint('shop', 'db-0', '10.0.0.2', 'db');
const api = podEndpoint('pay', 'api-0', '10.0.0.3', 'api');

function either(...candidates: readonly Endpoint[]): Endpoint {
  return { ...unnamedEndpoint('10.0.0.9'), kind: 'pod', confidence: 'ambiguous', candidates };
}

function inventoryOf(...edges: readonly Partial<Edge>[]) {
  return takeInventory(
    edges.map((edge) => edgeOf({ source: web, destination: db, ...edge })),
    window,
  );
}

describe('an edge belongs', () => {
  it('once to the namespace of both its ends, and to each workload', () => {
    const shop = inventoryOf({}).get('shop')!;
    expect(shop.edges.size).toBe(1);
    expect([...shop.workloads.keys()]).toEqual(['Deployment/web', 'Deployment/db']);
  });

  it('to both namespaces that it connects', () => {
    expect([...inventoryOf({ destination: api }).keys()]).toEqual(['shop', 'pay']);
  });

  it('to nobody for what is a node or outside', () => {
    expect([...inventoryOf({ destination: outsideEndpoint('192.0.2.1') }).keys()]).toEqual([
      'shop',
    ]);
  });

  it('to the workload that all its candidates have', () => {
    const other = podEndpoint('pay', 'api-1', '10.0.0.9', 'api');
    const pay = inventoryOf({ destination: either(api, other) }).get('pay')!;
    expect(pay.workloads.get('Deployment/api')!.inventory.edges.size).toBe(1);
  });

  it('to the namespace that they have, if to no workload for sure', () => {
    const shop = inventoryOf({ source: api, destination: either(web, db) }).get('shop')!;
    expect([shop.edges.size, shop.ambiguous]).toEqual([1, 0]);
    const { inventory } = shop.workloads.get('Deployment/db')!;
    expect([inventory.edges.size, inventory.ambiguous]).toEqual([0, 1]);
  });

  it('to none of the namespaces that it may be of, in which it is counted apart', () => {
    const namespaces = inventoryOf({
      source: outsideEndpoint('::1'),
      destination: either(web, api),
    });
    for (const name of ['shop', 'pay']) {
      expect(namespaces.get(name)).toMatchObject({ ambiguous: 1, isEmpty: true });
    }
  });
});

describe('what counts as one edge', () => {
  it('is what one rule is about: replicas, addresses without a name', () => {
    const shop = inventoryOf(
      { source: { ...web, name: 'web-2' } },
      { destination: outsideEndpoint('192.0.2.1'), hours: [HOUR] },
      { destination: outsideEndpoint('192.0.2.2'), hours: [HOUR + 1] },
      { destination: { ...outsideEndpoint('192.0.2.3'), name: 'bank' } },
      { port: 9090 },
    ).get('shop')!;
    expect(shop.edges.size).toBe(4);
    expect([...shop.edges.values()]).toContainEqual([HOUR, HOUR + 1]);
    expect(shop.addresses.size).toBe(2);
  });

  it('is what was seen within the window, and no reply', () => {
    const seen = inventoryOf({ hours: [HOUR - 1, HOUR + 23, HOUR + 24] });
    expect([...seen.get('shop')!.edges.values()]).toEqual([[HOUR + 23]]);
    expect(inventoryOf({ hours: [0] }, { hours: [HOUR + 24] }, { isReply: true }).size).toBe(0);
  });

  it('keeps apart what was open before and what stands for many', () => {
    const shop = inventoryOf(
      { origin: 'conntrack' },
      { origin: 'conntrack', port: 1 },
      { port: 1 },
      { overflow: 'address', destination: unnamedEndpoint('') },
    ).get('shop')!;
    expect(shop).toMatchObject({ openBefore: 1, overflow: 1 });
    expect(shop.edges.size).toBe(2);
  });
});
