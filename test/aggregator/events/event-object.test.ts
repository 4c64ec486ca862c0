import { expect, test } from 'vitest';
import { DroppedTraffic } from '../../../src/aggregator/events/dropped-traffic.ts';
import { eventName } from '../../../src/aggregator/events/event-object.ts';
import { flowOf, HOUR_US, podEndpoint } from '../../flow/edge-fixtures.ts';

/** RFC 1123, as Kubernetes reads it for names of objects. */
const SUBDOMAIN = /^[a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*$/;

test.each([
  ['a usual name', 'web-1'],
  ['a name that is cut at a hyphen', `${'a'.repeat(235)}-${'b'.repeat(17)}`],
])('an Event on a pod with %s may be called as it is', (_, pod) => {
  const traffic = new DroppedTraffic(
    () => true,
    () => {},
  );
  const point = { prefix: 'drop', inInterface: 'cali1', outInterface: 'eth0' };
  traffic.add(flowOf({ point, source: podEndpoint('shop', pod, '10.244.1.5') }), HOUR_US);
  const [drop] = traffic.due(HOUR_US + 60_000_000);
  expect(eventName(drop!)).toMatch(SUBDOMAIN);
  expect(eventName(drop!).length).toBeLessThanOrEqual(253);
});
