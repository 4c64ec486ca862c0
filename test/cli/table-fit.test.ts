import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeColumns } from '../../src/cli/edge-columns.ts';
import { formatTable } from '../../src/cli/table.ts';
import { fitColumns } from '../../src/cli/table-fit.ts';
import { widthOf } from '../../src/cli/text-width.ts';
import { MICROSECONDS } from '../../src/cli/time-format.ts';
import { EDGES } from './cli-edges.ts';

const COLUMNS = edgeColumns(new Set(), MICROSECONDS);
const table = (width?: number) => formatTable(COLUMNS, EDGES, { hasColours: false, width });
const titles = (text: string) => text.split('\n')[0]!.split(/ {2,}/);

test.each([
  [60, ['SOURCE', 'DESTINATION', 'PROTOCOL', 'PORT', '…']],
  [80, ['SOURCE', 'DESTINATION', 'PROTOCOL', 'PORT', 'OUTCOME', 'VERDICT', '…']],
])('at %i columns the least important are left out, which is told', (width, shown) => {
  const text = table(width);
  expect(titles(text)).toEqual(shown);
  expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(width);
});

test('a wide terminal shows what a file holds', () => {
  expect(table(250)).toBe(table());
  expect(titles(table())).not.toContain('…');
});

test('a name keeps begin and end', () => {
  expect(table(60)).toContain('shop/web-5d9…-x2x7k');
});

const needs = fc.array(
  fc.record({
    width: fc.integer({ min: 1, max: 60 }),
    isName: fc.boolean(),
    rank: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  }),
  { maxLength: 12 },
);

test('no column gets wider than it needs, and only ranked ones are left out', () => {
  fc.assert(
    fc.property(needs, fc.integer({ min: 1, max: 200 }), (columns, available) => {
      const { widths } = fitColumns(columns, available);
      for (const [i, width] of widths.entries()) {
        if (width === undefined) expect(columns[i]!.rank).toBeDefined();
        else expect(width).toBeLessThanOrEqual(columns[i]!.width);
      }
    }),
  );
});

test('what can fit does', () => {
  fc.assert(
    fc.property(needs, fc.integer({ min: 1, max: 200 }), (columns, available) => {
      const { widths } = fitColumns(columns, available);
      const shown = widths.filter((width) => width !== undefined);
      const gaps = 2 * Math.max(0, shown.length - 1) + (shown.length < widths.length ? 3 : 0);
      const total = shown.reduce((sum, width) => sum + width, gaps);
      const hasMore = widths.some(
        (width, i) =>
          width !== undefined && (columns[i]!.rank || (columns[i]!.isName && width > 8)),
      );
      expect(total <= available || !hasMore).toBe(true);
    }),
  );
});
