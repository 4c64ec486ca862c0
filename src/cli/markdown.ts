/** Text for Markdown as code hosts show it: a table, and what keeps names from being markup. */
import type { Column } from './table.ts';
import { escapeControls } from './terminal.ts';

/** The columns of a terminal's table, with their titles in small letters. */
export function markdownTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [
    columns.map(({ title }) => title.toLowerCase()),
    ...rows.map((row) => columns.map(({ text }) => escapeMarkdown(text(row)))),
  ];
  const [titles, ...lines] = cells.map((line) => `| ${line.join(' | ')} |\n`);
  const rule = columns.map(({ isNumber }) => (isNumber ? '---:' : '---'));
  return [titles, `|${rule.join('|')}|\n`, ...lines].join('');
}

export function escapeMarkdown(text: string): string {
  return escapeControls(text).replace(/[\\`*_[\]<>|#@~!&]/g, '\\$&');
}
