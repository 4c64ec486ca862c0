/** Values as systemd writes them: levels, switches, spans of time (systemd.syntax(7), .time(7)). */

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
/** Names of units, each with its seconds; case matters: `M` is a month. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^us(?:ec)?$/, 1e-6],
  [/^ms(?:ec)?$/, 1e-3],
  [/^(?:|s|sec|seconds?)$/, 1],
  [/^(?:m|min|minutes?)$/, MINUTE_S],
  [/^(?:h|hr|hours?)$/, HOUR_S],
  [/^(?:d|days?)$/, DAY_S],
  [/^(?:w|weeks?)$/, 7 * DAY_S],
  [/^(?:M|months?)$/, 30.44 * DAY_S],
  [/^(?:y|years?)$/, 365.25 * DAY_S],
];

/** Number of a level given by name or number, 0 (emerg) to 7 (debug); undefined when it is none. */
export function parseLevel(text: string): number | undefined {
  const level = /^[0-7]$/.test(text) ? Number(text) : LEVELS.indexOf(text);
  return level < 0 ? undefined : level;
}

export function levelName(level: number): string {
  return LEVELS[level] ?? String(level);
}

/** Whether a value of a switch says no. */
export function isOff(text: string): boolean {
  return /^(?:0|no|n|false|f|off)$/i.test(text);
}

/** Seconds of a span such as `1month` or `2h 30min`; undefined when it is none. */
export function parseSpanS(text: string): number | undefined {
  const parts = [...text.matchAll(/\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*/gy)];
  const isWhole = parts.reduce((length, [part]) => length + part.length, 0) === text.length;
  if (parts.length === 0 || !isWhole) return undefined;
  const seconds = parts.map(([, number, name]) => {
    const unit = UNITS.find(([pattern]) => pattern.test(name!));
    return unit === undefined ? Number.NaN : Number(number) * unit[1];
  });
  const sum = seconds.reduce((a, b) => a + b);
  return Number.isNaN(sum) ? undefined : sum;
}
