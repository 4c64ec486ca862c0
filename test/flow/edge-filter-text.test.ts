import { expect, test } from 'vitest';
import type { EdgeFilter } from '../../src/flow/edge-filter.ts';
import { type EdgeFilterText, parseEdgeFilter } from '../../src/flow/edge-filter-text.ts';
import { EdgeFilterError } from '../../src/flow/endpoint-pattern.ts';
import { parseTime } from '../../src/flow/time.ts';

const nowUs = parseTime('2026-02-26T10:00:00Z')!;

test.each<[EdgeFilterText, EdgeFilter]>([
  [{}, {}],
  [{ namespace: '', from: [''], since: '', replies: false }, {}],
  [
    { namespace: 'shop', from: ['shop/web'], to: ['10.0.0.0/8'] },
    { namespace: 'shop', from: ['shop/web'], to: ['10.0.0.0/8'] },
  ],
  [
    { protocol: ['TCP'], port: ['0'] },
    { protocol: [6], port: [0] },
  ],
  [
    { protocol: ['132'], replies: true },
    { protocol: [132], replies: true },
  ],
  [{ since: '10m' }, { sinceUs: nowUs - 600_000_000 }],
  [{ since: '1h30m' }, { sinceUs: nowUs - 5_400_000_000 }],
  [{ since: '99999d' }, { sinceUs: 1 }],
  [{ until: '99999d' }, { untilUs: 1 }],
  [{ until: '1969-12-31T23:00:00Z' }, { untilUs: 1 }],
  [{ since: '2026-02-26T09:00:00+01:00' }, { sinceUs: nowUs - 2 * 3_600_000_000 }],
  [{ until: '2026-02-26T10:00:00.000001Z' }, { untilUs: nowUs + 1 }],
])('%o becomes %o', (text, filter) => {
  expect(parseEdgeFilter(text, nowUs)).toEqual(filter);
});

test.each<[EdgeFilterText, string]>([
  [{ protocol: ['tpc'] }, "'tpc' is not a protocol"],
  [{ protocol: ['256'] }, "'256' is not a protocol"],
  [{ port: ['65536'] }, "'65536' is not a port"],
  [{ port: ['-1'] }, "'-1' is not a port"],
  [{ port: ['http'] }, 'write a number from 0 to 65535'],
  [{ since: '10' }, "'10' is not a time: write a span such as 10m"],
  [{ since: 'yesterday' }, "'yesterday' is not a time"],
  [{ until: '2026-13-01T00:00:00Z' }, 'is not a time'],
  [{ from: ['10.0.0.0/99'] }, 'is not a CIDR'],
  [{ namespace: '../etc' }, 'is not a namespace'],
])('%o is refused: %s', (text, message) => {
  expect(() => parseEdgeFilter(text, nowUs)).toThrow(EdgeFilterError);
  expect(() => parseEdgeFilter(text, nowUs)).toThrow(message);
});
