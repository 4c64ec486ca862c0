/** What is left of objects, and what is not. */
import { expect, it } from 'vitest';
import { slimObject } from '../../src/kube/slim-object.ts';

it('leaves out who wrote what and what was applied last', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', mine: 'kept' };
  const metadata = { name: 'web', managedFields: [{}], annotations };
  expect(slimObject('Service', { metadata, spec: { ports: [] } })).toEqual({
    metadata: { name: 'web', annotations: { mine: 'kept' } },
    spec: { ports: [] },
  });
});

it('keeps the addresses of pods and nodes of all that they report', () => {
  const pod = { status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }], conditions: [{}] } };
  expect(slimObject('Pod', pod)).toEqual({
    status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }] },
  });
  const node = { status: { addresses: [], images: [{}] } };
  expect(slimObject('Node', node)).toEqual({ status: { addresses: [] } });
  expect(slimObject('CronJob', { status: { active: [] } })).toEqual({ status: { active: [] } });
});

it('leaves out the schemas of custom resources, and keeps their webhooks', () => {
  const spec = { conversion: { strategy: 'Webhook' }, versions: [{ name: 'v1', schema: {} }] };
  expect(slimObject('CustomResourceDefinition', { spec })).toEqual({
    spec: { conversion: { strategy: 'Webhook' }, versions: [{ name: 'v1' }] },
  });
});

it.each([undefined, null, 'text', 7, [1], { metadata: 'none', status: [], spec: 1 }])(
  'leaves %j as it is',
  (value) => {
    expect(slimObject('CustomResourceDefinition', value)).toEqual(value);
  },
);

it.each([
  { spec: { versions: {} } },
  { spec: { versions: [1] } },
  { metadata: { annotations: 1 } },
])('leaves %j as it is, whatever it means', (value) => {
  expect(slimObject('CustomResourceDefinition', value)).toEqual(value);
});
