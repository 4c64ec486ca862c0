import { describe, expect, test } from 'vitest';
import { servicesBefore } from '../../../src/aggregator/attribute/services-before.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { DEFAULT_MARGINS } from '../../../src/kube/history/knowledge.ts';
import type { EndpointSlice } from '../../../src/kube/objects.ts';
import { flowOf, HOUR_US } from '../../flow/edge-fixtures.ts';

const { lagUs, skewUs } = DEFAULT_MARGINS;

function sliceOf(overrides: Partial<EndpointSlice> = {}): EndpointSlice {
  return {
    namespace: 'shop',
    name: 'web-x',
    service: 'web',
    addresses: ['10.244.2.7'],
    ports: [{ protocol: 'TCP', port: 80 }],
    ...overrides,
  };
}

function at(us: number) {
  return flowOf({ firstSeenUs: us, lastSeenUs: us });
}

describe('services before a pod and port', () => {
  const index = new ClusterIndex();
  index.servicePorts.replaced(
    [
      sliceOf(),
      sliceOf({ name: 'all-x', service: 'all', ports: [{ protocol: 'TCP', port: undefined }] }),
      sliceOf({ name: 'dns-x', service: 'dns', ports: [{ protocol: 'UDP', port: 80 }] }),
      sliceOf({ name: 'other-x', service: 'other', addresses: ['10.244.2.8'] }),
      sliceOf({ name: 'alone', service: '' }),
    ],
    HOUR_US,
  );

  test('are those with its address, protocol and port', () => {
    expect(servicesBefore(index, at(HOUR_US))).toEqual(['shop/all', 'shop/web']);
  });

  test('of a reply stand before its source', () => {
    const reply = flowOf({
      isReply: true,
      source: unnamedEndpoint('10.244.2.8'),
      firstSeenUs: HOUR_US,
      lastSeenUs: HOUR_US,
    });
    expect(servicesBefore(index, reply)).toEqual(['shop/other']);
  });

  test('are none without a port', () => {
    expect(servicesBefore(index, { ...at(HOUR_US), port: undefined })).toEqual([]);
  });
});

describe('an address that leaves a slice', () => {
  const leftUs = HOUR_US + 100_000_000;
  const index = new ClusterIndex();
  index.servicePorts.replaced([sliceOf()], HOUR_US);
  index.servicePorts.applied(sliceOf({ addresses: ['10.244.2.9'] }), leftUs);

  test('had the service until then', () => {
    expect(servicesBefore(index, at(leftUs))).toEqual(['shop/web']);
    expect(servicesBefore(index, at(leftUs + skewUs + 1))).toEqual([]);
  });

  test('leaves it to the next from a lag before', () => {
    const next = { ...at(leftUs - lagUs), destination: unnamedEndpoint('10.244.2.9') };
    expect(servicesBefore(index, next)).toEqual(['shop/web']);
    const early = { ...at(leftUs - 2 * lagUs), destination: unnamedEndpoint('10.244.2.9') };
    expect(servicesBefore(index, early)).toEqual([]);
  });

  test('is remembered after the slice is deleted, and forgotten in time', () => {
    const own = new ClusterIndex(undefined, { retention: { retainMs: 1_000, tombstonesMax: 10 } });
    own.servicePorts.replaced([sliceOf()], HOUR_US);
    own.servicePorts.deleted(sliceOf(), HOUR_US);
    expect(servicesBefore(own, at(HOUR_US))).toEqual(['shop/web']);
    own.servicePorts.heard(HOUR_US + 1_000_000);
    expect(servicesBefore(own, at(HOUR_US))).toEqual([]);
  });
});
