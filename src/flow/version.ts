/** How two released versions of Dropcast stand to each other. */

/** As seen from the second one; `unknown`: one of them is no version. */
export const VERSION_AGES = ['same', 'older', 'newer', 'unknown'] as const;
export type VersionAge = (typeof VERSION_AGES)[number];

const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})/;

/** By the three numbers of semantic versions: what stands behind them makes no difference. */
export function versionAge(version: string, than: string): VersionAge {
  const [a, b] = [version, than].map((text) => VERSION.exec(text)?.slice(1).map(Number));
  if (a === undefined || b === undefined) return 'unknown';
  const at = a.findIndex((number, i) => number !== b[i]);
  if (at < 0) return 'same';
  return a[at]! < b[at]! ? 'older' : 'newer';
}
