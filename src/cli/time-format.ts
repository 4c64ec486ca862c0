/** Times as people read them: `--time-format`, by the names that `hubble observe` has for them. */
import { InvalidArgumentError } from 'commander';
import { formatTime } from '../flow/time.ts';

/** The text of a time in microseconds since the epoch; `-` for one that nobody knows. */
export type TimeText = (us: number) => string;

/** How long ago, as kubectl says it. */
const RELATIVE = 'relative';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Out of RFC 3339 text with six digits of a second, in UTC. */
const ABSOLUTE = {
  StampMilli: (text) => `${monthName(text)} ${dayText(text, ' ')} ${text.slice(11, 23)}`,
  YearMonthDay: (text) => text.slice(0, 10),
  YearMonthDayHour: (text) => `${text.slice(0, 13)}Z`,
  YearMonthDayHourMinute: (text) => `${text.slice(0, 16)}Z`,
  RFC3339: (text) => `${text.slice(0, 19)}Z`,
  RFC3339Milli: (text) => `${text.slice(0, 23)}Z`,
  RFC3339Micro: (text) => text,
  RFC3339Nano: (text) => text.replace('Z', '000Z'),
  RFC1123Z: (text) =>
    `${WEEKDAYS[new Date(text).getUTCDay()]}, ${dayText(text, '0')} ${monthName(text)} ` +
    `${text.slice(0, 4)} ${text.slice(11, 19)} +0000`,
} as const satisfies Readonly<Record<string, (text: string) => string>>;

export type TimeFormat = typeof RELATIVE | keyof typeof ABSOLUTE;
const isAbsolute = (name: string): name is keyof typeof ABSOLUTE => Object.hasOwn(ABSOLUTE, name);

export const TIME_FORMATS: readonly TimeFormat[] = [
  RELATIVE,
  ...Object.keys(ABSOLUTE).filter(isAbsolute),
];

/** In any case of letters; throws commander's InvalidArgumentError. */
export function parseTimeFormat(text: string): TimeFormat | undefined {
  if (text === '') return undefined;
  const format = TIME_FORMATS.find((name) => name.toLowerCase() === text.toLowerCase());
  if (format !== undefined) return format;
  throw new InvalidArgumentError(`Write one of ${TIME_FORMATS.join(', ')}.`);
}

/** All of what is known. */
export const MICROSECONDS: TimeText = timeText('RFC3339Micro', () => 0);

/** `nowUs` is what relative times are taken from. */
export function timeText(format: TimeFormat, nowUs: () => number): TimeText {
  const text = isAbsolute(format)
    ? (us: number) => ABSOLUTE[format](formatTime(us))
    : (us: number) => distanceText(nowUs() - us);
  return (us) => (us === 0 || formatTime(us) === '' ? '-' : text(us));
}

const SECOND_US = 1e6;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A clock that is a little ahead of ours makes no time to come. */
const AHEAD_US = 60 * SECOND_US;

function distanceText(us: number): string {
  return us < -AHEAD_US ? `in ${ageText(-us)}` : ageText(us);
}

/**
 * `42s`, `5m12s`, `17m`, `3h20m`, `30h`, `3d4h`, `12d`, as k8s.io/apimachinery/pkg/util/duration
 * rounds them.
 */
function ageText(us: number): string {
  const seconds = Math.max(0, Math.floor(us / SECOND_US));
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return twoUnits(seconds, [MINUTE, 'm'], [1, 's']);
  if (seconds < 3 * HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < 8 * HOUR) return twoUnits(seconds, [HOUR, 'h'], [MINUTE, 'm']);
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)}h`;
  if (seconds < 8 * DAY) return twoUnits(seconds, [DAY, 'd'], [HOUR, 'h']);
  return `${Math.floor(seconds / DAY)}d`;
}

type Unit = readonly [seconds: number, letter: string];

function twoUnits(seconds: number, [large, l]: Unit, [small, s]: Unit): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)}${l}${rest === 0 ? '' : `${rest}${s}`}`;
}

const monthName = (text: string): string => MONTHS[Number(text.slice(5, 7)) - 1] ?? '';

const dayText = (text: string, fill: string): string =>
  String(Number(text.slice(8, 10))).padStart(2, fill);
