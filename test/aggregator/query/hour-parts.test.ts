import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span } from '../../../src/aggregator/history.ts';
import { hourParts } from '../../../src/aggregator/query/hour-parts.ts';
import { HOUR_US } from '../../../src/flow/time.ts';

const at = (hours: number) => hours * HOUR_US;

test.each<[string, Span, Span[]]>([
  ['no bound', {}, [{}]],
  ['whole hours', { sinceUs: at(2), untilUs: at(4) - 1 }, [{ sinceUs: at(2), untilUs: at(4) - 1 }]],
  [
    'since within an hour',
    { sinceUs: at(2.5) },
    [{ sinceUs: at(2.5), untilUs: at(3) - 1 }, { sinceUs: at(3) }],
  ],
  [
    'until within an hour',
    { untilUs: at(2.5) },
    [{ untilUs: at(2) - 1 }, { sinceUs: at(2), untilUs: at(2.5) }],
  ],
  [
    'both within hours that follow each other',
    { sinceUs: at(2.5), untilUs: at(3.5) },
    [
      { sinceUs: at(2.5), untilUs: at(3) - 1 },
      { sinceUs: at(3), untilUs: at(3.5) },
    ],
  ],
  ['one hour', { sinceUs: at(2.1), untilUs: at(2.2) }, [{ sinceUs: at(2.1), untilUs: at(2.2) }]],
  ['within the first hour', { untilUs: at(0.5) }, [{ untilUs: at(0.5) }]],
])('%s', (_name, span, parts) => {
  expect(hourParts(span)).toEqual(parts);
});

test('parts follow each other, and none cuts an hour but those that lie in one', () => {
  const us = fc.integer({ min: 1, max: at(5) });
  fc.assert(
    fc.property(us, us, (a, b) => {
      const span = { sinceUs: Math.min(a, b), untilUs: Math.max(a, b) };
      const parts = hourParts(span) as Required<Span>[];
      expect([parts[0]!.sinceUs, parts.at(-1)!.untilUs]).toEqual([span.sinceUs, span.untilUs]);
      for (const [i, { sinceUs, untilUs }] of parts.entries()) {
        if (i > 0) expect(sinceUs).toBe(parts[i - 1]!.untilUs + 1);
        const isOneHour = Math.floor(sinceUs / HOUR_US) === Math.floor(untilUs / HOUR_US);
        if (!isOneHour) expect([sinceUs % HOUR_US, (untilUs + 1) % HOUR_US]).toEqual([0, 0]);
      }
    }),
  );
});
