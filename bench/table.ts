/** The bench's table: columns as wide as their widest cell, numbers to the right. */
import type { Comparison } from './truth.ts';

export interface Row {
  readonly name: string;
  /** CPU of the whole process over the corpus's lines. */
  readonly nsPerLine: number;
  /** CPU over ours, the median of the rounds' ratios. */
  readonly ratio: number;
  /** Undefined for a program that prints no flows. */
  readonly comparison: Comparison | undefined;
}

const HEADINGS = ['program', 'CPU ns/line', 'lines/s', 'x ours', 'flows right', 'wrong'];

export function formatTable(rows: readonly Row[]): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ');
  return cells.map(line).join('\n');
}

function cellsOf({ name, nsPerLine, ratio, comparison }: Row): string[] {
  const linesPerSecond = Math.round(1e9 / nsPerLine).toLocaleString('en');
  const speed = [nsPerLine.toFixed(0), linesPerSecond, ratio.toFixed(2)];
  if (comparison === undefined) return [name, ...speed, 'no flows', ''];
  const { right, wrong, invented } = comparison;
  const total = right + wrong;
  const mistakes = invented > 0 ? `${wrong} + ${invented} invented` : String(wrong);
  return [name, ...speed, `${right} of ${total}`, mistakes];
}
