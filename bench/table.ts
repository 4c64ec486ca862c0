/** The bench's table: columns as wide as their widest cell, numbers to the right. */
import type { Contest, Result } from './contest.ts';
import type { Spread } from './spread.ts';

const HEADINGS = [
  ...['program', 'CPU ns/line', 'lines/s', 'x ours', 'min-max'],
  ...['wall s', 'peak MB', 'flows right', 'wrong'],
];

/** Ourselves first, whole and in steady state; `lines` of the corpus. */
export function contestTable(contest: Contest, lines: number): string {
  const { ours, peers, steadySeconds, report } = contest;
  const steady = ['  in steady state', ...speedOf(steadySeconds.median * 1e9)];
  const ratio = ((steadySeconds.median * lines) / ours.cpuSeconds.median).toFixed(2);
  const missing = HEADINGS.slice(steady.length + 1).map(() => '');
  const steadyRow = report.steady.lines > 0 ? [[...steady, ratio, ...missing]] : [];
  const rows = peers.map((peer) => cellsOf(peer, lines));
  return formatTable([HEADINGS, cellsOf(ours, lines), ...steadyRow, ...rows]);
}

/** The first column is text, all others are numbers. */
export function formatTable(cells: readonly (readonly string[])[]): string {
  const widths = cells[0]!.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  return cells.map(line).join('\n');
}

export function range({ min, max }: Spread): string {
  return `${min.toFixed(2)}-${max.toFixed(2)}`;
}

function cellsOf(result: Result, lines: number): string[] {
  const { name, cpuSeconds, ratio, wallSeconds, peakBytes, flows } = result;
  const taken = [wallSeconds.median.toFixed(2), (peakBytes / 1e6).toFixed(0)];
  const speed = speedOf((cpuSeconds.median * 1e9) / lines);
  const cells = [name, ...speed, ratio.median.toFixed(2), range(ratio), ...taken];
  if (flows === undefined) return [...cells, 'no flows', ''];
  const { right, wrong, invented } = flows;
  const mistakes = invented > 0 ? `${wrong} + ${invented} invented` : String(wrong);
  return [...cells, `${right} of ${right + wrong}`, mistakes];
}

function speedOf(nsPerLine: number): string[] {
  return [nsPerLine.toFixed(0), Math.round(1e9 / nsPerLine).toLocaleString('en')];
}
