/** The forecast as a report for a pull request. */

import type { ForecastReport } from '../report/forecast-report.ts';
import type { Unused } from '../report/forecast-unused.ts';
import { blindSpotsMarkdown } from './blind-spots-markdown.ts';
import { LINE_COLUMNS } from './forecast-columns.ts';
import { headline, sectionsOf, summaryText } from './forecast-sections.ts';
import { NEVER_SEEN_COLUMNS, neverText, RULE_COLUMNS } from './forecast-unused-text.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import type { Column } from './table.ts';

/** Rows of one table: a comment on a pull request holds 65,536 characters. */
const ROWS_MAX = 100;

export function forecastMarkdown(report: ForecastReport): string {
  const { summary, spots, unused } = report;
  const parts = [
    `# Dropcast forecast: ${headline(summary)}\n`,
    `${escapeMarkdown(summaryText(report))}.\n`,
    ...(spots.length === 0 ? [] : [blindSpotsMarkdown(spots)]),
    ...sectionsOf(report).map(({ title, lines }) => section(title, LINE_COLUMNS, lines)),
    ...(unused === undefined ? [] : neverSections(unused)),
  ];
  return parts.join('\n');
}

function section<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  const rest = rows.length - ROWS_MAX;
  const table = rows.length === 0 ? '' : `\n${markdownTable(columns, rows.slice(0, ROWS_MAX))}`;
  return `## ${title}: ${rows.length}\n${table}${rest > 0 ? `\n… and ${rest} more.\n` : ''}`;
}

function neverSections(unused: Unused): string[] {
  return [
    section('Allowed, but never seen', NEVER_SEEN_COLUMNS, unused.neverSeen),
    section('Rules that nothing used', RULE_COLUMNS, unused.rules),
    `Never: ${escapeMarkdown(neverText(unused))}.\n`,
  ];
}
