import { expect, it } from 'vitest';
import { hubbleFlow } from '../../../src/flow/hubble/to-hubble.ts';
import { fieldMask } from '../../../src/service/hubble/field-mask.ts';
import { edgeOf } from '../../flow/edge-fixtures.ts';

const FLOW = hubbleFlow(edgeOf());

it.each([
  ['a field', ['verdict'], { verdict: 'VERDICT_UNKNOWN' }],
  ['a part', ['source.pod_name'], { source: { pod_name: 'web-5d9c7b9f4-x2x7k' } }],
  ['a part of a part', ['l4.TCP.flags.SYN'], { l4: { TCP: { flags: { SYN: true } } } }],
  [
    'parts of one field',
    ['destination.pod_name', 'destination.namespace'],
    { destination: { pod_name: 'db-0', namespace: 'shop' } },
  ],
  ['a field and a part of it', ['IP', 'IP.source'], { IP: FLOW.IP }],
  ['a part of a field and the field', ['IP.source', 'IP'], { IP: FLOW.IP }],
  ['what is not there', ['ethernet.source', 'source.__proto__', 'verdict.x'], { source: {} }],
])('keeps %s alone', (_, paths, expected) => {
  expect(fieldMask(paths)(FLOW)).toEqual(expected);
});

it('keeps all where nothing is asked for', () => {
  expect(fieldMask([])(FLOW)).toBe(FLOW);
});

it.each(['', '__proto__', 'Source', 'x.y'])('knows no field %j', (path) => {
  expect(() => fieldMask([path])).toThrow(/field_mask: a flow has no field/);
});

it('leaves the flow as it was', () => {
  const before = structuredClone(FLOW);
  fieldMask(['source.pod_name', 'source', 'source.namespace'])(FLOW);
  expect(FLOW).toEqual(before);
});
