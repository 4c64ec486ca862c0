/**
 * Aligned columns as kubectl prints them: two blanks between, nothing cut, numbers to the right.
 */
import { styleText } from 'node:util';
import { escapeControls } from './terminal.ts';

export type Style = Parameters<typeof styleText>[0];

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Numbers end at the same place. */
  readonly isNumber?: boolean;
  readonly style?: (row: Row) => Style | undefined;
}

const GAP = '  ';

/** The table with its title line; every line ends with a newline and no blank before it. */
export function formatTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  hasColours: boolean,
): string {
  const cells = rows.map((row) => columns.map((column) => escapeControls(column.text(row))));
  const widths = columns.map(({ title }, i) =>
    cells.reduce((width, line) => Math.max(width, line[i]!.length), title.length),
  );
  const titles = columns.map((column, i) => {
    const cell = padded(column.title, widths[i]!, column.isNumber);
    return hasColours ? styled('bold', cell) : cell;
  });
  const lines = rows.map((row, r) =>
    columns.map((column, i) => {
      const cell = padded(cells[r]![i]!, widths[i]!, column.isNumber);
      const style = hasColours ? column.style?.(row) : undefined;
      return style === undefined ? cell : styled(style, cell);
    }),
  );
  return [titles, ...lines].map((line) => `${line.join(GAP).trimEnd()}\n`).join('');
}

function padded(text: string, width: number, isNumber = false): string {
  return isNumber ? text.padStart(width) : text.padEnd(width);
}

/** Colours were decided by the terminal already. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false });
}
