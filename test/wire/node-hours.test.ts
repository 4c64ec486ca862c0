import { expect, test } from 'vitest';
import { decodeNodeHours, encodeNodeHours } from '../../src/wire/node-hours.ts';
import { dropcast } from '../../src/wire/protobuf.ts';
import { WireError } from '../../src/wire/wire-error.ts';

test('hours of a node come back, ascending', () => {
  const hours = new Map([
    [480_000, 3_600_000_000],
    [479_999, 1],
  ]);
  const read = decodeNodeHours(encodeNodeHours({ cluster: 'lab', node: 'n1', hours }));
  expect(read).toEqual({ cluster: 'lab', node: 'n1', hours });
  expect([...read.hours.keys()]).toEqual([479_999, 480_000]);
});

test.each([
  [{ hours: [1, 2], observedUs: [1] }, 'hours are 2, observed_us are 1'],
  [{ hours: [1], observedUs: [3_600_000_001] }, 'more than an hour'],
])('%j is refused', (message, words) => {
  const bytes = dropcast.v1.NodeHours.encode(message).finish();
  expect(() => decodeNodeHours(bytes)).toThrow(WireError);
  expect(() => decodeNodeHours(bytes)).toThrow(words);
});
