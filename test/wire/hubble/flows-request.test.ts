/** What a newer client may ask, in bytes: tags are field number << 3 | wire type. */
import { expect, it } from 'vitest';
import { decodeGetFlowsRequest } from '../../../src/wire/hubble/flows-request.ts';

/** The first of two bytes of a field that has bytes in it. */
const tag = (field: number) => [((field << 3) & 0x7f) | 0x82, field >> 4];
const whitelist = (bytes: readonly number[]) => [(6 << 3) | 2, bytes.length, ...bytes];
const part = (field: number, bytes: readonly number[]) => [...tag(field), bytes.length, ...bytes];
const FIELD_12 = [12 << 3, 1];

it.each([
  ['a request', FIELD_12, ['field 12']],
  ['nothing', whitelist(part(23, [2 << 3, 1])), []],
])('it names what nobody here knows of %s', (_, bytes, unsupported) => {
  expect(decodeGetFlowsRequest(Uint8Array.from(bytes)).unsupported).toEqual(unsupported);
});

it.each([
  ['a filter', part(41, []), ['field 41']],
  ['flags', part(23, FIELD_12), ['field 12 of tcp_flags']],
  ['a workload', part(26, FIELD_12), ['field 12 of source_workload']],
  ['nothing', part(23, [2 << 3, 1]), []],
])('it names what nobody here knows of %s in a filter', (_, bytes, unsupported) => {
  const { whitelist: filters } = decodeGetFlowsRequest(Uint8Array.from(whitelist(bytes)));
  expect(filters.map((filter) => filter.unsupported)).toEqual([unsupported]);
});
