/**
 * Aligned columns as kubectl prints them: two blanks between, numbers to the right. On a terminal
 * lines fit its width; anywhere else nothing is cut.
 */
import { styleText } from 'node:util';
import { type ColumnNeed, type Fit, fitColumns, GAP, LEFT_OUT } from './table-fit.ts';
import { escapeControls } from './terminal.ts';
import { cutMiddle, padded, widthOf } from './text-width.ts';

export type Style = Parameters<typeof styleText>[0];

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Numbers end at the same place. */
  readonly isNumber?: boolean;
  readonly style?: (row: Row) => Style | undefined;
  /** May be cut in its middle where the terminal is too narrow. */
  readonly isName?: boolean;
  /** The column of the highest rank is left out first; without one it never is. */
  readonly rank?: number;
}

/** How a table is to look. */
export interface TableLayout {
  readonly hasColours: boolean;
  /** Columns of the terminal; undefined: nothing is cut. */
  readonly width?: number | undefined;
  /** Whether titles stand above it; true unless said otherwise. */
  readonly hasHeaders?: boolean;
}

/** The table with its title line; every line ends with a newline and no blank before it. */
export function formatTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  layout: TableLayout,
): string {
  const cells = rows.map((row) => cellsOf(columns, row));
  const { widths } = fitColumns(needsOf(columns, cells, layout), layout.width);
  const lines = rows.map((row, r) => {
    const styles = stylesOf(columns, row, layout);
    return lineOf(columns, { cells: cells[r]!, widths, styles }, layout);
  });
  return [titleLine(columns, widths, layout), ...lines].join('');
}

/**
 * Writes the rows of a table whose end nobody has seen: columns grow with what comes, and the
 * titles come again when other columns are shown.
 */
export function growingTable<Row>(
  columns: readonly Column<Row>[],
  layout: TableLayout,
): (row: Row) => string {
  let needs = needsOf(columns, [], layout);
  let shown = '';
  return (row) => {
    const cells = cellsOf(columns, row);
    const own = needsOf(columns, [cells], layout);
    needs = needs.map((need, i) => ({ ...need, width: Math.max(need.width, own[i]!.width) }));
    const { widths } = fitColumns(needs, layout.width);
    const nowShown = widths.map((width) => (width === undefined ? '-' : '+')).join('');
    const titles = nowShown === shown ? '' : titleLine(columns, widths, layout);
    shown = nowShown;
    const styles = stylesOf(columns, row, layout);
    return titles + lineOf(columns, { cells, widths, styles }, layout);
  };
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): string[] {
  return columns.map((column) => escapeControls(column.text(row)));
}

/** Of each column; none where there are no colours. */
function stylesOf<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  { hasColours }: TableLayout,
): readonly (Style | undefined)[] {
  return hasColours ? columns.map((column) => column.style?.(row)) : [];
}

function needsOf<Row>(
  columns: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
  { hasHeaders = true }: TableLayout,
): ColumnNeed[] {
  return columns.map(({ title, isName = false, rank }, i) => {
    const least = hasHeaders ? title.length : 0;
    const width = cells.reduce((most, line) => Math.max(most, widthOf(line[i]!)), least);
    return { width, isName, rank };
  });
}

interface Line {
  readonly cells: readonly string[];
  readonly widths: Fit['widths'];
  readonly styles: readonly (Style | undefined)[];
}

function lineOf<Row>(
  columns: readonly Column<Row>[],
  { cells, widths, styles }: Line,
  { hasColours, width }: TableLayout,
): string {
  const placed = columns.flatMap(({ isNumber }, i) => {
    const room = widths[i];
    if (room === undefined) return [];
    const text = cells[i]!;
    const cell = padded(width === undefined ? text : cutMiddle(text, room), room, isNumber);
    const style = hasColours ? styles[i] : undefined;
    return [style === undefined ? cell : styled(style, cell)];
  });
  return `${placed.join(GAP).trimEnd()}\n`;
}

/** Empty where no titles are wanted; with a mark where columns were left out. */
function titleLine<Row>(
  columns: readonly Column<Row>[],
  widths: Fit['widths'],
  layout: TableLayout,
): string {
  if (layout.hasHeaders === false) return '';
  const cells = columns.map(({ title }) => title);
  const styles = columns.map(() => 'bold' as const);
  const line = lineOf(columns, { cells, widths, styles }, layout);
  return widths.includes(undefined) ? line.replace('\n', `${LEFT_OUT}\n`) : line;
}

/** Colours were decided by the terminal already. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false });
}
