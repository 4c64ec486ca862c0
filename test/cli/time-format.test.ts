import { expect, test } from 'vitest';
import { parseTimeFormat, TIME_FORMATS, timeText } from '../../src/cli/time-format.ts';
import { parseTime } from '../../src/flow/time.ts';

const AT_US = parseTime('2026-02-06T09:05:03.007008Z')!;

test.each([
  ['StampMilli', 'Feb  6 09:05:03.007'],
  ['YearMonthDay', '2026-02-06'],
  ['YearMonthDayHour', '2026-02-06T09Z'],
  ['YearMonthDayHourMinute', '2026-02-06T09:05Z'],
  ['RFC3339', '2026-02-06T09:05:03Z'],
  ['RFC3339Milli', '2026-02-06T09:05:03.007Z'],
  ['RFC3339Micro', '2026-02-06T09:05:03.007008Z'],
  ['RFC3339Nano', '2026-02-06T09:05:03.007008000Z'],
  ['RFC1123Z', 'Fri, 06 Feb 2026 09:05:03 +0000'],
] as const)('%s is %s', (format, text) => {
  expect(timeText(format, () => 0)(AT_US)).toBe(text);
});

test.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [312, '5m12s'],
  [660, '11m'],
  [3 * 3600 + 1200, '3h20m'],
  [30 * 3600, '30h'],
  [76 * 3600, '3d4h'],
  [12 * 86_400, '12d'],
  [-20, '0s'],
  [-7200, 'in 120m'],
])('%i seconds ago is %s', (seconds, text) => {
  expect(timeText('relative', () => AT_US + seconds * 1e6)(AT_US)).toBe(text);
});

test('a time that nobody knows is no time', () => {
  for (const format of TIME_FORMATS) expect(timeText(format, () => AT_US)(0)).toBe('-');
});

test('names are taken in any case, and others are told what there is', () => {
  expect(parseTimeFormat('rfc3339milli')).toBe('RFC3339Milli');
  expect(() => parseTimeFormat('iso')).toThrow('Write one of relative, StampMilli');
});
