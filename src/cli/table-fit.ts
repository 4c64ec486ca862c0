/**
 * Which columns of a table a terminal of some width shows, and how wide. First names are cut in
 * their middle, then the least important columns are left out; what a policy needs stays.
 */

/** What is known of a column before it is written. */
export interface ColumnNeed {
  /** Columns of its longest cell, or of its title. */
  readonly width: number;
  readonly isName: boolean;
  /** The highest is left out first; undefined: never. */
  readonly rank: number | undefined;
}

export interface Fit {
  /** Of each column; undefined: left out. */
  readonly widths: readonly (number | undefined)[];
}

export const GAP = '  ';
/** Behind the titles, where columns were left out. */
export const LEFT_OUT = `${GAP}…`;

/** Shorter names say too little; narrower ones come only where nothing else can be left out. */
const NAME_COLUMNS_MIN = 18;
const NAME_COLUMNS_LEAST = 8;

/** `available` undefined: all that the cells want. */
export function fitColumns(needs: readonly ColumnNeed[], available: number | undefined): Fit {
  const shown: (number | undefined)[] = needs.map(({ width }) => width);
  if (available === undefined) return { widths: shown };
  while (excess(shown, available) > slack(needs, shown, NAME_COLUMNS_MIN)) {
    const victim = leastImportant(needs, shown);
    if (victim === undefined) break;
    shown[victim] = undefined;
  }
  shorten(needs, shown, available);
  return { widths: shown };
}

/** Columns that are too many. */
function excess(shown: readonly (number | undefined)[], available: number): number {
  const widths = shown.filter((width) => width !== undefined);
  const gaps = GAP.length * Math.max(0, widths.length - 1);
  const mark = widths.length < shown.length ? LEFT_OUT.length : 0;
  return widths.reduce((sum, width) => sum + width, gaps + mark) - available;
}

/** Columns that shorter names would save. */
function slack(
  needs: readonly ColumnNeed[],
  shown: readonly (number | undefined)[],
  least: number,
): number {
  const saved = shown.map((width, i) => (needs[i]!.isName && width ? width - least : 0));
  return saved.reduce((sum, columns) => sum + Math.max(0, columns), 0);
}

function leastImportant(
  needs: readonly ColumnNeed[],
  shown: readonly (number | undefined)[],
): number | undefined {
  const candidates = needs
    .map(({ rank }, i) => ({ rank, i }))
    .filter(({ rank, i }) => rank !== undefined && shown[i] !== undefined)
    .toSorted((a, b) => b.rank! - a.rank!);
  return candidates[0]?.i;
}

/** Takes from the longest names, column by column, until all fits or names get too short. */
function shorten(
  needs: readonly ColumnNeed[],
  shown: (number | undefined)[],
  available: number,
): void {
  for (let over = excess(shown, available); over > 0; over--) {
    const names = shown.map((width, i) => (needs[i]!.isName ? (width ?? 0) : 0));
    const longest = Math.max(...names);
    if (longest <= NAME_COLUMNS_LEAST) return;
    shown[names.indexOf(longest)] = longest - 1;
  }
}
