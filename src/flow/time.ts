/**
 * Times between their forms: microseconds since the Unix epoch, RFC 3339 text with microseconds,
 * spans such as `1h30m`.
 */

/** Hours, in which flows are counted, begin at multiples of this. */
export const HOUR_US = 3_600_000_000;

const SPAN_US: ReadonlyMap<string, number> = new Map([
  ['ms', 1_000],
  ['s', 1_000_000],
  ['m', 60_000_000],
  ['h', HOUR_US],
  ['d', 86_400_000_000],
]);

const RFC3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/** RFC 3339 in UTC with six digits of a second; empty outside the years 0 to 9999. */
export function formatTime(us: number): string {
  const ms = Math.floor(us / 1_000);
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return '';
  const rest = String(us - ms * 1_000).padStart(3, '0');
  return date.toISOString().replace('Z', `${rest}Z`);
}

/** Microseconds of an RFC 3339 time, digits past the sixth cut off; undefined when it is none. */
export function parseTime(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(ms) || !isDay(day!)) return undefined;
  return ms * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Date.parse takes a thirtieth of February for one of March. */
function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Microseconds of a span such as `90s`, `1h30m` or `7d`; undefined when it is none. */
export function parseSpan(text: string): number | undefined {
  if (!/^(\d{1,9}(ms|[smhd]))+$/.test(text)) return undefined;
  let us = 0;
  for (const [, count, unit = ''] of text.matchAll(/(\d+)(ms|[smhd])/g)) {
    us += Number(count) * SPAN_US.get(unit)!;
  }
  return us;
}
