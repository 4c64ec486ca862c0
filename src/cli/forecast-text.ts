/** The forecast as people read it: blind spots, tables of what is dropped or not known, numbers. */

import type { ForecastReport } from '../report/forecast-report.ts';
import type { Unused } from '../report/forecast-unused.ts';
import { blindSpotsText } from './blind-spots-text.ts';
import { LINE_COLUMNS, WIDE_LINE_COLUMNS } from './forecast-columns.ts';
import { sectionsOf, summaryText } from './forecast-sections.ts';
import { NEVER_SEEN_COLUMNS, neverText, RULE_COLUMNS } from './forecast-unused-text.ts';
import { type Column, formatTable } from './table.ts';

export interface TextOptions {
  readonly isWide: boolean;
  readonly hasColours: boolean;
}

export function forecastText(report: ForecastReport, options: TextOptions): string {
  const { isWide, hasColours } = options;
  const columns = isWide ? WIDE_LINE_COLUMNS : LINE_COLUMNS;
  const table = <Row>(title: string, own: readonly Column<Row>[], rows: readonly Row[]) =>
    `${title}:\n${rows.length === 0 ? 'none\n' : formatTable(own, rows, hasColours)}`;
  const sections = sectionsOf(report).map(({ title, lines }) => table(title, columns, lines));
  const { spots, unused } = report;
  const blind = spots.length === 0 ? [] : [`Blind spots:\n${blindSpotsText(spots, hasColours)}`];
  const never = unused === undefined ? [] : neverTables(unused, table);
  return [...blind, ...sections, ...never, `${summaryText(report)}\n`].join('\n');
}

type Table = <Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]) => string;

function neverTables(unused: Unused, table: Table): string[] {
  return [
    table('Allowed, but never seen', NEVER_SEEN_COLUMNS, unused.neverSeen),
    table('Rules that nothing used', RULE_COLUMNS, unused.rules),
    `Never: ${neverText(unused)}\n`,
  ];
}
